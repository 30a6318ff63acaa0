using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Entries;

/// <summary>Reads the ledger of an account: the balances that its first month opens with, then the journals.</summary>
public sealed class LedgerReader(Workspace workspace, PeriodReader reader, JournalSearch journals)
{
    /// <summary>
    /// <c>ACCOUNT_UNKNOWN</c>; <c>PERIOD_BEFORE_BOOKS</c>, <c>PERIOD_TOO_FAR_AHEAD</c>, of the first month;
    /// <c>JOURNAL_UNREADABLE</c>: a line that may be of the account is no entry, and no balance could be trusted.
    /// </summary>
    /// <param name="first">The month whose openings it begins with.</param>
    /// <param name="last">The last one; null for all that there are.</param>
    public async Task<Result<(AccountLedger Ledger, IReadOnlyList<PeriodCode> Closed)>> ReadAsync(
        AccountLedger ledger,
        PeriodCode first,
        PeriodCode? last,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (master.Chart.Find(ledger.Account) is null)
            return new Fault("ACCOUNT_UNKNOWN", $"account {ledger.Account} is not in the chart");
        if (!(await reader.ReadAsync(first, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        foreach (var row in reading.Books.TrialBalance.Rows.Where(row => row.Account == ledger.Account))
            ledger.Open(row.Currency, row.OpeningMinor);
        var months = await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);
        var read = Between(months, first, last, master.Profile.Calendar);
        foreach (var period in read)
        {
            var lost = await journals.ReadAccountAsync(
                period,
                ledger.Account,
                entry => ledger.Add(entry, period),
                cancel
            );
            if (lost > 0)
                return new Fault(
                    "JOURNAL_UNREADABLE",
                    $"the journal of {period} has {lost} line(s) of {ledger.Account} that cannot be read, so nobody "
                        + "knows the balance; 'bookseal health' lists them"
                );
        }

        return (ledger, await journals.ClosedAsync(read, cancel));
    }

    /// <summary>In order of time; an adjustment period after the month whose last day it is.</summary>
    public static IReadOnlyList<PeriodCode> Between(
        IEnumerable<PeriodCode> periods,
        PeriodCode first,
        PeriodCode? last,
        FiscalCalendar calendar
    )
    {
        var (from, to) = (PlaceOf(first), last is { } end ? PlaceOf(end) : (DateOnly.MaxValue, true));
        return
        [
            .. periods
                .Where(period => PlaceOf(period).CompareTo(from) >= 0 && PlaceOf(period).CompareTo(to) <= 0)
                .OrderBy(PlaceOf),
        ];

        (DateOnly, bool) PlaceOf(PeriodCode period) => (calendar.LastDayOf(period), period.IsAdjustment);
    }
}
