using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Files;

/// <summary>A process dies while it changes an object.</summary>
public sealed class TornObjectTests
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "00001.ndjson");
    private static readonly Guid Lease = Guid.Parse("5e1dd6a3-6f6c-4d35-9a54-0e1b3c9f7a01");

    [Fact]
    public async Task Append_TornCommit_IsGoneAndTheNextOneWorks()
    {
        await using var place = new FilePlace();
        await place.First.Objects.StartAsync(Journal);
        await place.First.Objects.AppendAsync(Journal, 4, "two,");
        foreach (var torn in TornTail.Of(File.ReadAllBytes(LogOf(place))).ToList())
        {
            File.WriteAllBytes(LogOf(place), torn);
            File.WriteAllText(DataOf(place), "one,two,");
            Assert.Equal(
                new ObjectInfo(Journal, 4, 1, false) { UncommittedBytes = 4 },
                (await place.Open().Objects.InfoAsync(Journal, default)).Value.Unmarked()
            );
            Assert.Equal("one,", await place.Open().Objects.TextAsync(Journal));
            Assert.Equal(7, (await place.Open().Objects.AppendAsync(Journal, 4, "2, ")).Value);
            Assert.Equal(
                new ObjectInfo(Journal, 7, 2, false),
                (await place.Open().Objects.InfoAsync(Journal, default)).Value.Unmarked()
            );
            Assert.Equal("one,2, ", File.ReadAllText(DataOf(place)));
            Assert.True(TornTail.IsClean(LogOf(place)));
        }
    }

    [Fact]
    public async Task AcquireLease_TornCommit_IsGoneAndTheNextOneWorks()
    {
        await using var place = new FilePlace();
        await place.First.Objects.StartAsync(Journal);
        await place.First.Objects.AcquireLeaseAsync(Journal, Guid.NewGuid(), default);
        foreach (var torn in TornTail.Of(File.ReadAllBytes(LogOf(place))).Where((_, i) => i % 7 == 0).ToList())
        {
            File.WriteAllBytes(LogOf(place), torn);
            Assert.False((await place.Open().Objects.InfoAsync(Journal, default)).Value.IsLeased);
            Assert.True((await place.Open().Objects.AcquireLeaseAsync(Journal, Lease, default)).Value.IsLeased);
            Refusal.Is("LeaseIdMissing", await place.Open().Objects.AppendAsync(Journal, 4, "two,"));
            Assert.True(TornTail.IsClean(LogOf(place)));
        }
    }

    [Theory]
    [InlineData("one,tw")]
    [InlineData("one,two,three and a long rest")]
    public async Task Append_DataBeyondTheCommittedLength_IsInvisibleAndOverwritten(string data)
    {
        await using var place = new FilePlace();
        await place.First.Objects.StartAsync(Journal);
        File.WriteAllText(DataOf(place), data);
        foreach (var backend in (Backend[])[place.First, place.Second, place.Open()])
        {
            Assert.Equal(4, (await backend.Objects.InfoAsync(Journal, default)).Value.Length);
            Assert.Equal("one,", await backend.Objects.TextAsync(Journal));
            Assert.Equal("one,", await backend.Objects.TextAsync(Journal, 0, 100));
            Assert.Empty(await backend.Objects.BytesAsync(Journal, 4));
        }

        Refusal.Is("AppendPositionConditionNotMet", await place.Second.Objects.AppendAsync(Journal, data.Length, "x"));
        Assert.Equal(6, (await place.Second.Objects.AppendAsync(Journal, 4, "2,")).Value);
        Assert.Equal("one,2,", await place.First.Objects.TextAsync(Journal));
        Assert.Equal("one,2,", File.ReadAllText(DataOf(place)));
    }

    [Fact]
    public async Task ReadAndAppend_DataShorterThanCommitted_Throw()
    {
        await using var place = new FilePlace();
        await place.First.Objects.StartAsync(Journal);
        File.WriteAllText(DataOf(place), "on");
        await Assert.ThrowsAsync<EndOfStreamException>(() => place.First.Objects.TextAsync(Journal));
        await Assert.ThrowsAsync<InvalidDataException>(() => place.First.Objects.AppendAsync(Journal, 4, "two,"));
        Assert.Equal("on", File.ReadAllText(DataOf(place)));
    }

    [Fact]
    public async Task Append_ObjectWith50000Blocks_IsBlockCountExceedsLimit()
    {
        await using var place = new FilePlace();
        await place.First.Objects.StartAsync(Journal);
        var log = new CommitLog(LogOf(place));
        log.Replay(_ => { });
        log.Append(ObjectState.Appended(4, Limits.ObjectBlocks - 1));
        Assert.Equal(6, (await place.Second.Objects.AppendAsync(Journal, 4, "2,")).Value);
        Refusal.Is("BlockCountExceedsLimit", await place.First.Objects.AppendAsync(Journal, 6, "3,"));
        Assert.Equal("one,2,", await place.Second.Objects.TextAsync(Journal));
    }

    private static string LogOf(FilePlace place) => place.FileOf("state", "journal", "acme", "00001.ndjson.log");

    private static string DataOf(FilePlace place) => place.FileOf("objects", "journal", "acme", "00001.ndjson");
}
