using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Posts to one period's journal, each batch exactly once. Batches that wait at the same moment go into one append
/// (group commit): one flush to the disk for all of them. Between processes the conditional append decides; who loses
/// reads what the winner wrote, checks again and appends behind it.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "the semaphore's wait handle is never made, so there is nothing to dispose of"
)]
public sealed class JournalPoster
{
    /// <summary>The journal is longer than whoever posts had expected.</summary>
    public const string MovedOn = "JOURNAL_MOVED_ON";

    private const int MostSearches = 2;

    private readonly IObjectStore _objects;
    private readonly JournalSegments _segments;
    private readonly TimeProvider _clock;
    private readonly JournalIndex _index = new();
    private int _searches;
    private readonly Channel<PendingPost> _queue = Channel.CreateUnbounded<PendingPost>(new() { SingleReader = true });
    private readonly SemaphoreSlim _worker = new(1, 1);

    /// <summary>
    /// The last segment as this poster last saw it, or as its own append left it: longer by the bytes, and by one
    /// block, so that the next post needs no listing. Whatever others did to it since (appended, rolled, locked,
    /// sealed), the store refuses the append that names this length, and then it is looked up.
    /// </summary>
    private ObjectInfo? _tail;

    internal JournalPoster(IObjectStore objects, JournalSegments segments, TimeProvider clock) =>
        (_objects, _segments, _clock) = (objects, segments, clock);

    /// <summary>Whether it has read the journal; what it was asked for before that, it searched.</summary>
    public bool HasIndex => _index.Lengths.Count > 0;

    /// <summary>
    /// <c>ENTRY_EXISTS</c>: an entry of that id is posted with other content, or twice in the batch;
    /// <c>BATCH_KEY_REUSED</c>: the key stands for another batch; <c>JOURNAL_MOVED_ON</c>: it is not as long as was
    /// expected; the store's lease codes while the period is not open.
    /// </summary>
    public async Task<Result<PostOutcome>> PostAsync(PostRequest request, CancellationToken cancel)
    {
        var built = BatchBuilder.Build(request.Key, request.Batch, _clock.GetUtcNow(), request.Part);
        if (!built.TryGet(out var batch, out var fault))
            return fault;
        var pending = new PendingPost(request, batch);
        await _queue.Writer.WriteAsync(pending, cancel);
        // Whoever gets the baton serves everyone who waits; the others find their answer when they get it.
        while (!pending.Answer.Task.IsCompleted)
        {
            // Once queued, a batch is posted or refused, never forgotten.
            await _worker.WaitAsync(CancellationToken.None);
            try
            {
                if (!pending.Answer.Task.IsCompleted)
                    await ServeAsync();
            }
            finally
            {
                _worker.Release();
            }
        }

        return await pending.Answer.Task;
    }

    /// <summary>
    /// The places, in the list, of the entries that are not in the journal yet; <c>ENTRY_CHANGED</c> if one is, with
    /// other content.
    /// </summary>
    public async Task<Result<IReadOnlyList<int>>> FindNewAsync(IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        var (standings, added) = (await CompareAsync(entries, cancel), new List<int>());
        for (var i = 0; i < entries.Count; i++)
            if (standings[i].IsNew)
                added.Add(i);
            else if (standings[i].IsChanged)
                return Changed(entries[i]);
        return added;
    }

    /// <summary>How the journal stands to each of these entries; it writes nothing.</summary>
    public Task<IReadOnlyList<EntryStanding>> CompareAsync(IReadOnlyList<Entry> entries, CancellationToken cancel) =>
        LookUpAsync<IReadOnlyList<EntryStanding>>(index => [.. entries.Select(index.StandingOf)], cancel);

    /// <summary>The same of entries' lines; null for one that has to be asked for by its entry.</summary>
    public Task<IReadOnlyList<EntryStanding?>> CompareLinesAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> lines,
        CancellationToken cancel
    ) =>
        LookUpAsync<IReadOnlyList<EntryStanding?>>(
            index => [.. lines.Select(line => index.StandingOf(line.Span))],
            cancel
        );

    public static Fault Changed(Entry entry) =>
        new(
            "ENTRY_CHANGED",
            $"entry {entry.Key} is posted with other content; post a correcting or reversing entry "
                + "instead of editing it"
        );

    /// <summary>How many entries the batch of this key has in the journal; null when it is not there.</summary>
    public Task<int?> FindBatchAsync(string key, CancellationToken cancel) =>
        LookUpAsync(index => index.CountOfBatch(key), cancel);

    /// <summary>Whether the journal has any of these.</summary>
    public Task<bool> HasAnyAsync(IReadOnlyCollection<EntryKey> entries, CancellationToken cancel) =>
        LookUpAsync(index => entries.Any(index.Has), cancel);

    /// <summary>
    /// Those of these that an entry of this journal reverses or corrects, or that stand here and no import brought.
    /// </summary>
    public Task<IReadOnlyList<EntryKey>> FindFixedAsync(
        IReadOnlyCollection<EntryKey> entries,
        CancellationToken cancel
    ) => LookUpAsync<IReadOnlyList<EntryKey>>(index => [.. entries.Where(index.IsFixed)], cancel);

    /// <summary>Asks the index as of the journal's end.</summary>
    private async Task<T> LookUpAsync<T>(Func<JournalIndex, T> ask, CancellationToken cancel)
    {
        await _worker.WaitAsync(cancel);
        try
        {
            _tail = await _segments.ReadAsync(_index, cancel);
            return ask(_index);
        }
        finally
        {
            _worker.Release();
        }
    }

    private async Task ServeAsync()
    {
        var group = PostGroup.TakeFrom(_queue.Reader);
        try
        {
            var posted = NamesFor(group);
            while (!group.IsEmpty)
            {
                var last =
                    _tail is { } tail && _segments.HasRoom(tail)
                        ? tail
                        : await _segments.ReadNewAsync(posted, CancellationToken.None);
                group.AnswerKnown(posted);
                if (!group.IsEmpty)
                    await AppendAsync(last, group, posted);
            }
        }
        catch (Exception e)
        {
            group.Fail(e);
        }
        finally
        {
            if (_index.Lengths.Count == 0)
                _tail = null; // which stands for what the index has read
        }
    }

    /// <summary>The first few posts of a process are searched for; one that goes on posting makes an index.</summary>
    private IPostedNames NamesFor(PostGroup group)
    {
        if (_index.Lengths.Count > 0 || _searches == MostSearches || SoughtNames.Of(group.Waiting) is not { } sought)
            return _index;
        _searches++;
        return sought;
    }

    /// <summary>
    /// Appends what it can of the group. What is left in it after that has to be checked against the journal again.
    /// </summary>
    private async Task AppendAsync(ObjectInfo last, PostGroup group, IPostedNames posted)
    {
        _tail = null;
        var batches = group.Compatible();
        var appended = await _objects.AppendAsync(
            last.Path,
            last.Length,
            PostGroup.Join(batches),
            group.Lease,
            CancellationToken.None
        ); // commit point
        if (appended.IsOk)
        {
            posted.Lengths[^1] = appended.Value;
            _tail = last with { Length = appended.Value, Blocks = last.Blocks + 1 };
            JournalMeter.Posted(batches);
            group.Accept(batches, posted);
            return;
        }

        if (appended.Fault.Code == StoreCode.PositionNotMet)
        {
            await Task.Delay(Random.Shared.Next(5)); // another process was first; do not march in step with it
            return;
        }

        if (await _segments.WasRolledAsync(last, appended.Fault, CancellationToken.None))
            return;
        // Refused for good. But whoever was first may have posted this very batch before the door was shut: then it is
        // there, and says so.
        await _segments.ReadNewAsync(posted, CancellationToken.None);
        group.AnswerKnown(posted);
        group.Refuse(appended.Fault);
    }
}
