using System.Text;
using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// What a journal has of the names that a few posts bring, and of no others. Who posts once searches the bytes for them:
/// that takes a tenth of what an index of all entries does, and needs nothing kept beside the journal that could tell
/// otherwise than its bytes.
/// </summary>
internal sealed class SoughtNames : IPostedNames
{
    /// <summary>With more of them an index is made sooner.</summary>
    private const int MostNames = 16;

    private readonly byte[][] _names;
    private readonly HashSet<ShortDigest> _entries = [];
    private readonly Dictionary<string, Digest> _batches = new(StringComparer.Ordinal);

    private SoughtNames(byte[][] names) => _names = names;

    public List<long> Lengths { get; } = [];

    /// <summary>Null where the posts bring too many.</summary>
    public static SoughtNames? Of(IReadOnlyList<PendingPost> posts)
    {
        if (posts.Sum(pending => pending.Request.Batch.Count + 1) > MostNames)
            return null;
        var names = new List<byte[]>();
        foreach (var pending in posts)
        {
            var lines = pending.Request.Batch;
            names.Add(Encoding.UTF8.GetBytes($"{new JsonString(pending.Request.Key)}"));
            for (var at = 0; at < lines.Count; at++)
                names.Add(EntryCodec.IdIn(lines[at]).ToArray());
        }

        return new([.. names]);
    }

    public Digest? HashOfBatch(string key) => _batches.TryGetValue(key, out var hash) ? hash : null;

    public bool Has(ShortDigest key) => _entries.Contains(key);

    public Task ReadAsync(Stream lines, CancellationToken cancel) =>
        LineBlocks.ForEachAsync(
            lines,
            Find,
            (_, found) =>
            {
                foreach (var line in found)
                    Add(line);
            },
            cancel
        );

    /// <summary>
    /// The lines of a block that hold a name, some of them twice. A text that happens to hold one costs a look at its
    /// line, no more.
    /// </summary>
    private List<byte[]> Find(LineBlock block)
    {
        var bytes = block.Bytes;
        var found = new List<byte[]>();
        foreach (var name in _names)
            for (int at, next = 0; (at = bytes[next..].IndexOf(name)) >= 0; )
            {
                at += next;
                var begin = bytes[..at].LastIndexOf((byte)'\n') + 1;
                var end = bytes[at..].IndexOf((byte)'\n');
                next = end < 0 ? bytes.Length : at + end;
                found.Add(bytes[begin..next].ToArray());
            }

        return found;
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        if (EntryCodec.IdIn(line).IsEmpty || EntryCodec.DateIn(line).IsEmpty)
            return;
        if (EntryCodec.BeginsBatch(line))
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
