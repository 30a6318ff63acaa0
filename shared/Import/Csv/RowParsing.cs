using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Import.Csv;

/// <summary>Cells that several files have.</summary>
internal static class RowParsing
{
    public static AccountCode Account(CsvRow row, ChartOfAccounts chart, ImportFaults faults)
    {
        var code = faults.Take(AccountCode.Parse(row["account"]), row.Where("account"));
        if (code != default && chart.Find(code) is null)
            faults.Add(row.Where("account"), "ACCOUNT_UNKNOWN", $"account {code} is not in accounts.csv");
        return code;
    }

    /// <summary>Debit and credit: exactly one of them filled, not negative.</summary>
    public static (long DebitMinor, long CreditMinor) Sides(CsvRow row, Currency currency, ImportFaults faults)
    {
        if (row["debit"].Length > 0 == row["credit"].Length > 0)
        {
            faults.Add(row.Where("debit"), "AMOUNT_SIDES", "exactly one of debit and credit is filled");
            return default;
        }

        var side = row["debit"].Length > 0 ? "debit" : "credit";
        var amount = Amount(row, side, currency, faults);
        return side == "debit" ? (amount, 0) : (0, amount);
    }

    public static long SignedAmount(CsvRow row, string column, Currency currency, ImportFaults faults) =>
        currency == default ? 0 : faults.Take(Money.Parse(row[column], currency), row.Where(column)).AmountMinor;

    public static long Amount(CsvRow row, string column, Currency currency, ImportFaults faults)
    {
        if (currency == default)
            return 0; // that fault is noted already
        var amount = faults.Take(Money.Parse(row[column], currency), row.Where(column)).AmountMinor;
        if (amount < 0)
            faults.Add(row.Where(column), "AMOUNT_NEGATIVE", "amounts are not negative; use the other side");
        return amount;
    }

    public static string? Optional(string cell) => cell.Length == 0 ? null : cell;
}
