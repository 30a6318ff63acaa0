using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.YearEnd;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Driving;

/// <summary>
/// Posts a year's closing entries under the run's lease: intention, posting, outcome. What is posted follows from the
/// balances as they are, so a resumed run finds nothing left to post, and only records what it had not recorded.
/// </summary>
public sealed class YearEndPoster(Workspace workspace, RunStore runs, PeriodReader reader)
{
    private const string KeyPrefix = "closing-";

    public async Task<Result<CloseRun>> PostAsync(CloseRun run, int task, CancellationToken cancel)
    {
        if (await new UnrecordedPostings(workspace, runs).RecordAsync(run, KeyPrefix, cancel) is { } unrecorded)
            return unrecorded;
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var entries = ClosingEntries.Of(reading.Books, run.Id);
        if (entries.Count > 0 && run.IsDirect)
            return DirectDriver.YearOpen(run.Period);
        if (entries.Count > 0 && await PostAsync(run, task, entries, cancel) is { } refused)
            return refused;
        return await runs.ExecuteAsync(run.Period, new CompleteTask(Actor.Agent, task).For(run), cancel);
    }

    private async Task<Fault?> PostAsync(CloseRun run, int task, IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        var batch = EntryCodec.BatchDigest(entries);
        var key = $"{KeyPrefix}{batch}";
        var intended = await runs.ExecuteAsync(
            run.Period,
            new IntendAdjustment(Actor.Agent, key, entries.Count, batch, [EntryKind.Closing]).For(run),
            cancel
        );
        if (!intended.IsOk)
            return intended.Fault;
        var posted = await workspace
            .Journals.Poster(workspace.Tenant, run.Period)
            .PostAsync(
                new(key, [.. entries.Select(entry => entry with { Run = run.Id, Task = task })], run.Leases.Posting),
                cancel
            );
        if (!posted.IsOk)
            return PeriodFaults.OfStore(posted.Fault, (await runs.LoadAsync(run.Period, cancel)).Run);
        var recorded = await runs.ExecuteAsync(
            run.Period,
            new RecordAdjustment(Actor.Agent, key, entries.Count) { ExpectedRun = run.Id },
            cancel
        );
        return recorded.IsOk ? null : recorded.Fault;
    }
}
