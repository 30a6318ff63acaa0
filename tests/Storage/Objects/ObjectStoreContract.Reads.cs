using System.Text;

namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(4, null, "456789")]
    [InlineData(0, 3L, "012")]
    [InlineData(4, 3L, "456")]
    [InlineData(9, 1L, "9")]
    [InlineData(4, 6L, "456789")]
    [InlineData(4, 7L, "456789")]
    [InlineData(4, long.MaxValue, "456789")]
    [InlineData(4, 0L, "")]
    [InlineData(10, null, "")]
    [InlineData(10, 5L, "")]
    [InlineData(11, null, "")]
    [InlineData(1_000, 5L, "")]
    public async Task Read_ARange_IsWhatLiesInTheObject(long offset, long? length, string expected)
    {
        await Objects.CreateAsync(Proof, "0123456789");
        await Objects.StartAsync(Journal, "01234");
        await Objects.AppendAsync(Journal, 5, "56789");
        Assert.Equal(expected, await Other.TextAsync(Proof, offset, length));
        Assert.Equal(expected, await Other.TextAsync(Journal, offset, length));
    }

    [Fact]
    public async Task Read_EmptyAppendableObject_IsEmpty()
    {
        await Objects.CreateAppendableAsync(Journal, default);
        Assert.Empty(await Other.BytesAsync(Journal));
        Assert.Empty(await Other.BytesAsync(Journal, 0, 10));
    }

    [Fact]
    public async Task Read_WhileAnAppendLands_DoesNotSeeIt()
    {
        await Objects.StartAsync(Journal);
        await using var toTheEnd = (await Other.ReadAsync(Journal, 0, null, default)).Value;
        await using var toALength = (await Other.ReadAsync(Journal, 0, 100, default)).Value;
        var start = new byte[2];
        await toTheEnd.ReadExactlyAsync(start);
        Assert.Equal(4 + 500_000, (await Objects.AppendAsync(Journal, 4, new string('2', 500_000))).Value);
        Assert.Equal("on", Encoding.UTF8.GetString(start));
        Assert.Equal("e,", await new StreamReader(toTheEnd).ReadToEndAsync());
        Assert.Equal("one,", await new StreamReader(toALength).ReadToEndAsync());
        Assert.Equal("one,22", await Other.TextAsync(Journal, 0, 6));
    }

    [Fact]
    public async Task ReadAndInfo_NoSuchObject_AreBlobNotFound()
    {
        Refusal.Is("BlobNotFound", await Objects.ReadAsync(Journal, 0, null, default));
        Refusal.Is("BlobNotFound", await Objects.InfoAsync(Journal, default));
        await Objects.StartAsync(Journal);
        var folder = ObjectPath.Of("journal", "acme");
        Refusal.Is("BlobNotFound", await Objects.ReadAsync(folder, 0, null, default));
        Refusal.Is("BlobNotFound", await Objects.InfoAsync(folder, default));
    }

    [Fact]
    public async Task List_APrefix_IsWholeSegments()
    {
        string[] names =
        [
            "journal/a/1",
            "journal/a/2/x",
            "journal/ab/1",
            "journal/a-b/1",
            "journal/a.b/1",
            "journal/b/a/1",
            "proofs/a/1",
        ];
        foreach (var name in names)
            await Objects.CreateAsync(ObjectPath.Of(name), name);
        Assert.Equal(["journal/a/1", "journal/a/2/x"], await NamesAsync("journal/a"));
        Assert.Equal(["journal/a/2/x"], await NamesAsync("journal/a/2"));
        Assert.Equal(["journal/a/2/x"], await NamesAsync("journal/a/2/x")); // the prefix is the whole path
        Assert.Empty(await NamesAsync("journal/a/2/x/y"));
        Assert.Equal(["proofs/a/1"], await NamesAsync("proofs"));
    }

    [Fact]
    public async Task List_SeveralObjects_AreInOrdinalOrderOfTheirPaths()
    {
        string[] ordered =
        [
            "journal/A",
            "journal/a-1/z",
            "journal/a.1/z",
            "journal/a/Z",
            "journal/a/_",
            "journal/a/z",
            "journal/a0",
            "journal/a10",
            "journal/a2",
            "journal/b",
        ];
        foreach (var name in ordered.Reverse())
            await Objects.CreateAsync(ObjectPath.Of(name), "");
        Assert.Equal(ordered.Order(StringComparer.Ordinal), ordered);
        Assert.Equal(ordered, await NamesAsync("journal"));
    }

    [Fact]
    public async Task List_NothingThere_IsEmpty()
    {
        Assert.Empty(await NamesAsync("journal"));
        await Objects.StartAsync(Journal);
        Assert.Empty(await NamesAsync("journal/acm"));
        Assert.Empty(await NamesAsync("proofs"));
    }

    [Fact]
    public async Task List_Objects_AreDescribedAsInfoDoes()
    {
        await Objects.StartAsync(Journal);
        await Objects.AppendAsync(Journal, 4, "two,");
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        var whole = ObjectPath.Of("journal", "whole");
        await Objects.CreateAsync(whole, "content");
        Assert.Equal(
            [new(Journal, 8, 2, true), new(whole, 7, 0, false)],
            (await Other.ListAsync(ObjectPath.Of("journal"), default)).Select(info => info.Plain())
        );
    }

    private async Task<IEnumerable<string>> NamesAsync(string prefix) =>
        (await Other.ListAsync(ObjectPath.Of(prefix), default)).Select(info => info.Path.ToString());
}
