using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Posting;

/// <summary>What somebody decided on lines of a journal, worked out from it as it stands.</summary>
/// <param name="Open">What is to be posted.</param>
/// <param name="Known">What stands there already.</param>
/// <param name="JournalBytes">How long the journal was; what is posted depends on it.</param>
internal sealed record LineDecisions<T>(
    IReadOnlyList<T> Open,
    IReadOnlyList<T> Known,
    Func<T, Entry> ToEntry,
    long JournalBytes
);

/// <summary>
/// Posts what people decide on lines of a month: in an open one as everyday batches, during its close under the run's
/// lock. What is posted follows from what stands in the journal, so that repeated, after a crash or a cancellation, it
/// posts what is missing and nothing twice.
/// </summary>
/// <param name="kind">Of the decisions: a part of their batches' keys.</param>
/// <param name="taskOf">The run's task that they belong to; null for that of the final adjustments.</param>
internal sealed class DecisionPoster(
    Workspace workspace,
    RunStore runs,
    PostingService posting,
    string kind,
    Func<CloseRun, int?> taskOf
)
{
    private const int BatchEntries = 5_000;
    private const int MaxAttempts = 5;

    /// <summary>
    /// What was posted now, and what was known before. The faults of <paramref name="decideAsync"/> and of
    /// <see cref="PostingService"/>; <c>JOURNAL_MOVED_ON</c> where others are always faster.
    /// </summary>
    public async Task<Result<(IReadOnlyList<T> Done, IReadOnlyList<T> Known)>> PostAsync<T>(
        PeriodCode period,
        Func<Task<Result<LineDecisions<T>>>> decideAsync,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        var (done, known) = (new List<T>(), (IReadOnlyList<T>?)null);
        for (var attempt = 1; ; )
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            if (
                run.IsActive
                && await new UnrecordedPostings(workspace, runs).RecordAsync(run, $"{kind}-", cancel) is { } unrecorded
            )
                return unrecorded;
            if (!(await decideAsync()).TryGet(out var decided, out var fault))
                return fault;
            known ??= decided.Known;
            var entries = NextOf(decided);
            if (entries.Count == 0)
                return (done, known);
            var posted = await PostAsync(run, entries, actor, master, decided.JournalBytes, cancel);
            if (posted.IsOk)
                done.AddRange(decided.Open.Take(entries.Count));
            // Who decides the same at the same time has the same key, in another name: what is there now is looked at.
            else if (posted.Fault.Code is not (JournalPoster.MovedOn or Refusal.BatchKeyReused))
                return posted.Fault;
            else if (attempt++ == MaxAttempts)
                return posted.Fault;
        }
    }

    /// <summary>What goes into one batch: by bytes, as the batches of an import.</summary>
    private static List<Entry> NextOf<T>(LineDecisions<T> decided)
    {
        var (entries, bytes) = (new List<Entry>(), 0L);
        foreach (var decision in decided.Open.Take(BatchEntries))
        {
            var entry = decided.ToEntry(decision);
            bytes += EntryCodec.Encode(entry).Length;
            if (entries.Count > 0 && bytes > Limits.ImportBatchBytes)
                break;
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<Result<PostOutcome>> PostAsync(
        CloseRun run,
        IReadOnlyList<Entry> entries,
        Actor actor,
        MasterData master,
        long journalBytes,
        CancellationToken cancel
    )
    {
        var (key, condition) = (KeyOf(run.Period, entries), new PostCondition { ExpectedLength = journalBytes });
        if (!run.IsActive)
            return await posting.PostAsync(run.Period, key, entries, actor, master, cancel, condition);
        condition = condition with { Task = taskOf(run) };
        return await posting.AdjustAsync(run.Period, key, entries, actor, master, cancel, condition);
    }

    /// <summary>By tenant, period and what is posted, never by run.</summary>
    private string KeyOf(PeriodCode period, IReadOnlyList<Entry> entries)
    {
        var of = $"{workspace.Tenant}\u001f{period}\u001f{kind}\u001f{EntryCodec.BatchDigest(entries)}";
        return $"{kind}-{Digest.Of(Encoding.UTF8.GetBytes(of))}";
    }
}
