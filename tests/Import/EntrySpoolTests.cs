using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class EntrySpoolTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    [InlineData(100_000)] // a part in the file, the rest in memory
    public void ReadLines_OfAnySize_AreThoseThatWereAdded(int memoryBytes)
    {
        var spool = new EntrySpool(memoryBytes);
        // Shorter and longer than the blocks that are read, and one that ends where a block does.
        int[] lengths = [1, 5, 65_535, 65_536, 65_537, 3, 200_000, 1, .. Enumerable.Range(200, 900)];
        var lines = lengths.Select((length, at) => new string((char)('a' + (at % 26)), length)).ToList();

        Assert.Empty(spool.ReadLines());
        foreach (var line in lines)
            spool.Add(Encoding.UTF8.GetBytes(line));

        Assert.Equal(lines.Count, spool.Count);
        for (var reading = 0; reading < 2; reading++)
            Assert.Equal(lines, spool.ReadLines().Select(line => Encoding.UTF8.GetString(line.Span)));
    }

    [Fact]
    public void ReadLines_WhoKeepsThem_StillHasThemAfterTheRestWasRead()
    {
        var spool = new EntrySpool(1);
        var lines = Enumerable.Range(0, 50_000).Select(at => $"line {at}").ToList();
        foreach (var line in lines)
            spool.Add(Encoding.UTF8.GetBytes(line));

        Assert.Equal(lines, spool.ReadLines().ToList().Select(line => Encoding.UTF8.GetString(line.Span)));
    }

    [Fact]
    public void Read_EntriesThatWereSpooled_AreTheSame()
    {
        var entries = new SmallBooks().Read().Entries;
        var spool = new EntrySpool(300);
        foreach (var line in entries.ReadLines())
            spool.Add(line.Span);

        Assert.Equal(entries.Read().Select(EntryCodec.ContentDigest), spool.Read().Select(EntryCodec.ContentDigest));
    }

    [Fact]
    public void Add_MoreThanMemoryHolds_LeavesNoFileBehind()
    {
        var spool = new EntrySpool(1);
        spool.Add("line"u8);
        Assert.Single(spool.ReadLines());
        if (!OperatingSystem.IsLinux())
            return;
        var spooled = Directory
            .EnumerateFiles("/proc/self/fd")
            .Select(handle => new FileInfo(handle).LinkTarget ?? "")
            .Where(target => target.StartsWith(Path.Combine(Path.GetTempPath(), "bookseal-"), StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(spooled);
        Assert.All(spooled, target => Assert.EndsWith("(deleted)", target, StringComparison.Ordinal));
        GC.KeepAlive(spool);
    }
}
