using Bookseal.Books.Ledger;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Entries that were checked, and can be read from the start as often as needed: a list, or files that need not fit memory.</summary>
public abstract class EntrySource
{
    public static EntrySource Of(IReadOnlyList<Entry> entries) => new ListedEntries(entries);

    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>All entries, in the same order every time. <c>SOURCE_CHANGED</c> is noted, and the reading ends, if they are not those that were checked.</summary>
    public abstract IEnumerable<Entry> Read(ImportFaults faults);
}
