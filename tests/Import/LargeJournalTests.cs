using System.Text;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Tests;

/// <summary>
/// Journals are read in pieces: what a piece cuts through, and what changes meanwhile.
/// </summary>
public sealed class LargeJournalTests
{
    private const string CsvRows =
        "E1,2026-01-02,Sale,1200,50.00,,USD,AR,CUST,INV-1,JOB,\nE1,2026-01-02,Sale,4000,,50.00,USD,,,,,\n";

    [Theory]
    [InlineData(BooksFiles.JournalCsv)]
    [InlineData(BooksFiles.JournalNdjson)]
    public void Read_AFileThatChangesWhileItIsRead_ImportsNothing(string name)
    {
        var (faults, files) = (new ImportFaults(), Files(name, changedAt: 9));
        var stamp = 0;
        files[name] = new(files[name].Open, () => stamp++);
        Assert.Null(BooksReader.Read(files, SmallBooks.Importer, SmallBooks.Today, faults));
        var fault = Assert.Single(faults.Faults);
        Assert.Equal((name + ":1:1", "SOURCE_CHANGED"), (fault.Where, fault.Code));
    }

    [Theory]
    [InlineData(BooksFiles.JournalCsv)]
    [InlineData(BooksFiles.JournalNdjson)]
    public void Read_AFileThatChangesAfterItWasChecked_GivesTheEntriesThatWereChecked(string name)
    {
        var books = BooksReader.Read(Files(name, changedAt: 2), SmallBooks.Importer, SmallBooks.Today, new())!;
        for (var reading = 0; reading < 2; reading++)
            Assert.Equal("Sale", Assert.Single(books.Entries.Listed()).Description);
    }

    [Fact]
    public void At_AFileThatSomebodyWritesTo_HasAnotherStamp()
    {
        var (path, link) = (Path.GetTempFileName(), Path.GetTempFileName());
        File.Delete(link);
        File.CreateSymbolicLink(link, path);
        SourceFile[] files = [SourceFile.At(path), SourceFile.At(link)];
        var before = files.Select(file => file.Stamp()).ToList();
        Assert.Equal(before, files.Select(file => file.Stamp()));
        File.WriteAllText(path, "more");
        Assert.DoesNotContain(files.Select(file => file.Stamp()), before.Contains);
        File.Delete(path);
        Assert.All(files, file => Assert.Equal("gone", file.Stamp()));
        File.Delete(link);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(130_000)] // a line over the end of a buffer, and one over several
    [InlineData(700_000)]
    public void Read_NdjsonLinesOfAnyLength_AreAllRead(int blanks)
    {
        var text = string.Concat(
            Enumerable
                .Range(0, 9)
                .Select(number =>
                    Line(number).Replace(",\"id\"", new string(' ', blanks) + ",\"id\"", StringComparison.Ordinal)
                    + "\n\n"
                )
        );
        var books = new SmallBooks().With(BooksFiles.JournalNdjson, text);
        Assert.Equal(
            Enumerable.Range(0, 9).Select(number => $"N{number}"),
            books.Read().Entries.Listed().Select(entry => $"{entry.Id}").Where(id => id[0] == 'N')
        );
        Assert.Equal(["journal.ndjson:19:1: JSON_INVALID"], books.With(BooksFiles.JournalNdjson, text + "{").Faults);
    }

    [Fact]
    public void Read_AnNdjsonLineWithoutEnd_IsToldAtItsNumber() =>
        Assert.Equal(
            ["journal.ndjson:2:1: LINE_TOO_LONG"],
            new SmallBooks().With(BooksFiles.JournalNdjson, Line(1) + "\n{" + new string(' ', 17 * 1024 * 1024)).Faults
        );

    [Fact]
    public void Read_CsvWithACharacterOnTheEdgeOfABuffer_IsUtf8()
    {
        for (var before = (64 * 1024) - 8; before <= 64 * 1024; before++)
        {
            var good = "a\n" + new string('x', before) + "\u20ac\U0001f600\n";
            var faults = new ImportFaults();
            Assert.Equal(
                good[2..^1],
                Assert.Single(CsvFile.Read("f", Encoding.UTF8.GetBytes(good), ["a"], faults))["a"]
            );
            Assert.Empty(faults.Faults);
            Assert.Empty(
                CsvFile.Read("f", [.. Encoding.UTF8.GetBytes(good), (byte)'y', 0xff, (byte)'\n'], ["a"], faults)
            );
            Assert.Equal(("f:3:2", "ENCODING_INVALID"), (Assert.Single(faults.Faults).Where, faults.Faults[0].Code));
        }
    }

    /// <summary>The small books, one of whose journals is another one from its n-th opening on.</summary>
    private static Dictionary<string, SourceFile> Files(string name, int changedAt)
    {
        var (opened, isCsv) = (0, name == BooksFiles.JournalCsv);
        var text = isCsv ? SmallBooks.JournalHeader + CsvRows : Line(1) + "\n";
        var files = new SmallBooks()
            .Files.Where(file => file.Key != BooksFiles.JournalCsv)
            .ToDictionary(file => file.Key, file => SourceFile.Of(file.Value));
        files[name] = new(() =>
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    ++opened < changedAt ? text : text.Replace("Sale", "Salt", StringComparison.Ordinal)
                )
            )
        );
        return files;
    }

    private static string Line(int number) =>
        $$"""
            {"date":"2026-02-01","description":"Sale","id":"N{{number}}","kind":"standard",
            """
        + """
            "lines":[{"account":"1010","currency":"USD","debit":5},
            """
        + """
            {"account":"4000","credit":5,"currency":"USD"}]}
            """;
}
