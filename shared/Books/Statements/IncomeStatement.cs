using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;

namespace Bookseal.Books.Statements;

/// <summary>
/// Revenue less expense in one currency: for the period, the fiscal year to date, and the period before. Closing
/// entries are left out: they move the result and are no part of it. Revenue stands credit positive, costs and expenses
/// debit positive.
/// </summary>
public sealed record IncomeStatement(
    Currency Currency,
    IReadOnlyList<StatementLine> Revenue,
    IReadOnlyList<StatementLine> CostOfGoodsSold,
    IReadOnlyList<StatementLine> Expenses,
    bool HasPrior
)
{
    public StatementAmounts TotalRevenue => Sum(Revenue);

    public StatementAmounts TotalCostOfGoodsSold => Sum(CostOfGoodsSold);

    public StatementAmounts GrossProfit => TotalRevenue.Plus(TotalCostOfGoodsSold.Negated());

    public StatementAmounts TotalExpenses => Sum(Expenses);

    public StatementAmounts NetIncome => GrossProfit.Plus(TotalExpenses.Negated());

    /// <summary>One statement for each currency in which revenue or expense accounts stand, in order.</summary>
    public static IReadOnlyList<IncomeStatement> Of(PeriodBooks books)
    {
        var now = books.TrialBalance.Rows.ToDictionary(row => (row.Account, row.Currency));
        var prior = (books.ComparedResult ?? BalanceList.Empty).ToDictionary();
        // Rules 2 took the year to date from the openings alone: after a year's closing entries there is nothing there.
        var closed = (
            books.Rules >= RuleSet.V3 && books.Opening.PriorClosingEntries is { } entries ? entries : BalanceList.Empty
        ).ToDictionary();
        return
        [
            .. now
                .Keys.Concat(prior.Keys)
                .Concat(closed.Keys)
                .Distinct()
                .Where(key => books.Chart.Find(key.Account) is { IsResult: true })
                .GroupBy(key => key.Currency)
                .OrderBy(group => group.Key)
                .Select(group =>
                    Of(
                        group.Key,
                        [
                            .. group
                                .OrderBy(key => key.Account)
                                .Select(key =>
                                    Line(
                                        books.Chart.Find(key.Account)!,
                                        now.GetValueOrDefault(key),
                                        closed.GetValueOrDefault(key),
                                        books.ComparedResult is null ? null : prior.GetValueOrDefault(key)
                                    )
                                ),
                        ],
                        books.ComparedResult is not null
                    )
                ),
        ];
    }

    private static IncomeStatement Of(Currency currency, List<StatementLine> lines, bool hasPrior)
    {
        var shown = lines.Where(line => !line.Amounts.IsZero).ToLookup(line => SectionOf(line.Account));
        return new(currency, [.. shown[0]], [.. shown[1]], [.. shown[2]], hasPrior);
    }

    /// <summary>0 for revenue, 1 for costs of goods sold, 2 for other expenses.</summary>
    private static int SectionOf(Account account)
    {
        if (account.Type == AccountType.Revenue)
            return 0;
        return account.IsCostOfGoodsSold ? 1 : 2;
    }

    /// <param name="closed">What closing entries of the fiscal year did to the account before the period.</param>
    private static StatementLine Line(Account account, TrialBalanceRow? row, Int128 closed, Int128? prior)
    {
        var period = row?.BeforeClosingEntriesMinor ?? 0;
        var amounts = new StatementAmounts(period, checked((row?.OpeningMinor ?? 0) - closed + period), prior);
        return new(account, account.Type == AccountType.Revenue ? amounts.Negated() : amounts);
    }

    private StatementAmounts Sum(IEnumerable<StatementLine> lines) =>
        lines.Aggregate(new StatementAmounts(0, 0, HasPrior ? 0 : null), (sum, line) => sum.Plus(line.Amounts));
}

public sealed record StatementLine(Account Account, StatementAmounts Amounts)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("account", Account.Code.ToString()), ("amounts", Amounts.ToJson()), ("name", Account.Name));
}

/// <summary>
/// The three figures of an income statement's row, in minor units, with the sign that the section gives them.
/// </summary>
/// <param name="PriorMinor">The same of the period before; null while nothing is known of it.</param>
public sealed record StatementAmounts(Int128 PeriodMinor, Int128 YearToDateMinor, Int128? PriorMinor)
{
    public bool IsZero => PeriodMinor == 0 && YearToDateMinor == 0 && (PriorMinor is null || PriorMinor == 0);

    public StatementAmounts Plus(StatementAmounts other) =>
        new(
            checked(PeriodMinor + other.PeriodMinor),
            checked(YearToDateMinor + other.YearToDateMinor),
            PriorMinor is { } prior ? checked(prior + (other.PriorMinor ?? 0)) : null
        );

    public StatementAmounts Negated() => new(-PeriodMinor, -YearToDateMinor, -PriorMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("period_minor", Text(PeriodMinor)),
            ("prior_period_minor", PriorMinor is { } prior ? Text(prior) : null),
            ("year_to_date_minor", Text(YearToDateMinor))
        );

    internal static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
