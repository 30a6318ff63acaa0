using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Statements;

/// <summary>
/// Assets, liabilities and equity in one currency, at the period's end and at its opening. What the year has earned and
/// not yet closed into retained earnings is a line of equity, so that the sheet balances in every month. Assets stand
/// debit positive, liabilities and equity credit positive.
/// </summary>
public sealed record BalanceSheet(
    Currency Currency,
    IReadOnlyList<BalanceSheetLine> Assets,
    IReadOnlyList<BalanceSheetLine> Liabilities,
    IReadOnlyList<BalanceSheetLine> Equity,
    BalanceSheetAmounts CurrentYearEarnings
)
{
    public BalanceSheetAmounts TotalAssets => BalanceSheetAmounts.Sum(Assets);

    public BalanceSheetAmounts TotalLiabilities => BalanceSheetAmounts.Sum(Liabilities);

    public BalanceSheetAmounts TotalEquity => BalanceSheetAmounts.Sum(Equity).Plus(CurrentYearEarnings);

    public bool IsBalanced => TotalAssets == TotalLiabilities.Plus(TotalEquity);

    /// <summary>One sheet for each currency, in order.</summary>
    public static IReadOnlyList<BalanceSheet> Of(ChartOfAccounts chart, TrialBalance trialBalance) =>
        [
            .. trialBalance
                .Rows.GroupBy(row => row.Currency)
                .OrderBy(group => group.Key)
                .Select(group => Of(chart, group.Key, group)),
        ];

    private static BalanceSheet Of(ChartOfAccounts chart, Currency currency, IEnumerable<TrialBalanceRow> rows)
    {
        var known = rows.Select(row => (Row: row, Account: chart.Find(row.Account)))
            .Where(pair => pair.Account is not null)
            .ToList();
        var earned = known
            .Where(pair => pair.Account!.IsResult)
            .Aggregate(
                new BalanceSheetAmounts(0, 0),
                (sum, pair) => sum.Plus(new(-pair.Row.ClosingMinor, -pair.Row.OpeningMinor))
            );
        var sheet = known
            .Where(pair => !pair.Account!.IsResult && (pair.Row.ClosingMinor != 0 || pair.Row.OpeningMinor != 0))
            .ToLookup(pair => pair.Account!.Type, pair => Line(pair.Account!, pair.Row));
        return new(
            currency,
            [.. sheet[AccountType.Asset]],
            [.. sheet[AccountType.Liability]],
            [.. sheet[AccountType.Equity]],
            earned
        );
    }

    private static BalanceSheetLine Line(Account account, TrialBalanceRow row) =>
        account.Type == AccountType.Asset
            ? new(account, new(row.ClosingMinor, row.OpeningMinor))
            : new(account, new(-row.ClosingMinor, -row.OpeningMinor));
}

public sealed record BalanceSheetLine(Account Account, BalanceSheetAmounts Amounts)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account.Code.ToString()),
            ("amounts", Amounts.ToJson()),
            ("is_current", Account.IsCurrent),
            ("name", Account.Name)
        );
}

/// <summary>A row of a balance sheet, in minor units: at the period's end, and at its opening.</summary>
public sealed record BalanceSheetAmounts(Int128 ClosingMinor, Int128 OpeningMinor)
{
    public static BalanceSheetAmounts Sum(IEnumerable<BalanceSheetLine> lines) =>
        lines.Aggregate(new BalanceSheetAmounts(0, 0), (sum, line) => sum.Plus(line.Amounts));

    public BalanceSheetAmounts Plus(BalanceSheetAmounts other) =>
        new(checked(ClosingMinor + other.ClosingMinor), checked(OpeningMinor + other.OpeningMinor));

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("closing_minor", StatementAmounts.Text(ClosingMinor)),
            ("opening_minor", StatementAmounts.Text(OpeningMinor))
        );
}
