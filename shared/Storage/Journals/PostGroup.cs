using System.Threading.Channels;

namespace Bookseal.Storage.Journals;

/// <summary>
/// The batches that wait at one moment and can share an append. It decides and answers; it reads and writes nothing.
/// </summary>
internal sealed class PostGroup
{
    private readonly List<PendingPost> _waiting = [];

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Those that have no answer yet.</summary>
    public IReadOnlyList<PendingPost> Waiting => _waiting;

    /// <summary>What all of them carry.</summary>
    public Guid? Lease => _waiting[0].Request.Lease;

    /// <summary>Takes the batches that fit one append and carry one lease; the first one always goes.</summary>
    public static PostGroup TakeFrom(ChannelReader<PendingPost> queue)
    {
        var (group, bytes) = (new PostGroup(), 0L);
        while (queue.TryPeek(out var next))
        {
            var fits =
                group.IsEmpty
                || (bytes + next.Batch.Bytes.Length <= Limits.BatchBytes && next.Request.Lease == group.Lease);
            if (!fits || !queue.TryRead(out next!))
                break;
            if (next.Answer.Task.IsCompleted)
                continue;
            group._waiting.Add(next);
            bytes += next.Batch.Bytes.Length;
        }

        return group;
    }

    /// <summary>Those that the journal has already get their answer: a repetition, or a conflict.</summary>
    public void AnswerKnown(IPostedNames posted) => _waiting.RemoveAll(pending => IsAnswered(pending, posted));

    /// <summary>
    /// Those that repeat no key and no entry id of one before them, and expect nothing behind another. The others are
    /// judged against the journal once these are in it.
    /// </summary>
    public IReadOnlyList<PendingPost> Compatible()
    {
        if (_waiting.Count == 1)
            return [_waiting[0]];
        var (keys, ids, compatible) = (
            new HashSet<string>(StringComparer.Ordinal),
            new HashSet<ShortDigest>(),
            new List<PendingPost>()
        );
        foreach (var pending in _waiting)
        {
            if (compatible.Count > 0 && pending.Request.ExpectedLength is not null)
                continue;
            if (keys.Contains(pending.Request.Key) || pending.Entries.Any(entry => ids.Contains(entry.Key)))
                continue;
            keys.Add(pending.Request.Key);
            ids.UnionWith(pending.Entries.Select(entry => entry.Key));
            compatible.Add(pending);
        }

        return compatible;
    }

    public static byte[] Join(IReadOnlyList<PendingPost> batches)
    {
        if (batches.Count == 1)
            return batches[0].Batch.Bytes;
        var block = new byte[batches.Sum(pending => pending.Batch.Bytes.Length)];
        var at = 0;
        foreach (var pending in batches)
        {
            pending.Batch.Bytes.CopyTo(block, at);
            at += pending.Batch.Bytes.Length;
        }

        return block;
    }

    /// <summary>These stand in the journal now.</summary>
    public void Accept(IReadOnlyList<PendingPost> batches, IPostedNames index)
    {
        foreach (var pending in batches)
        {
            index.Add(pending);
            pending.Reply(new PostOutcome(pending.Request.Key, pending.Request.Batch.Count, false));
        }

        var posted = batches.ToHashSet();
        _waiting.RemoveAll(posted.Contains);
    }

    public void Refuse(Fault refusal)
    {
        foreach (var pending in _waiting)
            pending.Reply(refusal);
        _waiting.Clear();
    }

    public void Fail(Exception e)
    {
        foreach (var pending in _waiting)
            pending.Answer.TrySetException(e);
    }

    private static Fault MovedOn =>
        new(JournalPoster.MovedOn, "somebody posted to the journal in the meantime; try again");

    private static bool IsAnswered(PendingPost pending, IPostedNames index)
    {
        if (index.HashOfBatch(pending.Request.Key) is { } hash)
            return pending.Reply(
                hash == pending.Batch.Header.Hash
                    ? new PostOutcome(pending.Request.Key, pending.Request.Batch.Count, true)
                    : new Fault("BATCH_KEY_REUSED", $"the key {pending.Request.Key} was used for another batch")
            );
        if (pending.Request.ExpectedLength is { } expected && expected != index.Lengths.Sum())
            return pending.Reply(MovedOn);
        var ids = new HashSet<ShortDigest>(pending.Entries.Count);
        for (var i = 0; i < pending.Entries.Count; i++)
            if (!ids.Add(pending.Entries[i].Key) || index.Has(pending.Entries[i].Key))
                return pending.Reply(
                    new Fault("ENTRY_EXISTS", $"an entry {pending.Request.Batch.EntryAt(i).Key} is posted already")
                );
        return false;
    }
}
