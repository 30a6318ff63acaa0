using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Sorts out how another program ends a fiscal year: its closing entries get their kind, its carry-forward is set
/// aside. The journals are read only where an import has candidates.
/// </summary>
internal sealed class YearEndSorter(Workspace workspace, RunStore runs)
{
    /// <summary>The books as they are to be imported; a code of <see cref="RetainEntries.Refuse"/> otherwise.</summary>
    public async Task<Result<SortedYearEnds>> SortAsync(ImportedBooks books, CancellationToken cancel)
    {
        var sorted = new SortedYearEnds(books);
        if (books.YearEndCandidates.Count == 0)
            return sorted;
        var rules = new YearEndRules(
            books.Chart,
            books.Profile.RetainedEarnings,
            books.Profile.Calendar,
            books.Profile.BooksStart
        );
        if (!(await ReadLedgerAsync(books, rules, cancel)).TryGet(out var ledger, out var fault))
            return fault;
        // What is posted stays as it was posted.
        foreach (var known in books.YearEndCandidates)
            if (ledger.KindOf(known) is { } kind)
                sorted.Keep(known.Key, kind);
        foreach (
            var year in books
                .YearEndCandidates.Where(entry => ledger.KindOf(entry) is null)
                .GroupBy(rules.YearOf)
                .OrderBy(year => year.Key)
        )
            if (await SortAsync(sorted, year.Key, [.. year], rules, ledger, cancel) is { } refused)
                return refused;
        return sorted;
    }

    private async Task<Fault?> SortAsync(
        SortedYearEnds sorted,
        int year,
        IReadOnlyList<Entry> candidates,
        YearEndRules rules,
        YearEndLedger ledger,
        CancellationToken cancel
    )
    {
        sorted.SetAside(CarryForward.Find(rules, candidates, ledger.BalancesAtEndOf(year)), candidates);
        var others = ledger.ResultOf(year);
        if (RetainEntries.Refuse(rules, candidates, others) is { } fault)
            return fault;
        var isClosed = (await runs.LoadAsync(rules.Calendar.LastMonthOf(year), cancel)).Run.IsClosed;
        sorted.Retain(RetainEntries.Find(rules, candidates, others), candidates, isClosed);
        foreach (var entry in candidates)
            if (sorted.Sort(entry) is { } kept)
                ledger.AddSorted(kept);
        return null;
    }

    private async Task<Result<YearEndLedger>> ReadLedgerAsync(
        ImportedBooks books,
        YearEndRules rules,
        CancellationToken cancel
    )
    {
        var ledger = new YearEndLedger(rules, books.Openings, IdScope.Of(books.Profile), books.YearEndCandidates);
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            ledger.AddPosted(entry, period);
        foreach (var entry in books.Entries.Read())
            ledger.AddNew(entry);
        return ledger;
    }
}
