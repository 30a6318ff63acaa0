namespace Bookseal.Storage.Tests.Tables;

public abstract partial class TableStoreContract
{
    /// <summary>The largest payload that Bookseal writes, an audit entry; services limit single rows, too.</summary>
    private const int MaxRowBytes = 60 * 1024;

    [Fact]
    public async Task Commit_100RowsAnd101_AreDoneAndInvalidInput()
    {
        var rows = Enumerable.Range(0, 101).Select(i => Insert($"e{i:D3}", $"{i}")).ToArray();
        Refusal.Is("InvalidInput", await CommitAsync(rows));
        Assert.Empty(await RowsAsync());
        Assert.Equal(100, (await CommitAsync(rows[..100])).Value.Count);
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 100).Select(i => $"e{i:D3}={i}")), await RowsAsync());
    }

    [Fact]
    public async Task Commit_NoRows_IsInvalidInput() => Refusal.Is("InvalidInput", await CommitAsync());

    [Fact]
    public async Task Commit_2Point5MebibytesAndOneByteMore_AreDoneAndInvalidInput()
    {
        const int limit = 2_621_440;
        var sizes = Enumerable.Repeat(MaxRowBytes, limit / MaxRowBytes).Append(limit % MaxRowBytes).ToArray();
        Assert.Equal(limit, sizes.Sum());
        var rows = sizes.Select((size, i) => new TableWrite($"e{i:D3}", Noise(size, seed: i), null)).ToArray();
        Refusal.Is("InvalidInput", await CommitAsync([.. rows, Insert("f", "+")]));
        Assert.Empty(await RowsAsync());
        Assert.True((await CommitAsync(rows)).IsOk);
        Assert.Equal(
            rows[^1].Payload.ToArray(),
            (await Other.GetAsync(Table, Acme, rows[^1].Key, default))!.Payload.ToArray()
        );
        Assert.Equal(
            rows[0].Payload.ToArray(),
            (await Other.GetAsync(Table, Acme, rows[0].Key, default))!.Payload.ToArray()
        );
    }

    [Fact]
    public async Task Commit_ARowTwice_IsInvalidInputWhateverTheWrites()
    {
        Refusal.Is("InvalidInput", await CommitAsync(Insert("a", "1"), Insert("b", "1"), Insert("a", "2")));
        Assert.Empty(await RowsAsync());
        var etag = (await CommitAsync(Insert("a", "1"))).Value[0];
        Refusal.Is("InvalidInput", await CommitAsync(Replace("a", "2", etag), Replace("a", "3", etag)));
        Refusal.Is("InvalidInput", await CommitAsync(Insert("a", "2"), Replace("a", "3", etag)));
        Assert.Equal("a=1", await RowsAsync());
    }

    [Fact]
    public async Task Commit_KeysThatDifferInCase_AreTwoRows()
    {
        Assert.True((await CommitAsync(Insert("a", "1"), Insert("A", "2"))).IsOk);
        Assert.Equal("A=2 a=1", await RowsAsync());
    }

    private static byte[] Noise(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
