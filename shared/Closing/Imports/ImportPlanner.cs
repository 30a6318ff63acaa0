using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>Finds out what one import has to post. Everything is checked before anything is written.</summary>
/// <param name="retained">Closing entries of other programs that are let in.</param>
/// <param name="pairs">Entries that went from their source, by the new ones that stand in their place.</param>
/// <param name="door">Which months under a close take entries.</param>
/// <param name="unfinished">Imports that stopped half-way and could not be finished.</param>
/// <param name="isDryRun">Nothing is written, and what an earlier import left half-way stays so.</param>
internal sealed class ImportPlanner(
    Workspace workspace,
    RunStore runs,
    ImportPlan plan,
    IdScope scope,
    IReadOnlySet<EntryKey> retained,
    IReadOnlyDictionary<EntryKey, GoneEntry> pairs,
    CloseDoor door,
    UnfinishedImports unfinished,
    bool isDryRun = false
)
{
    private readonly Dictionary<PeriodCode, CloseRun> _runs = [];
    private readonly EditPlanner _edits = new(workspace, scope, door);
    private IReadOnlyList<PeriodCode>? _journals;
    private LinePlanner? _lines;

    private LinePlanner Lines => _lines ??= new(workspace, RunOfAsync, JournalsAsync);

    private MovePlanner Moves => new(workspace, RunOfAsync, scope);

    /// <summary>
    /// Plans the entries that are new; those of closed periods go into the first open one, with their date kept.
    /// </summary>
    public async Task<Fault?> PlanAsync(
        EntrySource entries,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        if (await AddAllAsync(entries, progress, cancel) is { } fault)
            return fault;
        plan.Complete();
        return null;
    }

    /// <summary>
    /// In chunks: the index is asked for many entries at once, for the next while one is added to the plan.
    /// </summary>
    private async Task<Fault?> AddAllAsync(
        EntrySource entries,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var (done, adding) = (0, Task.FromResult<Fault?>(null));
        try
        {
            foreach (var chunk in ReadAhead.Chunks(entries.ReadLines(), ImportProgress.Interval, line => line.Length))
            {
                var targets = await TryPlanLinesAsync(chunk, cancel);
                if (await adding is { } fault)
                    return fault;
                adding = targets is null
                    ? Task.FromResult(await AddAsync(chunk, cancel))
                    : Task.Run(() => AddPlain(chunk, targets), cancel);
                progress?.Report(new(ImportStep.Compare, done += chunk.Length));
            }

            return await adding;
        }
        finally
        {
            await ((Task)adding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it adds to the plan
        }
    }

    private async Task<PeriodCode?[]?> TryPlanLinesAsync(ReadOnlyMemory<byte>[] chunk, CancellationToken cancel) =>
        pairs.Count > 0 ? null : await Lines.TryPlanAsync(chunk, cancel);

    private Fault? AddPlain(ReadOnlyMemory<byte>[] chunk, PeriodCode?[] targets)
    {
        for (var place = 0; place < chunk.Length; place++)
            if ((Refuse(chunk[place], targets[place]) ?? plan.Add(chunk[place], targets[place])) is { } refused)
                return refused;
        return null;
    }

    private async Task<Fault?> AddAsync(ReadOnlyMemory<byte>[] lines, CancellationToken cancel)
    {
        var chunk = new Entry[lines.Length];
        Parallel.For(0, lines.Length, place => chunk[place] = EntryCodec.DecodeOwn(lines[place].Span));
        var targets = new PeriodCode?[chunk.Length];
        var edits = new Dictionary<int, PlannedEdit>();
        foreach (var group in Enumerable.Range(0, chunk.Length).GroupBy(place => PeriodCode.Of(chunk[place].Date)))
            if (await FindTargetsAsync(group.Key, chunk, [.. group], targets, edits, cancel) is { } fault)
                return fault;
        if (await CheckNewAsync(chunk, targets, cancel) is { } unfit)
            return unfit;
        if (!(await PlanMovesAsync(chunk, targets, cancel)).TryGet(out var moves, out var fixedEntry))
            return fixedEntry;
        foreach (var (place, edit) in moves)
            edits[place] = edit;
        for (var place = 0; place < chunk.Length; place++)
            if (targets[place] is { } target && pairs.TryGetValue(chunk[place].Key, out var gone))
                edits[place] = Paired(target, chunk[place], gone);
        for (var place = 0; place < chunk.Length; place++)
        {
            var isEdit = edits.TryGetValue(place, out var edit);
            var refused =
                Refuse(lines[place], isEdit ? edit!.Period : targets[place])
                ?? (isEdit ? plan.Add(edit!) : plan.Add(lines[place], targets[place]));
            if (refused is not null)
                return refused;
        }

        return null;
    }

    private Fault? Refuse(ReadOnlyMemory<byte> line, PeriodCode? target) =>
        target is { } period ? unfinished.Refuse(line.Span, period) : null;

    private static PlannedEdit Paired(PeriodCode target, Entry entry, GoneEntry gone) =>
        new(
            target,
            gone.Standing,
            entry with
            {
                Replaces = SourceEdit.OriginalOf(gone.Standing!),
            },
            SourceEdit.KindOf(gone.Standing!, entry),
            gone.LastEdit + 1,
            entry.PostedBy
        )
        {
            From = gone.Period == target ? null : gone.Period,
        };

    /// <summary>What is there already was let in by the rules of its time; these are for what is new.</summary>
    private async Task<Fault?> CheckNewAsync(Entry[] chunk, PeriodCode?[] targets, CancellationToken cancel)
    {
        var added = new List<(Entry Entry, PeriodCode Target)>();
        for (var place = 0; place < chunk.Length; place++)
            if (targets[place] is { } target)
                added.Add((chunk[place], target));
        if (
            ClosingKind.Refuse(added.Select(item => item.Entry).Where(entry => !retained.Contains(entry.Key))) is
            { } closing
        )
            return closing;
        return await ClosingReversals.CheckAsync(workspace, added.Select(item => item.Entry), cancel);
    }

    /// <summary>Of those that are new where they would go, what other months know of them.</summary>
    private async Task<Result<Dictionary<int, PlannedEdit>>> PlanMovesAsync(
        Entry[] chunk,
        PeriodCode?[] targets,
        CancellationToken cancel
    )
    {
        List<PlacedEntry> added =
        [
            .. Enumerable
                .Range(0, chunk.Length)
                .Where(place => targets[place] is not null)
                .Select(place => new PlacedEntry(
                    place,
                    PlannedMonth.Place(chunk[place], targets[place]!.Value),
                    targets[place]!.Value
                )),
        ];
        return await Moves.PlanAsync(added, await JournalsAsync(cancel), cancel);
    }

    /// <summary>Nothing is posted while an import is planned: one listing serves all chunks.</summary>
    private async Task<IReadOnlyList<PeriodCode>> JournalsAsync(CancellationToken cancel) =>
        _journals ??= await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);

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
            if (!door.Takes(run))
                return PeriodFaults.NotOpen(
                    run,
                    $"{(period == own ? "" : "late ")}entry {chunk[places[0]].Id} cannot be posted"
                );
            if (await door.CheckAsync(run, places.Select(place => chunk[place]), cancel) is { } unpinned)
                return unpinned;
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
            // What stands there otherwise was moved here by its source, or edited: the other months are asked for it.
            List<Entry> given = [.. places.Select(place => PlannedMonth.Place(chunk[place], next.Period))];
            var poster = workspace.Journals.Poster(workspace.Tenant, next.Period);
            var standings = await poster.CompareAsync(given, cancel);
            (run, places) = (next, [.. places.Where((_, i) => standings[i] != EntryStanding.Same)]);
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
            // Where nothing stands of it any more, the other months are asked too.
            if (standings[i].IsNew || (standings[i].Standing < 0 && !run.IsClosed))
                added.Add(places[i]);
            else if (standings[i].IsChanged)
                changed.Add(new(places[i], given[i], standings[i]));
        if (changed.Count == 0)
            return added;
        if (
            !(await _edits.PlanAsync(run, changed, await JournalsAsync(cancel), cancel)).TryGet(
                out var planned,
                out var fault
            )
        )
            return fault;
        foreach (var (place, edit) in planned)
            if (edit is null)
                added.Add(place);
            else
                edits[place] = edit;
        added.Sort();
        return added;
    }

    /// <summary>
    /// The period's run as it is when the import meets it. What an earlier import left half-way comes first: its
    /// batches hold some of these entries.
    /// </summary>
    private async Task<Result<CloseRun>> RunOfAsync(PeriodCode period, CancellationToken cancel)
    {
        if (_runs.TryGetValue(period, out var run))
            return run;
        run = (await runs.LoadAsync(period, cancel)).Run;
        if (!isDryRun && await FinishStagedAsync(period, door.LeaseFor(run), cancel) is { } stuck)
            return stuck;
        return _runs[period] = (await runs.LoadAsync(period, cancel)).Run;
    }

    private async Task<Fault?> FinishStagedAsync(PeriodCode period, Guid? lease, CancellationToken cancel)
    {
        var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel, lease);
        if (repaired.IsOk)
            return null;
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!PeriodFaults.RefusesAppends(repaired.Fault) || !run.IsClosed)
            return PeriodFaults.OfStore(repaired.Fault, run);
        await workspace.StagedImports.AbandonAsync(workspace.Tenant, period, cancel);
        return null;
    }
}
