using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Import.Csv;

/// <summary>Cells that several files have.</summary>
internal static class RowParsing
{
    private static readonly string[] SideColumns = ["debit", "credit"];
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"];

    public static AccountCode Account(CsvRow row, ChartOfAccounts chart, ImportFaults faults)
    {
        var code = row.Take("account", AccountCode.Parse, faults);
        if (code != default && chart.Find(code) is null)
            faults.Add(row.Where("account"), "ACCOUNT_UNKNOWN", $"account {code} is not in accounts.csv");
        return code;
    }

    public static Currency Unit(CsvRow row, KnownUnits units, ImportFaults faults) =>
        row.Take("currency", units.Parse, faults);

    /// <summary>
    /// Debit and credit: an amount in one of them, not negative. Many programs fill the other one with a zero, which
    /// is as good as empty.
    /// </summary>
    public static (long DebitMinor, long CreditMinor) Sides(CsvRow row, Currency currency, ImportFaults faults)
    {
        foreach (var column in SideColumns)
            if (row.SpoiltAt(column) is { } spoilt)
            {
                faults.Add(spoilt with { Where = row.Where(column) });
                return default;
            }

        var (isDebit, isCredit) = (row["debit"].Length > 0, row["credit"].Length > 0);
        if (isDebit && isCredit)
            (isDebit, isCredit) = (!IsZero(row["debit"]), !IsZero(row["credit"]));
        if (isDebit == isCredit)
        {
            faults.Add(row.Where("debit"), "AMOUNT_SIDES", SidesMessage(row));
            return default;
        }

        var amount = Amount(row, isDebit ? "debit" : "credit", currency, faults);
        return isDebit ? (amount, 0) : (0, amount);
    }

    /// <summary>Zero on both sides: a trial balance lists an account without a balance so.</summary>
    public static bool IsZeroOnBothSides(CsvRow row) => IsZero(row["debit"]) && IsZero(row["credit"]);

    private static string SidesMessage(CsvRow row)
    {
        if (row["debit"].Length == 0)
            return "debit and credit are both empty; fill one of them";
        var found = $"debit is {new JsonString(row["debit"])} and credit is {new JsonString(row["credit"])}";
        return IsZeroOnBothSides(row)
            ? $"{found}, zero on both sides: the row has no amount; leave the row out, or fill one of them"
            : $"{found}; leave one of them empty, or make two rows of it";
    }

    /// <summary>Zero is zero in every currency, with any decimals.</summary>
    private static bool IsZero(string cell) =>
        Money.Parse(cell, default).TryGet(out var amount, out _) && amount.AmountMinor == 0;

    public static long SignedAmount(CsvRow row, string column, Currency currency, ImportFaults faults) =>
        currency == default ? 0 : faults.Take(MoneyAt(row, column, currency), row.Where(column)).AmountMinor;

    public static long Amount(CsvRow row, string column, Currency currency, ImportFaults faults)
    {
        if (currency == default)
            return 0; // that fault is noted already
        var parsed = MoneyAt(row, column, currency);
        var amount = parsed.TryGet(out var money, out _)
            ? money.AmountMinor
            : faults.Take(parsed, row.Where(column)).AmountMinor;
        if (amount < 0)
            faults.Add(row.Where(column), "AMOUNT_NEGATIVE", "amounts are not negative; use the other side");
        return amount;
    }

    private static Result<Money> MoneyAt(CsvRow row, string column, Currency currency) =>
        row.SpoiltAt(column) is { } spoilt ? spoilt : Money.Parse(row[column], currency);

    /// <summary>A cell that may be empty or left out with its column.</summary>
    public static T? Optional<T>(CsvRow row, string column, Func<string, Result<T>> parse, ImportFaults faults)
        where T : struct => row.Optional(column) is null ? null : row.Take(column, parse, faults);

    /// <summary>An instant as RFC 3339 writes it, with Z or an offset.</summary>
    public static Result<DateTimeOffset> Instant(string cell) =>
        DateTimeOffset.TryParseExact(
            cell,
            InstantFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : new Fault("INSTANT_INVALID", $"an instant is 2026-02-03T09:00:00Z, not {new JsonString(cell)}");

    public static string? Optional(string cell) => cell.Length == 0 ? null : cell;
}
