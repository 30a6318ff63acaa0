using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Posting;

/// <summary>
/// What a person posts around a year's end is judged as an import's entries are: Bookseal closes the result and carries
/// balances forward by itself, so neither is posted by hand. The journals are read only where an entry may be one.
/// </summary>
internal sealed class YearEndPosts(Workspace workspace)
{
    /// <summary>
    /// <c>ENTRY_KIND_NOT_ALLOWED</c> for what closes the year's result or carries its balances;
    /// <c>RETAIN_ENTRY_DIFFERS</c>, <c>RESULT_CLOSED_ELSEWHERE</c> for what looks like it.
    /// </summary>
    public async Task<Fault?> CheckAsync(IReadOnlyList<Entry> entries, MasterData master, CancellationToken cancel)
    {
        var profile = master.Profile;
        var rules = new YearEndRules(master.Chart, profile.RetainedEarnings, profile.Calendar, profile.BooksStart);
        List<Entry> candidates = [.. entries.Where(rules.MayBe)];
        if (candidates.Count == 0)
            return null;
        var ledger = new YearEndLedger(rules, master.Openings, IdScope.Of(profile), candidates);
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            ledger.AddPosted(entry, period);
        foreach (var entry in entries)
            ledger.AddNew(entry);
        // What is posted already is a repetition, or refused as one.
        foreach (var year in candidates.Where(entry => ledger.KindOf(entry) is null).GroupBy(rules.YearOf))
            if (Check(rules, [.. year], ledger, year.Key) is { } refused)
                return refused;
        return null;
    }

    private static Fault? Check(YearEndRules rules, IReadOnlyList<Entry> candidates, YearEndLedger ledger, int year)
    {
        var result = ledger.ResultOf(year);
        if (RetainEntries.Refuse(rules, candidates, result) is { } differs)
            return differs;
        var retained = RetainEntries.Find(rules, candidates, result);
        var carried = CarryForward.Find(rules, candidates, ledger.BalancesAtEndOf(year)).Entries;
        if (candidates.FirstOrDefault(entry => retained.Contains(entry.Key)) is { } closing)
            return NotByHand(
                closing,
                "closes the year's result: the close of its last month posts the closing entries"
            );
        return candidates.FirstOrDefault(entry => carried.Contains(entry.Key)) is { } forward
            ? NotByHand(forward, "carries balances into the next year: they carry forward by themselves")
            : null;
    }

    private static Fault NotByHand(Entry entry, string what) =>
        new(
            Refusal.KindNotAllowed,
            $"entry {entry.Id} of {Dates.Text(entry.Date)} {what}. Leave it out; a correction of the month is of other "
                + "accounts or another day"
        );
}
