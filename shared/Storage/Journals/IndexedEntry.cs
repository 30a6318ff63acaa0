using Bookseal.Books.Ledger;
using Bookseal.Evidence;

namespace Bookseal.Storage.Journals;

/// <summary>What a journal's index knows of an entry.</summary>
/// <param name="Key">Of its id within its scope.</param>
/// <param name="Content">Of what it says, as its source gives it.</param>
/// <param name="WithTies">The entry itself where it names others; null for nearly all.</param>
internal readonly record struct IndexedEntry(ShortDigest Key, ShortDigest Content, Entry? WithTies)
{
    public static IndexedEntry Of(Entry entry, ReadOnlySpan<byte> line)
    {
        var content = SourceEdit.IsPaired(entry)
            ? JournalIndex.ContentOf(entry)
            : ShortDigest.Of(EntryCodec.ContentDigest(line));
        var hasTies = entry.Replaces is not null || entry.Reverses is not null || entry.Corrects is not null;
        return new(JournalIndex.KeyOf(entry.Key), content, hasTies ? entry : null);
    }

    /// <summary>The same of a batch's line, which is read only where it names others.</summary>
    public static IndexedEntry Of(BatchLines lines, int at) =>
        EntryCodec.HasTies(lines[at])
            ? Of(lines.EntryAt(at), lines[at])
            : new(EntryIds.ShortOf(lines[at]), ShortDigest.Of(lines.Contents[at]), null);
}
