using Bookseal.Books.Certificates;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Books.Guards;

/// <summary>Whether income statement and balance sheet tell of one result.</summary>
internal static class ResultGuards
{
    /// <summary>
    /// What the year has earned either stands on the balance sheet as current-year earnings, or closing entries have
    /// moved it into retained earnings. An entry of kind closing that moves it anywhere else hides what it books: the
    /// income statement leaves it out.
    /// </summary>
    public static GuardOutcome[] NetIncomeAgrees(PeriodBooks books) =>
        books.Rules < RuleSet.V3 ? [] : [new(GuardCode.NetIncomeAgrees, [.. Differences(books)])];

    private static IEnumerable<CloseException> Differences(PeriodBooks books)
    {
        var earned = IncomeStatement
            .Of(books)
            .ToDictionary(statement => statement.Currency, statement => statement.NetIncome.YearToDateMinor);
        var sheets = BalanceSheet
            .Of(books.Chart, books.TrialBalance)
            .ToDictionary(sheet => sheet.Currency, sheet => sheet.CurrentYearEarnings.ClosingMinor);
        var closed = books
            .ClosingEntries.Balances.Where(balance => balance.Account == books.Company.RetainedEarnings)
            .ToDictionary(balance => balance.Currency, balance => -balance.BalanceMinor);
        foreach (var currency in earned.Keys.Union(sheets.Keys).Union(closed.Keys).Order())
        {
            var difference = checked(
                earned.GetValueOrDefault(currency)
                - sheets.GetValueOrDefault(currency)
                - closed.GetValueOrDefault(currency)
            );
            if (difference != 0)
                yield return Differs(currency, difference);
        }
    }

    private static CloseException Differs(Currency currency, Int128 difference) =>
        new(
            "net_income_differs",
            "net income of the year to date is not current-year earnings and what closing entries moved into retained "
                + "earnings; an entry of kind closing books something else",
            true
        )
        {
            AmountMinor = difference,
            Currency = currency,
        };
}
