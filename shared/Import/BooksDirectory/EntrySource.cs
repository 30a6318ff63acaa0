using Bookseal.Books.Ledger;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// Entries that were checked, and can be read from the start as often as needed, in the same order every time: a list,
/// or lines that need not fit memory.
/// </summary>
public abstract class EntrySource
{
    public static EntrySource Of(IReadOnlyList<Entry> entries) => new ListedEntries(entries);

    public abstract int Count { get; }

    public abstract IEnumerable<Entry> Read();

    /// <summary>The canonical lines of the same, without line feeds (docs/formats.md).</summary>
    public virtual IEnumerable<ReadOnlyMemory<byte>> ReadLines() =>
        Read().Select(entry => (ReadOnlyMemory<byte>)EntryCodec.Encode(entry));
}

/// <summary>An entry as its file gives it.</summary>
/// <param name="Where">Its first row.</param>
internal readonly record struct PlacedEntry(Entry Entry, SourceLine Where);

/// <summary>The same within its scope, with what is wrong with its rows.</summary>
internal readonly record struct ReadEntry(Entry Entry, SourceLine Where, IReadOnlyList<Fault> Faults);

internal sealed class ListedEntries(IReadOnlyList<Entry> entries) : EntrySource
{
    public override int Count => entries.Count;

    public override IEnumerable<Entry> Read() => entries;
}

/// <summary>Entries of several sources, one behind the other.</summary>
internal sealed class JoinedEntries(EntrySource first, EntrySource second) : EntrySource
{
    public override int Count => first.Count + second.Count;

    public override IEnumerable<Entry> Read() => first.Read().Concat(second.Read());

    public override IEnumerable<ReadOnlyMemory<byte>> ReadLines() => first.ReadLines().Concat(second.ReadLines());
}

/// <summary>
/// A source that gives a company's journal as a whole, and whose entries have ids of their content: an entry of it that
/// is missing was changed or removed there.
/// </summary>
/// <param name="File">As the user gave it.</param>
/// <param name="IdPrefix">What the ids of its entries begin with.</param>
public sealed record FullSnapshotSource(string File, string IdPrefix);
