using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>Finds out what an import has to post. Everything is checked before anything is written.</summary>
internal sealed class ImportPlanner(Workspace workspace, RunStore runs)
{
    /// <summary>The entries that are new, by period; those of closed periods go into the first open one, with their date kept.</summary>
    public async Task<Result<ImportPlan>> PlanAsync(ImportedBooks books, CancellationToken cancel)
    {
        var (plan, late) = (new SortedDictionary<PeriodCode, List<Entry>>(), new List<Entry>());
        foreach (var group in books.Entries.GroupBy(entry => PeriodCode.Of(entry.Date)))
        {
            // What an earlier import left half-way comes first: its batches hold some of these entries.
            if (await FinishStagedAsync(group.Key, cancel) is { } stuck) return stuck;
            if (!(await FindNewAsync(group.Key, [.. group], cancel)).TryGet(out var added, out var fault)) return fault;
            if (added.Count == 0) continue;
            var run = (await runs.LoadAsync(group.Key, cancel)).Run;
            if (run.IsClosed) late.AddRange(added);
            else if (run.PeriodStatus == Books.Runs.PeriodStatus.Open) plan.Add(group.Key, [.. added]);
            else return PeriodFaults.NotOpen(run, $"entry {added[0].Id} cannot be posted");
        }

        return await PlaceLateAsync(plan, late, cancel);
    }

    /// <summary>An earlier import of the same files may have placed them already, in a month that has been closed since: every month on the way is asked.</summary>
    private async Task<Result<ImportPlan>> PlaceLateAsync(SortedDictionary<PeriodCode, List<Entry>> plan, List<Entry> late, CancellationToken cancel)
    {
        if (late.Count == 0) return new ImportPlan(plan, 0);
        for (var period = PeriodCode.Of(late.Min(entry => entry.Date)).Next; ; period = period.Next)
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            if (await FinishStagedAsync(period, cancel) is { } stuck) return stuck;
            var due = late.Where(entry => PeriodCode.Of(entry.Date) < period).ToList();
            if (!(await FindNewAsync(period, [.. due.Select(entry => entry with { Date = period.FirstDay, OriginalDate = entry.Date })], cancel)).TryGet(out var added, out var fault)) return fault;
            var missing = added.Select(entry => entry.Id).ToHashSet();
            late.RemoveAll(entry => due.Contains(entry) && !missing.Contains(entry.Id));
            if (late.Count == 0) return new ImportPlan(plan, 0);
            if (run.IsClosed || added.Count < late.Count) continue;
            if (run.PeriodStatus != Books.Runs.PeriodStatus.Open) return PeriodFaults.NotOpen(run, $"late entry {added[0].Id} cannot be posted");
            plan[period] = [.. plan.GetValueOrDefault(period) ?? [], .. added];
            return new ImportPlan(plan, added.Count);
        }
    }

    private async Task<Result<IReadOnlyList<Entry>>> FindNewAsync(PeriodCode period, IReadOnlyList<Entry> entries, CancellationToken cancel) =>
        entries.Count == 0 ? Array.Empty<Entry>() : await workspace.Journals.Poster(workspace.Tenant, period).FindNewAsync(entries, cancel);

    private async Task<Fault?> FinishStagedAsync(PeriodCode period, CancellationToken cancel)
    {
        var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel);
        if (repaired.IsOk) return null;
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!PeriodFaults.IsLease(repaired.Fault) || !run.IsClosed) return PeriodFaults.OfStore(repaired.Fault, run);
        await workspace.StagedImports.AbandonAsync(workspace.Tenant, period, cancel);
        return null;
    }
}
