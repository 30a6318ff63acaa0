using System.Text;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Tests.Files;

/// <summary>A process dies while it commits to a table.</summary>
public sealed class TornTableTests
{
    [Fact]
    public async Task Commit_TornTail_IsGoneAndTheNextOneWorks()
    {
        await using var place = new FilePlace();
        var log = place.FileOf("tables", "audit", "acme.log");
        var etag = (await CommitAsync(place.First, new TableWrite("a", "1"u8.ToArray(), null))).Value[0];
        await CommitAsync(place.First, new("a", "2"u8.ToArray(), etag), new("b", "2"u8.ToArray(), null));
        foreach (var torn in TornTail.Of(File.ReadAllBytes(log)).ToList())
        {
            File.WriteAllBytes(log, torn);
            Assert.Equal("a=1", await RowsAsync(place.Open()));
            Assert.Equal(torn, File.ReadAllBytes(log)); // reading repairs nothing
            var tables = place.Open();
            Assert.True(
                (await CommitAsync(tables, new("a", "3"u8.ToArray(), etag), new("c", "3"u8.ToArray(), null))).IsOk
            );
            Assert.Equal("a=3 c=3", await RowsAsync(tables));
            Assert.Equal("a=3 c=3", await RowsAsync(place.Open()));
            Assert.True(TornTail.IsClean(log));
        }
    }

    [Fact]
    public async Task Commit_OnlyLineTorn_IsAnEmptyPartition()
    {
        await using var place = new FilePlace();
        var log = place.FileOf("tables", "audit", "acme.log");
        await CommitAsync(place.First, new TableWrite("a", "1"u8.ToArray(), null));
        File.WriteAllBytes(log, File.ReadAllBytes(log)[..^1]);
        Assert.Empty(await RowsAsync(place.Open()));
        Assert.True((await CommitAsync(place.Open(), new TableWrite("a", "2"u8.ToArray(), null))).IsOk);
        Assert.Equal("a=2", await RowsAsync(place.Open()));
        Assert.True(TornTail.IsClean(log));
    }

    [Fact]
    public async Task Commit_AnEarlierLineDamaged_ThrowsAndNothingIsCut()
    {
        await using var place = new FilePlace();
        var log = place.FileOf("tables", "audit", "acme.log");
        foreach (var key in (string[])["a", "b", "c"])
            await CommitAsync(place.First, new TableWrite(key, "1"u8.ToArray(), null));
        var bytes = File.ReadAllBytes(log);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(log, bytes);
        var tables = place.Open();
        Assert.Equal("a=1 c=1", await RowsAsync(tables));
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            CommitAsync(tables, new TableWrite("d", "1"u8.ToArray(), null))
        );
        Assert.Equal(bytes, File.ReadAllBytes(log));
    }

    [Fact]
    public async Task Commit_OfText_IsReadableInTheFile()
    {
        await using var place = new FilePlace();
        await CommitAsync(
            place.First,
            new("a", "{\"type\":\"certified\"}"u8.ToArray(), null),
            new("b", new byte[] { 255 }, null)
        );
        Assert.EndsWith(
            """ [{"key":"a","text":"{\"type\":\"certified\"}"},{"base64":"/w==","key":"b"}]""" + "\n",
            File.ReadAllText(place.FileOf("tables", "audit", "acme.log")),
            StringComparison.Ordinal
        );
    }

    private static Task<Result<IReadOnlyList<string>>> CommitAsync(Backend backend, params TableWrite[] writes) =>
        backend.Tables.CommitAsync("audit", "acme", writes, default);

    private static async Task<string> RowsAsync(Backend backend)
    {
        var rows = new List<string>();
        await foreach (var row in backend.Tables.QueryAsync("audit", "acme", "", "~", default))
            rows.Add($"{row.Key}={Encoding.UTF8.GetString(row.Payload.Span)}");
        return string.Join(' ', rows);
    }
}
