using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// What a journal holds already, as far as a poster has read it: batch keys with their hashes, entry ids with their
/// contents. A post checks against the index as of a length and appends on condition of that length, so a duplicate
/// cannot slip in between. Some 50 bytes an entry, so that a million of them fit.
/// </summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<ShortDigest, ShortDigest> _entries = [];
    private readonly Dictionary<string, (Digest Hash, int Count)> _batches = new(StringComparer.Ordinal);

    /// <summary>How far the journal has been read: bytes of each segment.</summary>
    public List<long> Lengths { get; } = [];

    public void Add(ReadOnlySpan<byte> line)
    {
        if (!EntryCodec.Decode(line).TryGet(out var entry, out _))
            return; // the fold reports it; it can be no duplicate of a good entry
        if (entry.Batch is { } batch)
            _batches[batch.Key] = (batch.Hash, batch.Count);
        _entries[KeyOf(entry.Id)] = ContentOf(entry);
    }

    /// <summary>Takes in a batch that this process has just appended behind all that was read.</summary>
    public void Add(PendingPost posted)
    {
        _batches[posted.Request.Key] = (posted.Batch.Header.Hash, posted.Batch.Header.Count);
        foreach (var (id, content) in posted.Digests)
            _entries[id] = content;
    }

    public Digest? HashOfBatch(string key) => _batches.TryGetValue(key, out var batch) ? batch.Hash : null;

    public int? CountOfBatch(string key) => _batches.TryGetValue(key, out var batch) ? batch.Count : null;

    /// <summary>What the journal has under the id; null if there is no such entry.</summary>
    public ShortDigest? ContentOf(EntryId entry) =>
        _entries.TryGetValue(KeyOf(entry), out var content) ? content : null;

    public bool Has(ShortDigest key) => _entries.ContainsKey(key);

    public static ShortDigest KeyOf(EntryId id) => ShortDigest.Of(id.ToString());

    public static ShortDigest ContentOf(Entry entry) => ShortDigest.Of(EntryCodec.ContentDigest(entry));
}
