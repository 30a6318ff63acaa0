using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Takes back what the last import of an open period posted there: what it added is reversed, what it replaced stands
/// again as it was before. One append, so that all of it is taken back or nothing. Subledger items and bank rows stay:
/// the corrected files, imported again, find them known.
/// </summary>
public sealed class ImportUndo(Workspace workspace, RunStore runs)
{
    private const int Attempts = 5;
    private readonly PendingIntention _pending = new(workspace, IntentionKind.ImportUndo);

    /// <summary>
    /// <c>IMPORT_NOT_FOUND</c>; <c>IMPORT_IN_USE</c> where somebody reversed or corrected one of its entries since;
    /// <c>PERIOD_CLOSING</c>, <c>PERIOD_CLOSED</c>, <c>PERIOD_LOCKED</c>. Taken back twice is taken back once.
    /// </summary>
    public async Task<Result<UndoneImport>> UndoAsync(PeriodCode period, Actor actor, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.PeriodStatus != PeriodStatus.Open)
            return PeriodFaults.NotOpen(run, $"the last import of {period} cannot be taken back");
        var moves = await workspace.StagedMoves.FinishAsync(workspace.Tenant, cancel);
        if (!moves.IsOk)
            return PeriodFaults.OfStore(moves.Fault, run);
        var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel);
        if (!repaired.IsOk)
            return PeriodFaults.OfStore(repaired.Fault, run);
        for (var attempt = 1; ; attempt++)
        {
            var undone = await TryAsync(period, actor, cancel);
            if (undone.IsOk || undone.Fault.Code != JournalPoster.MovedOn || attempt == Attempts)
                return undone;
        }
    }

    /// <summary><c>JOURNAL_MOVED_ON</c>: somebody posted meanwhile, perhaps a reversal; it has to look again.</summary>
    private async Task<Result<UndoneImport>> TryAsync(PeriodCode period, Actor actor, CancellationToken cancel)
    {
        var seen = await JournalPositions.ReadAsync(workspace, cancel);
        var last = await FindAsync(period, seen, cancel);
        if (last.Key is null)
            return new Fault("IMPORT_NOT_FOUND", $"no import has posted to {period}");

        var isPending = await SettleAsync(period, last, actor, cancel);
        if (last.IsUndone)
            return new UndoneImport(period, [], true);
        if (await FindMovedAsync(period, last, cancel) is { } moved)
            return moved;
        if (!(await PlanAsync(period, last, seen, actor, cancel)).TryGet(out var edits, out var inUse))
            return inUse;
        var intention = JsonObject.Of(("batch", last.Key), ("entries", edits.Count), ("period", period.ToString()));
        if (!isPending)
            await _pending.BeginAsync(actor, intention, cancel);
        // A reversal may stand in any month. This one's length is the condition of the append; those of the others are
        // compared just before it.
        if (!(await JournalPositions.ReadAsync(workspace, cancel)).IsSame(seen))
            return new Fault(JournalPoster.MovedOn, $"somebody posts while {period} is looked at; try again");
        var entries = edits.SelectMany(edit => edit.Entries).ToList();
        var posted = await workspace
            .Journals.Poster(workspace.Tenant, period)
            .PostAsync(new(last.UndoKey, entries, null) { ExpectedLength = seen.BytesOf(period) }, cancel);
        if (!posted.IsOk)
            return PeriodFaults.OfStore(posted.Fault, (await runs.LoadAsync(period, cancel)).Run);
        if (await RestoreReversedAsync(period, last, edits, actor, cancel) is { } reversed)
            return reversed;
        await _pending.CompleteAsync(actor, intention, cancel); // commit point
        return new UndoneImport(period, [.. edits.Select(ImportChange.Of)], false)
        {
            ItemsLeft = await CountItemsAsync(period, cancel),
        };
    }

    /// <summary>
    /// Two journals share no transaction: a reversal may have come to another month after all. What it takes back
    /// stands again then, so that it is taken back once.
    /// </summary>
    private async Task<Fault?> RestoreReversedAsync(
        PeriodCode period,
        LastImport last,
        IReadOnlyList<PlannedEdit> edits,
        Actor actor,
        CancellationToken cancel
    )
    {
        var after = await FindAsync(period, await JournalPositions.ReadAsync(workspace, cancel), cancel);
        List<PlannedEdit> reversed =
        [
            .. edits.Where(edit => edit.Standing is not null && after.IsBuiltOn(edit.Original, edit.Standing)),
        ];
        if (reversed.Count == 0)
            return null;
        var entries = reversed.SelectMany(edit => Restore(edit, actor.Id)).ToList();
        var key = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"restore {last.UndoKey}")).ToString();
        var posted = await workspace
            .Journals.Poster(workspace.Tenant, period)
            .PostAsync(new(key, entries, null), cancel);
        return posted.IsOk ? InUse(period, reversed[0].Original) : posted.Fault;
    }

    private static IEnumerable<Entry> Restore(PlannedEdit undone, PersonId by)
    {
        var (number, standing) = (undone.Number + 1, undone.Standing!);
        if (undone.Replacement is { } replacement)
            yield return SourceEdit.TakeBack(replacement, EntryEdit.Undone, number, by);
        yield return SourceEdit.Replacement(standing with { Id = undone.Original.Id, Batch = null }, number);
    }

    /// <summary>
    /// What an earlier attempt began: if it stands in its journal, the chain is told. If not, it never happened, and
    /// this one takes its place, or goes on with it.
    /// </summary>
    /// <returns>Whether it was begun with this very import.</returns>
    private async Task<bool> SettleAsync(PeriodCode period, LastImport last, Actor actor, CancellationToken cancel)
    {
        if (await _pending.ReadAsync(cancel) is not { } intention)
            return false;
        var begun = PeriodCode.Parse(((JsonString)intention["period"]!).Value).Value; // which this program wrote
        var there =
            begun == period
                ? last
                : await FindAsync(begun, await JournalPositions.ReadAsync(workspace, cancel), cancel);
        var isSame = intention["batch"] is JsonString { Value: var batch } && batch == there.Key;
        if (isSame && there.IsUndone)
            await _pending.CompleteAsync(actor, intention, cancel);
        return isSame && begun == period && !there.IsUndone;
    }

    private async Task<LastImport> FindAsync(PeriodCode period, JournalPositions seen, CancellationToken cancel)
    {
        var last = new LastImport();
        await foreach (var entry in workspace.ReadEntriesAsync(period, seen.Of(period), cancel))
            last.Add(entry);
        // A reversal may be dated in a later month.
        foreach (var later in seen.Periods.Where(later => later > period))
        await foreach (var entry in workspace.ReadEntriesAsync(later, seen.Of(later), cancel))
            last.AddLater(entry);
        return last;
    }

    /// <summary>
    /// A move stands in two months: taken back in one of them, its entry would stand nowhere, or twice.
    /// </summary>
    private async Task<Fault?> FindMovedAsync(PeriodCode period, LastImport last, CancellationToken cancel)
    {
        if (last.Halves.Count == 0)
            return null;
        foreach (var other in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(other, cancel))
            if (other != period && last.Halves.FirstOrDefault(half => IsOtherHalf(half, entry)) is { } moved)
                return new Fault(
                    "IMPORT_IN_USE",
                    $"the last import of {period} moved entry {moved.Replaces} between {period} and {other}: give it "
                        + "its date back in its source and import that, or reverse it"
                );
        return null;
    }

    private static bool IsOtherHalf(Entry half, Entry entry) =>
        entry.Replaces == half.Replaces
        && entry.Scope == half.Scope
        && entry.Edit is null != half.Edit is null
        && (
            SourceEdit.IsPaired(entry)
            || SourceEdit.IsPaired(half)
            || SourceEdit.NumberOf(entry) == SourceEdit.NumberOf(half)
        );

    /// <summary>
    /// Subledger items and bank rows that the last import to this period brought, by what the chain tells of it.
    /// </summary>
    private async Task<long> CountItemsAsync(PeriodCode period, CancellationToken cancel)
    {
        var view = new ChainView(workspace, await workspace.ReadHeadAsync(cancel), null);
        await foreach (var told in view.ReadBackwardsAsync(cancel))
            if (
                BooksImporter.IsImported(told.Type)
                && told.Data["entries"] is JsonObject entries
                && entries[period.ToString()] is not null
            )
                return new Fields(told.Data, told.Type).Integer("subledger_items");
        return 0;
    }

    /// <summary>Reads the journal again: what stood before the import, and what stands since.</summary>
    private async Task<Result<List<PlannedEdit>>> PlanAsync(
        PeriodCode period,
        LastImport last,
        JournalPositions seen,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (before, now) = (
            new Dictionary<EntryKey, Entry?>(),
            new Dictionary<EntryKey, (Entry? Entry, int Number)>()
        );
        var isOfImport = false;
        await foreach (var entry in workspace.ReadEntriesAsync(period, seen.Of(period), cancel))
        {
            if (entry.Batch is { } batch)
                isOfImport = last.Holds(batch);
            var key = PlannedEdit.OriginalOf(entry);
            if (!last.Touched.Contains(key))
                continue;
            if (isOfImport)
                before.TryAdd(key, now.GetValueOrDefault(key).Entry);
            now[key] = (entry.Edit is null ? entry : null, SourceEdit.NumberOf(entry));
        }

        var edits = new List<PlannedEdit>();
        foreach (var (key, (standing, number)) in now)
        {
            if (last.IsBuiltOn(key, standing))
                return InUse(period, key);
            var restored = before[key] is { } was
                ? SourceEdit.Replacement(was with { Id = key.Id, Replaces = null, Batch = null }, number + 1)
                : null;
            edits.Add(new(period, standing, restored, EntryEdit.Undone, number + 1, actor.Id));
        }

        return edits;
    }

    private static Fault InUse(PeriodCode period, EntryKey entry) =>
        new(
            "IMPORT_IN_USE",
            $"the last import of {period} cannot be taken back: somebody reversed or corrected its entry "
                + $"{entry} since. "
                + "Correct the files and import them again, or reverse the others one by one"
        );
}

/// <summary>What was taken back.</summary>
/// <param name="WasKnown">It was before: this was a repetition.</param>
public sealed record UndoneImport(PeriodCode Period, IReadOnlyList<ImportChange> Changes, bool WasKnown)
{
    /// <summary>How many subledger items and bank rows that import brought: they stay.</summary>
    public long ItemsLeft { get; init; }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("period", Period.ToString()),
            ("entries_undone", new JsonArray(Changes.Select(change => change.ToJson()))),
            ("items_left", ItemsLeft),
            ("was_known", WasKnown)
        );
}
