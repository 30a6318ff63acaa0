using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

internal static class Listing
{
    /// <summary>The entries, read again as an import does.</summary>
    public static List<Entry> Listed(this EntrySource source)
    {
        List<Entry> entries = [.. source.Read()];
        Assert.Equal(source.Count, entries.Count);
        return entries;
    }
}
