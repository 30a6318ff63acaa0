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
    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });
    private readonly SemaphoreSlim _worker = new(1, 1);

    internal JournalPoster(IObjectStore objects, JournalSegments segments) => (_objects, _segments) = (objects, segments);

    /// <summary>
    /// <c>ENTRY_EXISTS</c>: an entry of that id is posted with other content, or twice in the batch; <c>BATCH_KEY_REUSED</c>: the key stands for another batch; the store's
    /// lease codes while the period is not open.
    /// </summary>
    public async Task<Result<PostOutcome>> PostAsync(PostRequest request, CancellationToken cancel)
    {
        if (!BatchBuilder.Build(request.Key, request.Entries, request.Part).TryGet(out var bytes, out var fault)) return fault;
        var pending = new Pending(request, bytes);
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

    /// <summary>Which of these entries are not in the journal yet; <c>ENTRY_CHANGED</c> if one is, with other content.</summary>
    public async Task<Result<IReadOnlyList<Entry>>> FindNewAsync(IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        await _worker.WaitAsync(cancel);
        try
        {
            await _segments.ReadNewAsync(_index, cancel);
            var changed = entries.FirstOrDefault(entry => _index.ContentOf(entry.Id) is { } content && content != EntryCodec.ContentDigest(entry));
            if (changed is not null) return new Fault("ENTRY_CHANGED", $"entry {changed.Id} is posted with other content; post a correcting or reversing entry instead of editing it");
            return entries.Where(entry => _index.ContentOf(entry.Id) is null).ToArray();
        }
        finally
        {
            _worker.Release();
        }
    }

    private async Task ServeAsync()
    {
        var group = TakeGroup();
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
            foreach (var pending in group) pending.Answer.TrySetException(e);
        }
    }

    /// <summary>The batches that fit one append and carry one lease; the first one always goes.</summary>
    private List<Pending> TakeGroup()
    {
        var group = new List<Pending>();
        var bytes = 0L;
        while (_queue.Reader.TryPeek(out var next))
        {
            var fits = group.Count == 0 || (bytes + next.Bytes.Length <= StoreLimit.MaxBlockBytes && next.Request.Lease == group[0].Request.Lease);
            if (!fits || !_queue.Reader.TryRead(out next!)) break;
            if (next.Answer.Task.IsCompleted) continue;
            group.Add(next);
            bytes += next.Bytes.Length;
        }

        return group;
    }

    /// <summary>Answers what the journal has already: a repetition, or a conflict.</summary>
    private bool AnswerFromIndex(Pending pending)
    {
        if (_index.HashOfBatch(pending.Request.Key) is { } hash)
            return pending.Reply(hash == pending.Hash
                ? new PostOutcome(pending.Request.Key, pending.Request.Entries.Count, true)
                : new Fault("BATCH_KEY_REUSED", $"the key {pending.Request.Key} was used for another batch"));
        var ids = new HashSet<EntryId>();
        var known = pending.Request.Entries.FirstOrDefault(entry => !ids.Add(entry.Id) || _index.ContentOf(entry.Id) is not null);
        return known is not null && pending.Reply(new Fault("ENTRY_EXISTS", $"an entry {known.Id} is posted already"));
    }

    /// <summary>False when the journal changed and the group has to be checked again. Two batches of one group are checked against each other here.</summary>
    private async Task<bool> AppendAsync(ObjectInfo last, List<Pending> group)
    {
        var later = SplitConflicting(group);
        var block = new byte[group.Sum(pending => pending.Bytes.Length)];
        var at = 0;
        foreach (var pending in group)
        {
            pending.Bytes.CopyTo(block, at);
            at += pending.Bytes.Length;
        }

        var appended = await _objects.AppendAsync(last.Path, last.Length, block, group[0].Request.Lease, CancellationToken.None); // commit point
        if (appended.IsOk)
        {
            foreach (var pending in group) pending.Reply(new PostOutcome(pending.Request.Key, pending.Request.Entries.Count, false));
            group.Clear();
            group.AddRange(later);
            return later.Count == 0;
        }

        group.AddRange(later);
        if (appended.Fault.Code == StoreCode.PositionNotMet) await Task.Delay(Random.Shared.Next(5)); // another process was first; do not march in step with it
        if (appended.Fault.Code == StoreCode.PositionNotMet || await _segments.WasRolledAsync(last, appended.Fault, CancellationToken.None)) return false;
        foreach (var pending in group) pending.Reply(appended.Fault);
        return true;
    }

    /// <summary>Takes out what repeats a key or an entry id of an earlier batch of the group: it is judged against the journal once that batch is in it.</summary>
    private static List<Pending> SplitConflicting(List<Pending> group)
    {
        var (keys, ids, later) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<EntryId>(), new List<Pending>());
        group.RemoveAll(pending =>
        {
            if (!keys.Contains(pending.Request.Key) && !pending.Request.Entries.Any(entry => ids.Contains(entry.Id)))
            {
                keys.Add(pending.Request.Key);
                ids.UnionWith(pending.Request.Entries.Select(entry => entry.Id));
                return false;
            }

            later.Add(pending);
            return true;
        });
        return later;
    }

    private sealed class Pending(PostRequest request, byte[] bytes)
    {
        public PostRequest Request { get; } = request;

        public byte[] Bytes { get; } = bytes;

        public Digest Hash { get; } = EntryCodec.Decode(bytes.AsSpan(0, bytes.AsSpan().IndexOf((byte)'\n'))).Value.Batch!.Hash;

        public TaskCompletionSource<Result<PostOutcome>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Reply(Result<PostOutcome> outcome) => Answer.TrySetResult(outcome);
    }
}
