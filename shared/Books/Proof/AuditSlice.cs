using Bookseal.Books.Audit;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Proof;

/// <summary>
/// Contiguous entries of the audit chain, checked as they are read: sequence, prev hashes, timestamps, one log.
/// Together with the frontier of the tree before them they give the tree head after them.
/// </summary>
public sealed class AuditSlice
{
    private readonly MerkleRange _tree;
    private readonly List<AuditEntry> _entries = [];
    private readonly List<Digest> _leaves = [];
    private Digest? _last;

    public AuditSlice(MerkleRange frontierBefore) => _tree = frontierBefore.Copy();

    public IReadOnlyList<AuditEntry> Entries => _entries;

    public IReadOnlyList<Digest> Leaves => _leaves;

    public long Size => _tree.End;

    public Digest Root => _tree.Root();

    /// <summary>
    /// The first entry that does not fit is <c>AUDIT_CHAIN_BROKEN</c>, with its number; one of a later format
    /// <c>UNSUPPORTED_EVENT</c>.
    /// </summary>
    public Fault? Add(ReadOnlySpan<byte> line)
    {
        if (!AuditEntry.Decode(line).TryGet(out var entry, out var fault))
            return fault.Code == EventTypes.Unsupported ? fault : Broken(fault.Message);
        if (entry.Sequence != _tree.End)
            return Broken($"it says that it is entry {entry.Sequence}");
        if (entry.Sequence >= Limits.SafeInteger)
            return Broken("no log is that long: its size could not be written as a number");
        if (_last is { } last && entry.Previous != last)
            return Broken("it does not carry the hash of the entry before it");
        if (_entries.Count > 0 && entry.Log != _entries[^1].Log)
            return Broken("it belongs to another log");
        if (_entries.Count > 0 && entry.Timestamp < _entries[^1].Timestamp)
            return Broken("its timestamp is before that of the entry before it");
        if (entry.Sequence == 0 && entry.Previous != default)
            return Broken("the first entry of a log has no predecessor");
        _entries.Add(entry);
        var leaf = AuditEntry.LeafOf(line);
        _leaves.Add(leaf);
        _tree.Append(leaf);
        _last = Digest.Of(line);
        return null;
    }

    private Fault Broken(string why) => new("AUDIT_CHAIN_BROKEN", $"entry {_tree.End} of the audit chain: {why}");
}
