using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>Finds out what one import has to post. Everything is checked before anything is written.</summary>
/// <param name="retained">Closing entries of other programs that are let in.</param>
/// <param name="isDryRun">Nothing is written, and what an earlier import left half-way stays so.</param>
internal sealed class ImportPlanner(
    Workspace workspace,
    RunStore runs,
    ImportPlan plan,
    IdScope scope,
    IReadOnlySet<EntryId> retained,
    bool isDryRun = false
)
{
    private readonly Dictionary<PeriodCode, CloseRun> _runs = [];
    private readonly EditPlanner _edits = new(workspace, scope);
    private IReadOnlyList<PeriodCode>? _journals;

    /// <summary>
    /// Plans the entries that are new; those of closed periods go into the first open one, with their date kept.
    /// </summary>
    public async Task<Fault?> PlanAsync(
        EntrySource entries,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var (changes, done) = (new ImportFaults(), 0);
        // In chunks: the index is asked for many entries at once.
        foreach (var chunk in entries.Read(changes).Chunk(ImportProgress.Interval))
        {
            if (await AddAsync(chunk, cancel) is { } fault)
                return fault;
            progress?.Report(new(ImportStep.Compare, done += chunk.Length));
        }

        plan.Complete();
        return changes.IsEmpty ? null : changes.Faults[0];
    }

    private async Task<Fault?> AddAsync(Entry[] chunk, CancellationToken cancel)
    {
        var targets = new PeriodCode?[chunk.Length];
        var edits = new Dictionary<int, PlannedEdit>();
        foreach (var group in Enumerable.Range(0, chunk.Length).GroupBy(place => PeriodCode.Of(chunk[place].Date)))
            if (await FindTargetsAsync(group.Key, chunk, [.. group], targets, edits, cancel) is { } fault)
                return fault;
        if (await CheckNewAsync(chunk, targets, cancel) is { } unfit)
            return unfit;
        for (var place = 0; place < chunk.Length; place++)
        {
            var added = edits.TryGetValue(place, out var edit)
                ? plan.Add(edit)
                : plan.Add(chunk[place], targets[place]);
            if (added is { } tooLarge)
                return tooLarge;
        }

        return null;
    }

    /// <summary>What is there already was let in by the rules of its time; these are for what is new.</summary>
    private async Task<Fault?> CheckNewAsync(Entry[] chunk, PeriodCode?[] targets, CancellationToken cancel)
    {
        var added = new List<(Entry Entry, PeriodCode Target)>();
        for (var place = 0; place < chunk.Length; place++)
            if (targets[place] is { } target)
                added.Add((chunk[place], target));
        if (
            ClosingKind.Refuse(added.Select(item => item.Entry).Where(entry => !retained.Contains(entry.Id))) is
            { } closing
        )
            return closing;
        if (await ClosingReversals.CheckAsync(workspace, added.Select(item => item.Entry), cancel) is { } reversal)
            return reversal;
        // Nothing is posted while an import is planned: one listing serves all chunks.
        _journals ??= await ListJournalsAsync(cancel);
        return await EntryWhereabouts.CheckAsync(workspace, _journals, added, scope, cancel);
    }

    /// <summary>The months that have a journal. Chunk after chunk asks them, so each gets a poster's index.</summary>
    private async Task<IReadOnlyList<PeriodCode>> ListJournalsAsync(CancellationToken cancel)
    {
        var periods = await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);
        foreach (var period in periods)
            _ = workspace.Journals.Poster(workspace.Tenant, period);
        return periods;
    }

    /// <summary>
    /// From the entries' own month on, to the first that is open. An earlier import of the same files may have placed
    /// late ones already, in a month that has been closed since: every month on the way is asked; and so are those
    /// beyond a month that was closed then and has been reopened.
    /// </summary>
    private async Task<Fault?> FindTargetsAsync(
        PeriodCode own,
        Entry[] chunk,
        List<int> places,
        PeriodCode?[] targets,
        Dictionary<int, PlannedEdit> edits,
        CancellationToken cancel
    )
    {
        for (var period = own; places.Count > 0; period = period.Next)
        {
            if (!(await RunOfAsync(period, cancel)).TryGet(out var run, out var fault))
                return fault;
            if (!(await FindNewAsync(run, chunk, places, edits, cancel)).TryGet(out var added, out fault))
                return fault;
            places = added;
            if (run.IsClosed || places.Count == 0)
                continue;
            if (run.PeriodStatus != PeriodStatus.Open)
                return PeriodFaults.NotOpen(
                    run,
                    $"{(period == own ? "" : "late ")}entry {chunk[places[0]].Id} cannot be posted"
                );
            if (!(await FindNewBeyondAsync(run, chunk, places, cancel)).TryGet(out added, out fault))
                return fault;
            foreach (var place in added)
                targets[place] = period;
            return null;
        }

        return null;
    }

    /// <summary>
    /// Those that did not go further on while this month was closed. A month is reopened only after all that follow it,
    /// so they went to the first one that never was.
    /// </summary>
    private async Task<Result<List<int>>> FindNewBeyondAsync(
        CloseRun run,
        Entry[] chunk,
        List<int> places,
        CancellationToken cancel
    )
    {
        while (run.Decertified is not null && places.Count > 0)
        {
            if (!(await RunOfAsync(run.Period.Next, cancel)).TryGet(out var next, out var fault))
                return fault;
            if (!(await FindNewAsync(next.Period, chunk, places, cancel)).TryGet(out var added, out fault))
                return fault;
            (run, places) = (next, added);
        }

        return places;
    }

    /// <summary>Those that the period's journal does not have; edits of those that it has are planned.</summary>
    private async Task<Result<List<int>>> FindNewAsync(
        CloseRun run,
        Entry[] chunk,
        List<int> places,
        Dictionary<int, PlannedEdit> edits,
        CancellationToken cancel
    )
    {
        var given = places.Select(place => PlannedMonth.Place(chunk[place], run.Period)).ToList();
        var standings = await workspace.Journals.Poster(workspace.Tenant, run.Period).CompareAsync(given, cancel);
        var (added, changed) = (new List<int>(), new List<ChangedEntry>());
        for (var i = 0; i < places.Count; i++)
            if (standings[i].IsNew)
                added.Add(places[i]);
            else if (standings[i].IsChanged)
                changed.Add(new(places[i], given[i], standings[i]));
        if (changed.Count == 0)
            return added;
        if (!(await _edits.PlanAsync(run, changed, cancel)).TryGet(out var planned, out var fault))
            return fault;
        foreach (var (place, edit) in planned)
            if (edit is null)
                added.Add(place);
            else
                edits[place] = edit;
        added.Sort();
        return added;
    }

    /// <summary>Those that the period's journal does not have.</summary>
    private async Task<Result<List<int>>> FindNewAsync(
        PeriodCode period,
        Entry[] chunk,
        List<int> places,
        CancellationToken cancel
    )
    {
        var found = await workspace
            .Journals.Poster(workspace.Tenant, period)
            .FindNewAsync([.. places.Select(place => PlannedMonth.Place(chunk[place], period))], cancel);
        return found.Then<List<int>>(added => added.Select(at => places[at]).ToList());
    }

    /// <summary>
    /// The period's run as it is when the import meets it. What an earlier import left half-way comes first: its
    /// batches hold some of these entries.
    /// </summary>
    private async Task<Result<CloseRun>> RunOfAsync(PeriodCode period, CancellationToken cancel)
    {
        if (_runs.TryGetValue(period, out var run))
            return run;
        if (!isDryRun && await FinishStagedAsync(period, cancel) is { } stuck)
            return stuck;
        return _runs[period] = (await runs.LoadAsync(period, cancel)).Run;
    }

    private async Task<Fault?> FinishStagedAsync(PeriodCode period, CancellationToken cancel)
    {
        var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel);
        if (repaired.IsOk)
            return null;
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!PeriodFaults.RefusesAppends(repaired.Fault) || !run.IsClosed)
            return PeriodFaults.OfStore(repaired.Fault, run);
        await workspace.StagedImports.AbandonAsync(workspace.Tenant, period, cancel);
        return null;
    }
}
