using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Posting;

/// <summary>
/// Posts batches of entries: everyday ones into an open period, adjustments under the lease of a run. A refusal goes
/// into the audit chain.
/// </summary>
public sealed class PostingService(Workspace workspace, RunStore runs)
{
    /// <summary>
    /// Posts into an open period, exactly once under the key. <c>PERIOD_CLOSING</c>, <c>PERIOD_CLOSED</c> otherwise.
    /// </summary>
    public async Task<Result<PostOutcome>> PostAsync(
        PeriodCode period,
        string key,
        IReadOnlyList<Entry> entries,
        Actor actor,
        MasterData master,
        CancellationToken cancel,
        PostCondition? condition = null
    )
    {
        condition ??= PostCondition.None;
        entries = Scoped(entries, master);
        if (await ReviewAsync(period, key, entries, master, cancel) is { } invalid)
            return invalid;
        entries = [.. entries.Select(entry => entry with { PostedBy = actor.Id })];
        // Commit point: one append. What keeps it out of a closed period is the lease; the status is only for the
        // message.
        var request = new PostRequest(key, entries, null) { ExpectedLength = condition.ExpectedLength };
        var posted = await Poster(period).PostAsync(request, cancel);
        if (posted.IsOk || posted.Fault.Code == JournalPoster.MovedOn)
            return posted;
        var refusal = PeriodFaults.OfStore(posted.Fault, (await runs.LoadAsync(period, cancel)).Run);
        await runs.ExecuteAsync(
            period,
            new RefusePosting(actor, refusal.Code, $"batch {key}: {refusal.Message}"),
            cancel
        );
        return refusal;
    }

    /// <summary>
    /// Posts under the lease of the active run, while phases 1 to 3 last. After the fence the store refuses, whatever
    /// was announced.
    /// </summary>
    public async Task<Result<PostOutcome>> AdjustAsync(
        PeriodCode period,
        string key,
        IReadOnlyList<Entry> entries,
        Actor actor,
        MasterData master,
        CancellationToken cancel,
        PostCondition? condition = null
    )
    {
        condition ??= PostCondition.None;
        entries = Scoped(entries, master);
        if (await ReviewAsync(period, key, entries, master, cancel) is { } invalid)
            return invalid;
        entries = [.. entries.Select(entry => entry with { PostedBy = actor.Id })];
        if (await FindOfEarlierRunAsync(period, key, entries, condition.Task, cancel) is { } earlier)
            return earlier;
        var batch = EntryCodec.BatchDigest(entries);
        var intended = await runs.ExecuteAsync(
            period,
            new IntendAdjustment(actor, key, entries.Count, batch, [.. entries.Select(entry => entry.Kind).Distinct()]),
            cancel
        );
        if (!intended.TryGet(out var run, out var fault))
            return fault;
        // Commit point: one append under the lease, between intention and outcome in the audit chain.
        var request = new PostRequest(key, Of(run, run.Id, entries, condition.Task), run.Leases.Posting)
        {
            ExpectedLength = condition.ExpectedLength,
        };
        var posted = await Poster(period).PostAsync(request, cancel);
        if (!posted.IsOk && posted.Fault.Code == JournalPoster.MovedOn)
            return posted;
        if (!posted.IsOk)
        {
            var refusal = PeriodFaults.OfStore(posted.Fault, (await runs.LoadAsync(period, cancel)).Run);
            await runs.ExecuteAsync(
                period,
                new RefusePosting(actor, refusal.Code, $"adjustment {key}: {refusal.Message}"),
                cancel
            );
            return refusal;
        }

        await runs.ExecuteAsync(
            period,
            new RecordAdjustment(actor, key, entries.Count) { ExpectedRun = run.Id },
            cancel
        );
        return posted;
    }

    /// <summary>What posting this would be refused for, whatever the period's status; null for nothing.</summary>
    public async Task<Fault?> ReviewAsync(
        PeriodCode period,
        string key,
        IReadOnlyList<Entry> entries,
        MasterData master,
        CancellationToken cancel
    )
    {
        entries = Scoped(entries, master);
        if (Check(period, key, entries, master) is { } invalid)
            return invalid;
        if (await CheckCorrectedAsync(period, entries, cancel) is { } lost)
            return lost;
        if (await ClosingReversals.CheckAsync(workspace, entries, cancel) is { } reversal)
            return reversal;
        if (await new YearEndPosts(workspace).CheckAsync(entries, master, cancel) is { } yearEnd)
            return yearEnd;
        if (await CheckElsewhereAsync(period, entries, master, cancel) is { } moved)
            return moved;
        return null;
    }

    /// <summary>
    /// A batch that an earlier run of the period posted, or somebody before any, and that stands: a cancelled close
    /// takes nothing back. Its entries name that run or none, so it is told by what they would be under it.
    /// <c>BATCH_KEY_REUSED</c> for other content.
    /// </summary>
    private async Task<Result<PostOutcome>?> FindOfEarlierRunAsync(
        PeriodCode period,
        string key,
        IReadOnlyList<Entry> entries,
        int? task,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (
            run.Attempt < 1
            || run.Adjustments.ContainsKey(key)
            || await Poster(period).FindBatchAsync(key, cancel) is not { } count
        )
            return null;
        for (var attempt = run.Attempt - 1; attempt >= 0; attempt--)
        {
            var posted = attempt == 0 ? entries : Of(run, RunId.Of(workspace.Tenant, period, attempt), entries, task);
            var standings = await Poster(period).CompareAsync(posted, cancel);
            if (count == entries.Count && standings.All(standing => standing is { IsNew: false, IsChanged: false }))
                return new PostOutcome(key, count, true) { Attempt = attempt == 0 ? null : attempt };
        }

        // Who posts the same at the same time has announced it since the run was read: then it is this run's own.
        if ((await runs.LoadAsync(period, cancel)).Run.Adjustments.ContainsKey(key))
            return null;
        return new Fault(Refusal.BatchKeyReused, $"the key {key} was used for another batch");
    }

    /// <summary>
    /// The entries as a run posts them: without another task, of that for final adjustments, whichever attempt it is.
    /// </summary>
    private static IReadOnlyList<Entry> Of(CloseRun run, RunId id, IReadOnlyList<Entry> entries, int? task)
    {
        task ??= run.Template.FinalAdjustments?.Number;
        return [.. entries.Select(entry => entry with { Run = id, Task = task })];
    }

    /// <summary>
    /// The fold judges an entry together with its corrections, so both stand in one journal; a correction of an entry
    /// of another period would count for nothing.
    /// </summary>
    private async Task<Fault?> CheckCorrectedAsync(
        PeriodCode period,
        IReadOnlyList<Entry> entries,
        CancellationToken cancel
    )
    {
        foreach (var entry in entries)
            if (
                entry.Corrects is { } corrected
                && entries.All(other => other.Key != (entry.Key with { Id = corrected }))
                && !await Poster(period).HasAnyAsync([entry.Key with { Id = corrected }], cancel)
            )
                return new(
                    "CORRECTED_ENTRY_UNKNOWN",
                    $"entry {entry.Id} corrects {corrected}, which {period} does not have; an entry of another period "
                        + "is reversed or adjusted instead"
                );
        return null;
    }

    /// <summary>
    /// The months that are not sealed are asked; the ids of closed ones would be read anew by every command, however
    /// many years there are. What the month has itself, its poster judges.
    /// </summary>
    private async Task<Fault?> CheckElsewhereAsync(
        PeriodCode period,
        IReadOnlyList<Entry> entries,
        MasterData master,
        CancellationToken cancel
    )
    {
        var unsealed = await workspace.Journals.UnsealedPeriodsAsync(workspace.Tenant, cancel);
        List<PeriodCode> others = [.. unsealed.Where(other => other != period)];
        List<(Entry, PeriodCode)> placed = [.. entries.Select(entry => (entry, period))];
        if (
            await EntryWhereabouts.CheckAsync(workspace, others, placed, IdScope.Of(master.Profile), cancel)
            is not { } moved
        )
            return null;
        // A retry of what was posted before another month had the id.
        return await Poster(period).HasAnyAsync([.. entries.Select(entry => entry.Key)], cancel) ? null : moved;
    }

    /// <summary>A reversal stays in the scope of the entry that it names.</summary>
    private static IReadOnlyList<Entry> Scoped(IReadOnlyList<Entry> entries, MasterData master)
    {
        var scope = IdScope.Of(master.Profile);
        return [.. entries.Select(entry => entry.Reverses is null ? scope.Place(entry) : entry)];
    }

    private JournalPoster Poster(PeriodCode period) => workspace.Journals.Poster(workspace.Tenant, period);

    private Fault? Check(PeriodCode period, string key, IReadOnlyList<Entry> entries, MasterData master)
    {
        if (key.Length is 0 or > Limits.BatchKeyCharacters || key.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
            return new("BATCH_KEY_INVALID", $"a batch key has 1 to {Limits.BatchKeyCharacters} plain characters");
        if (entries.Count == 0)
            return new("BATCH_EMPTY", "a batch has at least one entry");
        if (ClosingKind.Refuse(entries) is { } closing)
            return closing;
        var dates = EntryDates.At(master.Profile.BooksStart, workspace.Today(master.Profile));
        foreach (var entry in entries)
        {
            if (!master.Profile.Calendar.Contains(period, entry.Date))
                return new(
                    "ENTRY_OUTSIDE_PERIOD",
                    $"entry {entry.Id} is dated {Dates.Text(entry.Date)}, not in {period}"
                );
            if (dates.Check(entry) is { } outside)
                return outside;
            var unknown = entry.Lines.FirstOrDefault(line => master.Chart.Find(line.Account) is null);
            if (unknown is not null)
                return new(
                    "ACCOUNT_UNKNOWN",
                    $"entry {entry.Id} names account {unknown.Account}, which is not in the chart"
                );
            // A correcting entry completes another one: it may be one-sided, the fold judges both together.
            if (entry.Corrects is null && entry.Imbalances.Count > 0)
                return new(
                    "ENTRY_UNBALANCED",
                    $"entry {entry.Id} is off by "
                        + $"{Money.Display(entry.Imbalances[0].NetMinor, entry.Imbalances[0].Currency)} "
                        + $"{entry.Imbalances[0].Currency}"
                );
        }

        return null;
    }
}
