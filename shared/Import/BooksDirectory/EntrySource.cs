using Bookseal.Books.Ledger;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// Entries that were checked, and can be read from the start as often as needed: a list, or files that need not fit
/// memory.
/// </summary>
public abstract class EntrySource
{
    public static EntrySource Of(IReadOnlyList<Entry> entries) => new ListedEntries(entries);

    public abstract int Count { get; }

    /// <summary>
    /// All entries, in the same order every time. <c>SOURCE_CHANGED</c> is noted, and the reading ends, if they are not
    /// those that were checked.
    /// </summary>
    public abstract IEnumerable<Entry> Read(ImportFaults faults);
}

/// <summary>An entry as its file gives it.</summary>
/// <param name="Where">Its first row.</param>
internal readonly record struct PlacedEntry(Entry Entry, SourceLine Where);

internal sealed class ListedEntries(IReadOnlyList<Entry> entries) : EntrySource
{
    public override int Count => entries.Count;

    public override IEnumerable<Entry> Read(ImportFaults faults) => entries;
}

/// <summary>
/// A source that gives a company's journal as a whole, and whose entries have ids of their content: an entry of it that
/// is missing was changed or removed there.
/// </summary>
/// <param name="File">As the user gave it.</param>
/// <param name="IdPrefix">What the ids of its entries begin with.</param>
public sealed record FullSnapshotSource(string File, string IdPrefix);
