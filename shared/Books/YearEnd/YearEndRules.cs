using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.YearEnd;

/// <summary>
/// What other programs write around a fiscal year's end, by dates and accounts alone: entries that move the result into
/// equity on the last day, and halves of a carry-forward, which takes the balances out on that day and in again on the
/// next. Whether an entry is one of these, only the balances tell.
/// </summary>
public sealed record YearEndRules(
    ChartOfAccounts Chart,
    AccountCode RetainedEarnings,
    FiscalCalendar Calendar,
    DateOnly BooksStart
)
{
    /// <summary>Few entries of a journal are: only for these the balances are asked.</summary>
    public bool MayBe(Entry entry) => MovesResult(entry) || Carries(entry);

    /// <summary>Revenue and expense against equity, on a fiscal year's last day.</summary>
    public bool MovesResult(Entry entry) =>
        IsOutside(entry)
        && IsLastDay(entry.Date)
        && entry.Lines.Any(line => IsResult(line.Account))
        && entry.Lines.Any(line => IsEquity(line.Account))
        && entry.Lines.All(line => IsResult(line.Account) || IsEquity(line.Account));

    /// <summary>The same against retained earnings and no other account.</summary>
    public bool MovesResultIntoRetainedEarnings(Entry entry) =>
        MovesResult(entry) && entry.Lines.All(line => IsResult(line.Account) || line.Account == RetainedEarnings);

    /// <summary>
    /// Assets and liabilities against equity, on a fiscal year's last day or on the first of the next. Before the
    /// books' first day nothing was carried.
    /// </summary>
    public bool Carries(Entry entry) =>
        IsOutside(entry)
        && (IsLastDay(entry.Date) || IsFirstDay(entry.Date))
        && entry.Lines.Any(line => IsPosition(line.Account))
        && entry.Lines.Any(line => IsEquity(line.Account))
        && entry.Lines.All(line => IsPosition(line.Account) || IsEquity(line.Account));

    /// <summary>The fiscal year at whose end, or after whose end, the entry stands.</summary>
    public int YearOf(Entry entry) =>
        Calendar.YearOf(PeriodCode.Of(IsLastDay(entry.Date) ? entry.Date : entry.Date.AddDays(-1)));

    public bool IsLastDay(DateOnly date) =>
        date >= BooksStart && date < DateOnly.MaxValue && date.Month == Calendar.EndMonth && date.AddDays(1).Day == 1;

    public bool IsResult(AccountCode account) => Chart.Find(account) is { IsResult: true };

    public bool IsEquity(AccountCode account) => Chart.Find(account) is { Type: AccountType.Equity };

    /// <summary>An asset or a liability.</summary>
    public bool IsPosition(AccountCode account) =>
        Chart.Find(account) is { Type: AccountType.Asset or AccountType.Liability };

    private bool IsFirstDay(DateOnly date) => date > BooksStart && IsLastDay(date.AddDays(-1));

    private static bool IsOutside(Entry entry) => entry is { Reverses: null, Corrects: null, AutoReverse: false };
}
