using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Ledger;

/// <summary>Every account that had an opening balance or was posted to, in order of account and currency.</summary>
public sealed class TrialBalance
{
    private TrialBalance(IReadOnlyList<TrialBalanceRow> rows, bool isEffective) =>
        (Rows, IsEffective) = (rows, isEffective);

    /// <summary>Debits and credits are of the entries that stand; what was replaced is told apart.</summary>
    public bool IsEffective { get; }

    public IReadOnlyList<TrialBalanceRow> Rows { get; }

    public IReadOnlyList<CurrencyTotals> Totals =>
        [
            .. Rows.GroupBy(row => row.Currency)
                .OrderBy(group => group.Key)
                .Select(group => new CurrencyTotals(
                    group.Key,
                    group.Aggregate((Int128)0, (sum, row) => checked(sum + row.DebitMinor)),
                    group.Aggregate((Int128)0, (sum, row) => checked(sum + row.CreditMinor))
                )),
        ];

    public BalanceList Closing =>
        BalanceList.Of(Rows.Select(row => new Balance(row.Account, row.Currency, row.ClosingMinor)));

    /// <summary>What the period's closing entries did.</summary>
    public BalanceList ClosingEntries =>
        BalanceList.Of(Rows.Select(row => new Balance(row.Account, row.Currency, row.ClosingEntriesMinor)));

    /// <param name="isEffective">
    /// Since bookseal-rules/3; before that, debits and credits were all that was posted.
    /// </param>
    public static TrialBalance Of(
        BalanceList opening,
        IReadOnlyList<AccountActivity> activity,
        bool isEffective = false
    )
    {
        var rows = opening.Balances.ToDictionary(
            balance => (balance.Account, balance.Currency),
            balance => new TrialBalanceRow(balance.Account, balance.Currency, balance.BalanceMinor, 0, 0)
        );
        foreach (var item in activity)
        {
            var row =
                rows.GetValueOrDefault((item.Account, item.Currency)) ?? new(item.Account, item.Currency, 0, 0, 0);
            var replaced = isEffective ? item.ReplacedMinor : 0;
            rows[(item.Account, item.Currency)] = row with
            {
                DebitMinor = checked(item.DebitMinor - replaced),
                CreditMinor = checked(item.CreditMinor - replaced),
                ReplacedMinor = replaced,
                AdjustmentsMinor = item.AdjustingMinor,
                ClosingEntriesMinor = item.ClosingMinor,
            };
        }

        return new([.. rows.Values.OrderBy(row => row.Account).ThenBy(row => row.Currency)], isEffective);
    }

    /// <summary>What revenue and expense accounts did before closing entries, debit positive.</summary>
    public BalanceList ResultOf(Accounts.ChartOfAccounts chart) =>
        BalanceList.Of(
            Rows.Where(row => chart.Find(row.Account) is { IsResult: true })
                .Select(row => new Balance(row.Account, row.Currency, row.BeforeClosingEntriesMinor))
        );

    /// <summary>The closing balance of some accounts together, per currency.</summary>
    public IReadOnlyDictionary<Currency, Int128> ClosingOf(IEnumerable<AccountCode> accounts)
    {
        var wanted = accounts.ToHashSet();
        return Rows.Where(row => wanted.Contains(row.Account))
            .GroupBy(row => row.Currency)
            .ToDictionary(
                group => group.Key,
                group => group.Aggregate((Int128)0, (sum, row) => checked(sum + row.ClosingMinor))
            );
    }

    /// <summary>trial_balance.csv.</summary>
    public byte[] ToCsv() => ToTable().ToCsv();

    public PlainTable ToTable()
    {
        PlainColumn[] columns =
        [
            "account",
            "currency",
            "opening_minor",
            "debit_minor",
            "credit_minor",
            "closing_minor",
        ];
        var table = new PlainTable(IsEffective ? [.. columns, "replaced_minor"] : columns);
        foreach (var row in Rows)
        {
            PlainCell[] cells =
            [
                PlainCell.Free($"{row.Account}"),
                $"{row.Currency}",
                $"{row.OpeningMinor}",
                $"{row.DebitMinor}",
                $"{row.CreditMinor}",
                $"{row.ClosingMinor}",
            ];
            table.Row(IsEffective ? [.. cells, $"{row.ReplacedMinor}"] : cells);
        }

        return table;
    }
}

/// <summary>
/// One account in one currency: opening + debit − credit = closing, in minor units, debit positive.
/// </summary>
public sealed record TrialBalanceRow(
    AccountCode Account,
    Currency Currency,
    Int128 OpeningMinor,
    Int128 DebitMinor,
    Int128 CreditMinor
)
{
    /// <summary>
    /// What was posted on the debit side, and as much on the credit side, and taken back since its source was edited.
    /// </summary>
    public Int128 ReplacedMinor { get; init; }

    /// <summary>The net of the period's adjusting entries, debit positive.</summary>
    public Int128 AdjustmentsMinor { get; init; }

    /// <summary>The net of the period's closing entries, debit positive.</summary>
    public Int128 ClosingEntriesMinor { get; init; }

    /// <summary>What the period's everyday entries did: all but adjusting and closing ones, debit positive.</summary>
    public Int128 RoutineMinor => checked(DebitMinor - CreditMinor - AdjustmentsMinor - ClosingEntriesMinor);

    /// <summary>The period's net but for closing entries: what an income statement is about.</summary>
    public Int128 BeforeClosingEntriesMinor => checked(DebitMinor - CreditMinor - ClosingEntriesMinor);

    public Int128 ClosingMinor => checked(OpeningMinor + DebitMinor - CreditMinor);
}

/// <summary>A period's debits and credits in one currency, in minor units.</summary>
public sealed record CurrencyTotals(Currency Currency, Int128 DebitsMinor, Int128 CreditsMinor)
{
    public bool IsBalanced => DebitsMinor == CreditsMinor;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("credits_minor", CreditsMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("debits_minor", DebitsMinor.ToString(CultureInfo.InvariantCulture))
        );
}
