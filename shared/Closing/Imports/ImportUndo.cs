using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence.Json;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Takes back what the last import of an open period posted there: what it added is reversed, what it replaced stands
/// again as it was before. One append, so that all of it is taken back or nothing. Subledger items and bank rows stay:
/// the corrected files, imported again, find them known.
/// </summary>
public sealed class ImportUndo(Workspace workspace, RunStore runs)
{
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
        var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel);
        if (!repaired.IsOk)
            return PeriodFaults.OfStore(repaired.Fault, run);
        var last = await FindAsync(period, cancel);
        if (last.Key is null)
            return new Fault("IMPORT_NOT_FOUND", $"no import has posted to {period}");

        var isPending = await SettleAsync(period, last, actor, cancel);
        if (last.IsUndone)
            return new UndoneImport(period, [], true);
        if (!(await PlanAsync(period, last, actor, cancel)).TryGet(out var edits, out var inUse))
            return inUse;
        var intention = JsonObject.Of(("batch", last.Key), ("entries", edits.Count), ("period", period.ToString()));
        if (!isPending)
            await _pending.BeginAsync(actor, intention, cancel);
        var posted = await workspace
            .Journals.Poster(workspace.Tenant, period)
            .PostAsync(new(last.UndoKey, [.. edits.SelectMany(edit => edit.Entries)], null), cancel);
        if (!posted.IsOk)
            return PeriodFaults.OfStore(posted.Fault, (await runs.LoadAsync(period, cancel)).Run);
        await _pending.CompleteAsync(actor, intention, cancel); // commit point
        return new UndoneImport(period, [.. edits.Select(ImportChange.Of)], false);
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
        var there = begun == period ? last : await FindAsync(begun, cancel);
        var isSame = intention["batch"] is JsonString { Value: var batch } && batch == there.Key;
        if (isSame && there.IsUndone)
            await _pending.CompleteAsync(actor, intention, cancel);
        return isSame && begun == period && !there.IsUndone;
    }

    private async Task<LastImport> FindAsync(PeriodCode period, CancellationToken cancel)
    {
        var last = new LastImport();
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            last.Add(entry);
        // A reversal may be dated in a later month.
        foreach (var later in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
            if (later > period)
                await foreach (var entry in workspace.ReadEntriesAsync(later, cancel))
                    last.AddLater(entry);
        return last;
    }

    /// <summary>Reads the journal again: what stood before the import, and what stands since.</summary>
    private async Task<Result<List<PlannedEdit>>> PlanAsync(
        PeriodCode period,
        LastImport last,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (before, now) = (
            new Dictionary<EntryKey, Entry?>(),
            new Dictionary<EntryKey, (Entry? Entry, int Number)>()
        );
        var isOfImport = false;
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
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
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("period", Period.ToString()),
            ("entries_undone", new JsonArray(Changes.Select(change => change.ToJson()))),
            ("was_known", WasKnown)
        );
}
