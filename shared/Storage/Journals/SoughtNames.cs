using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// What a journal has of the names that a few posts bring, and of no others. Who posts once searches the bytes for them
/// instead of making an index of all entries, and keeps nothing beside the journal that could tell otherwise.
/// </summary>
internal sealed class SoughtNames : IPostedNames
{
    private readonly NameSearch _search;
    private readonly HashSet<ShortDigest> _entries = [];
    private readonly Dictionary<string, Digest> _batches = new(StringComparer.Ordinal);

    private SoughtNames(NameSearch search) => _search = search;

    public List<long> Lengths { get; } = [];

    /// <summary>Null where the posts bring too many.</summary>
    public static SoughtNames? Of(IReadOnlyList<PendingPost> posts)
    {
        if (posts.Sum(pending => pending.Request.Batch.Count + 1) > NameSearch.MostNames)
            return null;
        var names = new List<byte[]>();
        foreach (var pending in posts)
        {
            var lines = pending.Request.Batch;
            names.Add(NameSearch.KeyOf(pending.Request.Key));
            for (var at = 0; at < lines.Count; at++)
                names.Add(NameSearch.IdOf(EntryCodec.IdIn(lines[at])));
        }

        return new(new NameSearch(names));
    }

    public Digest? HashOfBatch(string key) => _batches.TryGetValue(key, out var hash) ? hash : null;

    public bool Has(ShortDigest key) => _entries.Contains(key);

    public Task<Result<long>> ReadAsync(Stream lines, CancellationToken cancel) =>
        _search.ForEachAsync(lines, Add, cancel);

    private void Add(ReadOnlySpan<byte> line)
    {
        if (EntryCodec.IdIn(line).IsEmpty || EntryCodec.DateIn(line).IsEmpty)
            return;
        if (EntryCodec.BeginsBatch(line) || EntryCodec.HasTies(line))
        {
            if (!EntryCodec.Decode(line).TryGet(out var entry, out _))
                return; // the fold reports it, as the index leaves it to
            if (entry.Batch is { } batch)
                _batches[batch.Key] = batch.Hash;
        }

        _entries.Add(EntryIds.ShortOf(line));
    }

    public void Add(PendingPost posted)
    {
        _batches[posted.Request.Key] = posted.Batch.Header.Hash;
        _entries.UnionWith(posted.Entries.Select(entry => entry.Key));
    }
}
