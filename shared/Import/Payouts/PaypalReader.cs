using System.Globalization;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Payouts;

/// <summary>
/// Payouts out of PayPal's activity report in English: its withdrawals. Those that are still pending have left the
/// balance already, and count. The control is the report's own: gross and fee give net on each row, and the balance of
/// each currency follows from row to row.
/// </summary>
public static class PaypalReader
{
    private const string Provider = "paypal";
    private static readonly string[] Columns =
    [
        "Date",
        "Type",
        "Status",
        "Currency",
        "Gross",
        "Fee",
        "Net",
        "Transaction ID",
        "Balance",
    ];

    private static readonly string[] NotBooked = ["Denied", "Canceled", "Failed", "Voided"];

    /// <summary>Null where there are faults.</summary>
    /// <param name="isMonthFirst">Dates are month/day/year, as PayPal writes them in the United States.</param>
    public static PayoutFile? Read(string file, byte[] content, bool isMonthFirst, ImportFaults faults)
    {
        var payouts = new List<ProviderPayout>();
        var balances = new Dictionary<Currency, long>();
        var others = 0L;
        var hint = "an activity report in English has it";
        foreach (var row in NamedColumns.Read(file, content, Columns, faults, hint))
        {
            var currency = PayoutCells.Currency(row, "Currency", faults);
            var (gross, fee) = (Amount(row, "Gross", currency, faults), Amount(row, "Fee", currency, faults));
            var (net, balance) = (Amount(row, "Net", currency, faults), Amount(row, "Balance", currency, faults));
            if (!faults.IsEmpty)
                continue;
            if (gross + fee != net)
                faults.Add(row.Where("Net"), "PAYOUT_NET_DIFFERS", "gross and fee do not give net");
            if (NotBooked.Contains(row["Status"]))
                continue;
            if (balances.TryGetValue(currency, out var before) && before + net != balance)
                faults.Add(
                    row.Where("Balance"),
                    PayoutReader.ControlDiffers,
                    $"the balance of {currency} does not follow from the row before: rows are missing, or not in order"
                );
            balances[currency] = balance;
            if (!row["Type"].Contains("Withdrawal", StringComparison.Ordinal))
            {
                others++;
                continue;
            }

            var date = faults.Take(Date(row["Date"], isMonthFirst), row.Where("Date"));
            if (row["Transaction ID"].Length == 0)
                faults.Add(row.Where("Transaction ID"), "PAYOUT_ID_MISSING", "a withdrawal has no Transaction ID");
            payouts.Add(new(Provider, row["Transaction ID"], date, currency, -net, -fee, -gross) { Transactions = 1 });
        }

        return faults.IsEmpty ? new(Provider, payouts, others) : null;
    }

    private static long Amount(CsvRow row, string column, Currency currency, ImportFaults faults) =>
        faults.Take(Parse(row[column], currency), row.Where(column));

    /// <summary>Thousands are set off by commas.</summary>
    private static Result<long> Parse(string cell, Currency currency) =>
        currency == default
            ? 0
            : Money.Parse(cell.Replace(",", "", StringComparison.Ordinal), currency).Map(money => money.AmountMinor);

    private static Result<DateOnly> Date(string cell, bool isMonthFirst)
    {
        var format = isMonthFirst ? "M/d/yyyy" : "d/M/yyyy";
        return DateOnly.TryParseExact(cell, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : new Fault("DATE_INVALID", $"a date is {format} here, not {new JsonString(cell)}");
    }
}
