using Bookseal.Books.Company;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;

namespace Bookseal.Books.Health;

/// <summary>What a suspense or clearing account holds at period end, debit positive.</summary>
public sealed record SuspenseBalance(
    AccountCode Account,
    string Name,
    Currency Currency,
    Int128 BalanceMinor,
    bool IsWithinTolerance
)
{
    public static IReadOnlyList<SuspenseBalance> Of(PeriodBooks books, Policy policy) =>
        [
            .. books
                .TrialBalance.Rows.Select(row => (Row: row, Account: books.Chart.Find(row.Account)))
                .Where(pair => pair.Account is { IsSuspenseOrClearing: true })
                .Select(pair => new SuspenseBalance(
                    pair.Row.Account,
                    pair.Account!.Name,
                    pair.Row.Currency,
                    pair.Row.ClosingMinor,
                    Int128.Abs(pair.Row.ClosingMinor) <= policy.ToleranceMinor
                )),
        ];
}
