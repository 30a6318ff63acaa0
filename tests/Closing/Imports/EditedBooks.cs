using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>The small company's books with words of its files replaced.</summary>
internal static class EditedBooks
{
    public static ImportedBooks Read(params (string File, string From, string To)[] edits)
    {
        var files = SmallBooks.Files.ToDictionary();
        foreach (var (file, from, to) in edits)
        {
            var text = Encoding.UTF8.GetString(files[file]);
            Assert.Contains(from, text, StringComparison.Ordinal);
            files[file] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        }

        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    /// <summary>The same with no entries and no items, as if the books began later.</summary>
    public static ImportedBooks ReadWithoutEntries(params (string File, string From, string To)[] edits) =>
        Read(edits) with
        {
            Entries = EntrySource.Of([]),
            SubledgerItems = [],
        };
}
