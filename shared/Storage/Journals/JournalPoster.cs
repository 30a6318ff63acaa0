using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Posts to one period's journal, each batch exactly once. Batches that wait at the same moment go into one append (group commit): one flush to the disk for all of them.
/// Between processes the conditional append decides; who loses reads what the winner wrote, checks again and appends behind it.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "the semaphore's wait handle is never made, so there is nothing to dispose of")]
public sealed class JournalPoster
{
    private readonly IObjectStore _objects;
    private readonly JournalSegments _segments;
    private readonly JournalIndex _index = new();
    private readonly Channel<PendingPost> _queue = Channel.CreateUnbounded<PendingPost>(new() { SingleReader = true });
    private readonly SemaphoreSlim _worker = new(1, 1);

    internal JournalPoster(IObjectStore objects, JournalSegments segments) => (_objects, _segments) = (objects, segments);

    /// <summary>
    /// <c>ENTRY_EXISTS</c>: an entry of that id is posted with other content, or twice in the batch; <c>BATCH_KEY_REUSED</c>: the key stands for another batch; the store's
    /// lease codes while the period is not open.
    /// </summary>
    public async Task<Result<PostOutcome>> PostAsync(PostRequest request, CancellationToken cancel)
    {
        if (!BatchBuilder.Build(request.Key, request.Entries, request.Part).TryGet(out var batch, out var fault)) return fault;
        var pending = new PendingPost(request, batch);
        await _queue.Writer.WriteAsync(pending, cancel);
        // Whoever gets the baton serves everyone who waits; the others find their answer when they get it.
        while (!pending.Answer.Task.IsCompleted)
        {
            await _worker.WaitAsync(CancellationToken.None); // once queued, a batch is posted or refused, never forgotten
            try
            {
                if (!pending.Answer.Task.IsCompleted) await ServeAsync();
            }
            finally
            {
                _worker.Release();
            }
        }

        return await pending.Answer.Task;
    }

    /// <summary>The places, in the list, of the entries that are not in the journal yet; <c>ENTRY_CHANGED</c> if one is, with other content.</summary>
    public Task<Result<IReadOnlyList<int>>> FindNewAsync(IReadOnlyList<Entry> entries, CancellationToken cancel) => LookUpAsync<Result<IReadOnlyList<int>>>(index =>
    {
        var added = new List<int>();
        for (var i = 0; i < entries.Count; i++)
            if (index.ContentOf(entries[i].Id) is not { } content) added.Add(i);
            else if (content != JournalIndex.ContentOf(entries[i])) return new Fault("ENTRY_CHANGED", $"entry {entries[i].Id} is posted with other content; post a correcting or reversing entry instead of editing it");
        return added;
    }, cancel);

    /// <summary>How many entries the batch of this key has in the journal; null when it is not there.</summary>
    public Task<int?> FindBatchAsync(string key, CancellationToken cancel) => LookUpAsync(index => index.CountOfBatch(key), cancel);

    public Task<bool> HasEntryAsync(EntryId id, CancellationToken cancel) => LookUpAsync(index => index.ContentOf(id) is not null, cancel);

    /// <summary>Asks the index as of the journal's end.</summary>
    private async Task<T> LookUpAsync<T>(Func<JournalIndex, T> ask, CancellationToken cancel)
    {
        await _worker.WaitAsync(cancel);
        try
        {
            await _segments.ReadNewAsync(_index, cancel);
            return ask(_index);
        }
        finally
        {
            _worker.Release();
        }
    }

    private async Task ServeAsync()
    {
        var taken = TakeGroup();
        var group = taken.ToList();
        try
        {
            while (group.Count > 0)
            {
                var last = await _segments.ReadNewAsync(_index, CancellationToken.None);
                group.RemoveAll(AnswerFromIndex);
                if (group.Count == 0 || await AppendAsync(last, group)) return;
            }
        }
        catch (Exception e)
        {
            foreach (var pending in taken) pending.Answer.TrySetException(e); // those that have their answer keep it
        }
    }

    /// <summary>The batches that fit one append and carry one lease; the first one always goes.</summary>
    private List<PendingPost> TakeGroup()
    {
        var group = new List<PendingPost>();
        var bytes = 0L;
        while (_queue.Reader.TryPeek(out var next))
        {
            var fits = group.Count == 0 || (bytes + next.Batch.Bytes.Length <= StoreLimit.MaxBlockBytes && next.Request.Lease == group[0].Request.Lease);
            if (!fits || !_queue.Reader.TryRead(out next!)) break;
            if (next.Answer.Task.IsCompleted) continue;
            group.Add(next);
            bytes += next.Batch.Bytes.Length;
        }

        return group;
    }

    /// <summary>Answers what the journal has already: a repetition, or a conflict.</summary>
    private bool AnswerFromIndex(PendingPost pending)
    {
        if (_index.HashOfBatch(pending.Request.Key) is { } hash)
            return pending.Reply(hash == pending.Batch.Header.Hash
                ? new PostOutcome(pending.Request.Key, pending.Request.Entries.Count, true)
                : new Fault("BATCH_KEY_REUSED", $"the key {pending.Request.Key} was used for another batch"));
        var ids = new HashSet<ShortDigest>();
        for (var i = 0; i < pending.Digests.Count; i++)
            if (!ids.Add(pending.Digests[i].Id) || _index.Has(pending.Digests[i].Id))
                return pending.Reply(new Fault("ENTRY_EXISTS", $"an entry {pending.Request.Entries[i].Id} is posted already"));
        return false;
    }

    /// <summary>False when the journal changed and the group has to be checked again. Two batches of one group are checked against each other here.</summary>
    private async Task<bool> AppendAsync(ObjectInfo last, List<PendingPost> group)
    {
        var later = SplitConflicting(group);
        var appended = await _objects.AppendAsync(last.Path, last.Length, Join(group), group[0].Request.Lease, CancellationToken.None); // commit point
        if (appended.IsOk)
        {
            _index.Lengths[^1] = appended.Value;
            foreach (var pending in group)
            {
                _index.Add(pending);
                pending.Reply(new PostOutcome(pending.Request.Key, pending.Request.Entries.Count, false));
            }

            group.Clear();
            group.AddRange(later);
            return later.Count == 0;
        }

        group.AddRange(later);
        if (appended.Fault.Code == StoreCode.PositionNotMet) await Task.Delay(Random.Shared.Next(5)); // another process was first; do not march in step with it
        if (appended.Fault.Code == StoreCode.PositionNotMet || await _segments.WasRolledAsync(last, appended.Fault, CancellationToken.None)) return false;
        // Refused for good. But whoever was first may have posted this very batch before the door was shut: then it is there, and says so.
        await _segments.ReadNewAsync(_index, CancellationToken.None);
        foreach (var pending in group)
            if (!AnswerFromIndex(pending)) pending.Reply(appended.Fault);
        return true;
    }

    private static byte[] Join(List<PendingPost> group)
    {
        if (group.Count == 1) return group[0].Batch.Bytes;
        var block = new byte[group.Sum(pending => pending.Batch.Bytes.Length)];
        var at = 0;
        foreach (var pending in group)
        {
            pending.Batch.Bytes.CopyTo(block, at);
            at += pending.Batch.Bytes.Length;
        }

        return block;
    }

    /// <summary>Takes out what repeats a key or an entry id of an earlier batch of the group: it is judged against the journal once that batch is in it.</summary>
    private static List<PendingPost> SplitConflicting(List<PendingPost> group)
    {
        var (keys, ids, later) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<ShortDigest>(), new List<PendingPost>());
        group.RemoveAll(pending =>
        {
            if (!keys.Contains(pending.Request.Key) && !pending.Digests.Any(entry => ids.Contains(entry.Id)))
            {
                keys.Add(pending.Request.Key);
                ids.UnionWith(pending.Digests.Select(entry => entry.Id));
                return false;
            }

            later.Add(pending);
            return true;
        });
        return later;
    }
}
