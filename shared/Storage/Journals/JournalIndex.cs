using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// What a journal holds already, as far as a poster has read it: batch keys with their hashes, entries by their keys
/// with their contents. Some 50 bytes an entry, so that a million of them fit.
/// </summary>
internal sealed class JournalIndex : IPostedNames
{
    private readonly Dictionary<ShortDigest, ShortDigest> _entries = [];
    private readonly Dictionary<string, (Digest Hash, int Count)> _batches = new(StringComparer.Ordinal);

    /// <summary>What stands in the place of entries that were edited in their source, or taken back with it.</summary>
    private readonly Dictionary<ShortDigest, EditState> _edits = [];

    /// <summary>Entries that others reverse or correct, and those that no import brought.</summary>
    private readonly HashSet<ShortDigest> _fixed = [];

    private bool _isImport;

    public List<long> Lengths { get; } = [];

    public Task<Result<long>> ReadAsync(Stream lines, CancellationToken cancel) =>
        LineSplitter.ForEachAsync(lines, Add, cancel);

    /// <summary>
    /// Most lines are not read: what the index keeps of them is digests. The fold reports what is no entry; an id in it
    /// is taken all the same.
    /// </summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (EntryCodec.IdIn(line).IsEmpty || EntryCodec.DateIn(line).IsEmpty)
            return;
        if (!EntryCodec.BeginsBatch(line) && !EntryCodec.HasTies(line))
        {
            Add(new IndexedEntry(EntryIds.ShortOf(line), ShortDigest.Of(EntryCodec.ContentDigest(line)), null));
            return;
        }

        if (!EntryCodec.Decode(line).TryGet(out var entry, out _))
            return; // the fold reports it; it can be no duplicate of a good entry
        if (entry.Batch is { } batch)
        {
            _batches[batch.Key] = (batch.Hash, batch.Count);
            _isImport = IsImport(batch.Key, batch.Part);
        }

        Add(IndexedEntry.Of(entry, line));
    }

    public void Add(PendingPost posted)
    {
        _batches[posted.Request.Key] = (posted.Batch.Header.Hash, posted.Batch.Header.Count);
        _isImport = IsImport(posted.Request.Key, posted.Request.Part);
        foreach (var entry in posted.Entries)
            Add(entry);
    }

    public Digest? HashOfBatch(string key) => _batches.TryGetValue(key, out var batch) ? batch.Hash : null;

    public int? CountOfBatch(string key) => _batches.TryGetValue(key, out var batch) ? batch.Count : null;

    public bool Has(EntryKey entry) => _entries.ContainsKey(KeyOf(entry));

    public bool Has(ShortDigest key) => _entries.ContainsKey(key);

    /// <summary>Whether an entry here reverses or corrects this one, or it is here and no import brought it.</summary>
    public bool IsFixed(EntryKey entry) => _fixed.Contains(KeyOf(entry));

    /// <summary>How the journal stands to an entry of a source.</summary>
    public EntryStanding StandingOf(Entry given)
    {
        if (_entries.Count == 0)
            return EntryStanding.New;
        var key = KeyOf(given.Key);
        var isFirstHere = _entries.TryGetValue(key, out var content);
        // Moved here from another month, its first version stands there.
        if (!_edits.TryGetValue(key, out var edit))
        {
            if (!isFirstHere)
                return StandingOfUnscoped(given);
            return content == ContentOf(given) ? EntryStanding.Same : Changed(given, key, new(0, 0));
        }

        var isSame =
            edit.Standing > 0
            && _entries[KeyOf(given.Key with { Id = SourceEdit.IdOf(given.Id, edit.Standing) })]
                == ContentOf(SourceEdit.Replacement(given, edit.Standing));
        return isSame ? EntryStanding.Same : Changed(given, key, edit);
    }

    /// <summary>
    /// The same of its line, which names no other entry; null where it takes the entry to tell: it was edited, stands
    /// otherwise, or without a scope.
    /// </summary>
    public EntryStanding? StandingOf(ReadOnlySpan<byte> line)
    {
        if (_entries.Count == 0)
            return EntryStanding.New;
        var key = EntryIds.ShortOf(line);
        if (_edits.ContainsKey(key))
            return null;
        if (_entries.TryGetValue(key, out var content))
            return content == ShortDigest.Of(EntryCodec.ContentDigest(line)) ? EntryStanding.Same : null;
        if (EntryCodec.ScopeIn(line).IsEmpty)
            return EntryStanding.New;
        var unscoped = ShortDigest.OfName(EntryCodec.IdIn(line));
        return _entries.ContainsKey(unscoped) || _edits.ContainsKey(unscoped) ? null : EntryStanding.New;
    }

    /// <summary>
    /// Ids may have been the whole company's when the entry was posted, and be counted by journal or year now.
    /// </summary>
    private EntryStanding StandingOfUnscoped(Entry given)
    {
        if (given.Scope is null)
            return EntryStanding.New;
        var standing = StandingOf(given with { Scope = null });
        return standing.IsChanged ? standing with { IsUnscoped = true } : standing;
    }

    private EntryStanding Changed(Entry given, ShortDigest key, EditState edit) =>
        new(true, edit.Standing, edit.Last, IsFixed(given, key, edit), false);

    private bool IsFixed(Entry given, ShortDigest key, EditState edit) =>
        _fixed.Contains(key)
        || (
            edit.Standing > 0
            && _fixed.Contains(KeyOf(given.Key with { Id = SourceEdit.IdOf(given.Id, edit.Standing) }))
        );

    private void Add(IndexedEntry indexed)
    {
        _entries[indexed.Key] = indexed.Content;
        if (!_isImport)
            _fixed.Add(indexed.Key);
        if (indexed.WithTies is not { } entry)
            return;
        if (entry.Replaces is { } original && !SourceEdit.IsPaired(entry))
        {
            var number = SourceEdit.NumberOf(entry);
            _edits[KeyOf(entry.Key with { Id = original })] = new(entry.Edit is null ? number : EditState.Gone, number);
            return;
        }

        foreach (var id in new[] { entry.Reverses, entry.Corrects })
            if (id is { } named)
                _fixed.Add(KeyOf(entry.Key with { Id = named }));
    }

    /// <summary>The key of an import follows from what it posts (docs/formats.md).</summary>
    private static bool IsImport(string key, ManifestPart? part) => part is not null || Digest.Parse(key).IsOk;

    public static ShortDigest KeyOf(EntryKey key) => ShortDigest.Of(key.Text);

    /// <summary>As the source gives it: that it was paired with one that went is no content.</summary>
    public static ShortDigest ContentOf(Entry entry) =>
        ShortDigest.Of(EntryCodec.ContentDigest(SourceEdit.IsPaired(entry) ? entry with { Replaces = null } : entry));

    /// <param name="Standing">Which replacement stands; 0 is the original.</param>
    /// <param name="Last">The number of the last edit.</param>
    private readonly record struct EditState(int Standing, int Last)
    {
        public const int Gone = -1;
    }
}
