using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Hledger;

/// <summary>
/// Transactions before the books start make up the opening balances. Revenue and expense of fiscal years that had ended
/// by then go into retained earnings, since few journals of hledger have closing entries and nobody wants the profit of
/// ten years in this year's; those of the current fiscal year stay in their accounts.
/// </summary>
internal static class OpeningBalanceBuilder
{
    public static BalanceList ToOpenings(IEnumerable<Entry> past, CompanyProfile profile, NamedAccounts accounts)
    {
        var firstYear = profile.Calendar.YearOf(profile.FirstPeriod);
        return BalanceList.Of(
            from entry in past
            let isOver = profile.Calendar.YearOf(PeriodCode.Of(entry.Date)) < firstYear
            from line in entry.Lines
            let account = isOver && accounts.IsResult(line.Account) ? profile.RetainedEarnings : line.Account
            select new Balance(account, line.Currency, line.NetMinor)
        );
    }
}
