using Bookseal.Books.Ledger;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Entries in memory.</summary>
internal sealed class ListedEntries(IReadOnlyList<Entry> entries) : EntrySource
{
    public override int Count => entries.Count;

    public override IEnumerable<Entry> Read(ImportFaults faults) => entries;
}
