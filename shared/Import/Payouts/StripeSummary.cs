using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Payouts;

/// <summary>
/// Stripe's balance.summary.1 as the control total of an itemized file: what its row <c>payouts</c> says has to be what
/// the payouts come to, in each currency.
/// </summary>
public static class StripeSummary
{
    private static readonly string[] Columns = ["category", "net_amount", "currency"];

    public static void Check(string file, byte[] content, PayoutFile payouts, ImportFaults faults)
    {
        var sums = payouts
            .Payouts.GroupBy(payout => payout.Currency)
            .ToDictionary(group => group.Key, group => group.Aggregate((Int128)0, (sum, one) => sum + one.NetMinor));
        var seen = new HashSet<Currency>();
        foreach (var row in NamedColumns.Read(file, content, Columns, faults, "a balance.summary.1 has them"))
        {
            if (row["category"] != "payouts")
                continue;
            var currency = PayoutCells.Currency(row, "currency", faults);
            var total = -PayoutCells.Amount(row, "net_amount", currency, isMinor: false, faults);
            seen.Add(currency);
            if (sums.GetValueOrDefault(currency) != total)
                faults.Add(
                    row.Where("net_amount"),
                    PayoutReader.ControlDiffers,
                    $"the summary has payouts of {Money.Plain(total, currency)} {currency}, the itemized file of "
                        + $"{Money.Plain(sums.GetValueOrDefault(currency), currency)}"
                );
        }

        foreach (var missing in sums.Keys.Where(currency => !seen.Contains(currency)).Order())
            faults.Add($"{file}:1:1", PayoutReader.ControlDiffers, $"the summary has no payouts in {missing}");
    }
}
