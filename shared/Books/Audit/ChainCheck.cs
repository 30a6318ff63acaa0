using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Audit;

/// <summary>
/// Checks a whole chain, entry by entry as it is stored, and then against its head and the checkpoints that were signed
/// of it. A chain that was re-written from some entry on is consistent in itself: only the checkpoints, which the
/// writer of the chain cannot change, tell.
/// </summary>
public sealed class ChainCheck(IReadOnlyList<Checkpoint> checkpoints)
{
    private readonly List<Checkpoint> _checkpoints = [.. checkpoints.OrderBy(checkpoint => checkpoint.Size)];
    private readonly HashSet<long> _sizes = [.. checkpoints.Select(checkpoint => checkpoint.Size)];
    private readonly Dictionary<long, Digest> _roots = new() { [0] = MerkleHash.Empty };
    private readonly List<ChainFinding> _findings = [];
    private readonly MerkleRange _tree = new();
    private ChainFinding? _unsupported;
    private Digest _last;
    private long _brokenLinkAt = -1;
    private DateTimeOffset _lastTimestamp = DateTimeOffset.MinValue;

    /// <summary>Adds what is stored under a sequence number, in order.</summary>
    public void Add(long storedAt, ReadOnlySpan<byte> bytes)
    {
        if (storedAt != _tree.End && _findings.Count == 0)
            _findings.Add(new("AUDIT_GAP", _tree.End, $"entry {_tree.End} is missing"));
        CheckEntry(storedAt, bytes);
        _tree.Append(AuditEntry.LeafOf(bytes));
        _last = Digest.Of(bytes);
        if (_sizes.Contains(_tree.End))
            _roots[_tree.End] = _tree.Root();
    }

    /// <summary>The findings, the first bad entry first; none for a good chain.</summary>
    public IReadOnlyList<ChainFinding> Finish(AuditHead? head)
    {
        if (_brokenLinkAt >= 0)
            Edited(_brokenLinkAt - 1, "its hash is not the one in the entry after it");
        if (_findings.Count == 0)
            CheckEnd(head);
        if (_findings.Count == 0)
            CheckCheckpoints();
        if (_unsupported is not null)
            _findings.Add(_unsupported);
        return [.. _findings.OrderBy(finding => finding.FirstBadEntry)];
    }

    private void CheckEntry(long storedAt, ReadOnlySpan<byte> bytes)
    {
        if (!AuditEntry.Decode(bytes).TryGet(out var entry, out var fault))
        {
            if (fault.Code == EventTypes.Unsupported)
                NotSupported(storedAt, fault);
            else
                Edited(storedAt, fault.Message);
            return;
        }

        if (EventTypes.Refuse(entry) is { } unsupported)
            NotSupported(storedAt, unsupported);
        var isLinked = entry.Previous == _last;
        // A link that is broken on both sides of an entry accuses that entry; one that is broken once, the entry
        // before.
        if (_brokenLinkAt >= 0)
            Edited(isLinked ? _brokenLinkAt - 1 : _brokenLinkAt, "its hash is not the one in the entry after it");
        _brokenLinkAt = isLinked || _findings.Count > 0 ? -1 : storedAt;
        if (storedAt == 0 && !isLinked)
            Edited(0, "the first entry has no predecessor");
        if (entry.Sequence != storedAt)
            Edited(storedAt, $"it says that it is entry {entry.Sequence}");
        if (entry.Timestamp < _lastTimestamp)
            Edited(storedAt, "its timestamp is before that of the entry before it");
        _lastTimestamp = entry.Timestamp;
    }

    private void CheckEnd(AuditHead? head)
    {
        var size = _tree.End;
        var signed = _checkpoints.Count == 0 ? 0 : _checkpoints[^1].Size;
        if (size == 0 && head is null)
        {
            if (signed > 0)
                _findings.Add(
                    new("AUDIT_DELETED", 0, $"the chain is gone; a checkpoint says that it had {signed} entries")
                );
            return;
        }

        if (head is null)
            _findings.Add(new("AUDIT_HEAD_MISMATCH", size, "the head is missing or unreadable"));
        else if (head.Size > size)
            _findings.Add(new("AUDIT_TRUNCATED", size, $"the head counts {head.Size} entries, {size} are there"));
        else if (signed > size)
            _findings.Add(new("AUDIT_TRUNCATED", size, $"a checkpoint counts {signed} entries, {size} are there"));
        else if (head.Size < size)
            _findings.Add(
                new("AUDIT_HEAD_MISMATCH", head.Size, $"the head counts {head.Size} entries, {size} are there")
            );
        else if (head.Last != _last)
            Edited(size - 1, "its hash is not the one in the head");
        else if (head.Root != _tree.Root())
            _findings.Add(new("AUDIT_HEAD_MISMATCH", 0, "the head's frontier is not that of the entries"));
    }

    /// <summary>The first bad entry of a re-written chain lies after the last checkpoint that still holds.</summary>
    private void CheckCheckpoints()
    {
        var good = 0L;
        foreach (var checkpoint in _checkpoints)
        {
            if (_roots[checkpoint.Size] == checkpoint.Root)
            {
                good = checkpoint.Size;
                continue;
            }

            _findings.Add(
                new(
                    "AUDIT_REWRITTEN",
                    good,
                    $"the entries up to {checkpoint.Size} are not those of the signed checkpoint; up to {good} they are"
                )
            );
            return;
        }
    }

    /// <summary>Not damage; but who does not know what an entry says cannot call the chain good.</summary>
    private void NotSupported(long entry, Fault fault) =>
        _unsupported ??= new(EventTypes.Unsupported, entry, fault.Message);

    private void Edited(long entry, string why)
    {
        if (_findings.Count == 0)
            _findings.Add(new("AUDIT_ENTRY_EDITED", entry, $"entry {entry}: {why}"));
    }
}

/// <summary>Something wrong with an audit chain, with the first entry that it concerns.</summary>
/// <param name="Code">
/// <c>AUDIT_ENTRY_EDITED</c>, <c>AUDIT_GAP</c>, <c>AUDIT_TRUNCATED</c>, <c>AUDIT_DELETED</c>, <c>AUDIT_REWRITTEN</c>,
/// <c>AUDIT_HEAD_MISMATCH</c>, <c>UNSUPPORTED_EVENT</c>, <c>CHECKPOINT_SIGNATURE</c>, <c>CHECKPOINT_INVALID</c>,
/// <c>CHECKPOINT_MISSING</c>.
/// </param>
public sealed record ChainFinding(string Code, long FirstBadEntry, string Message)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("code", Code), ("first_bad_entry", FirstBadEntry), ("message", Message));
}
