using Bookseal.Books.Values;
using Bookseal.Import.Costs;
using Bookseal.Import.Payouts;
using Bookseal.Import.Tests.Hledger;

namespace Bookseal.Import.Tests.Payouts;

/// <summary>Files of providers as others publish them, where they lie beside the repository.</summary>
public sealed class PublicPayoutTests
{
    [PublicDataFact("forms/stripe/single-payout-itemized.csv")]
    public void SinglePayout_Itemized_ComesToWhatWasPaid()
    {
        var columns = Mapping("stripe", "payout=payout_id,gross=amount,fee=fee,category=type,date=created");
        var file = Read("forms/stripe/single-payout-itemized.csv", columns);
        var payout = file.Payouts.Single();
        Assert.Equal(
            (46_499, 1_608, 44_891, 5),
            (payout.GrossMinor, payout.FeeMinor, payout.NetMinor, payout.Transactions)
        );
        Assert.Equal(new(2024, 1, 15), payout.Date);
        Assert.Equal(["USD 464.99 16.08 448.91"], TotalsOf(file));
    }

    [PublicDataFact("forms/stripe/fivetran-balance_transaction_data.csv")]
    public void BalanceTransactions_OfPayouts_AreSummed()
    {
        var columns = Mapping(
            "stripe",
            "payout=payout_id,gross=amount,fee=fee,category=type,date=available_on",
            areMinor: true
        );
        var file = Read("forms/stripe/fivetran-balance_transaction_data.csv", columns);
        Assert.Equal(["USD 211303.18 6482.18 204821.00"], TotalsOf(file));
        Assert.Equal(2, file.Unpaid); // 10665121 of charges that no payout has yet
        Assert.Equal(20_482_100 - 10_665_121, file.Payouts.Sum(payout => payout.NetMinor));
        Assert.Equal(
            18_759,
            file.Payouts.Single(one => one.Id.StartsWith("po_0IV4", StringComparison.Ordinal)).NetMinor
        );
        Assert.Equal(
            1_980_810,
            file.Payouts.Single(one => one.Id.StartsWith("po_0IFU", StringComparison.Ordinal)).NetMinor
        );
    }

    [PublicDataFact("forms/stripe/fivetran-payout_data.csv")]
    public void PayoutList_IsTakenAsItIs()
    {
        var columns = Mapping("stripe", "payout=id,net=amount,date=arrival_date", areMinor: true);
        var file = Read("forms/stripe/fivetran-payout_data.csv", columns);
        Assert.Equal((15, 21_471_524), (file.Payouts.Count, file.Payouts.Sum(payout => payout.NetMinor)));
        Assert.Contains(file.Payouts, payout => payout.NetMinor == -833_651);
    }

    [PublicDataFact("forms/paypal/oca-activity-en.csv")]
    public void PaypalActivity_HasItsWithdrawals_AndABalanceThatFollows()
    {
        var faults = new ImportFaults();
        var bytes = File.ReadAllBytes(PathOf("forms/paypal/oca-activity-en.csv"));
        var file = PaypalReader.Read("activity.csv", bytes, SlashDates.DayFirst, faults);
        Assert.Empty(faults.Faults);
        Assert.Equal((14, 62), (file!.Payouts.Count, file.Unpaid));
        Assert.All(file.Payouts, payout => Assert.Equal("EUR", payout.Currency.ToString()));
        Assert.Contains("USD 2927.78 2925.88 1.90 1.90", TotalsOf(file));
        Assert.Equal(["AUD 0.00", "EUR 43.34", "USD 1.90"], file.Totals.Select(ClosingOf));
        // It begins with nothing in each currency, so that its balances are what its rows come to.
        Assert.All(file.Totals, total => Assert.Equal(total.NetMinor, total.ClosingMinor!.Value));
    }

    [PublicDataFact("forms/paypal/oca-statement-es.csv")]
    public void PaypalStatement_InSpanish_ComesToItsBalance()
    {
        var faults = new ImportFaults();
        var bytes = File.ReadAllBytes(PathOf("forms/paypal/oca-statement-es.csv"));
        var file = PaypalReader.Read("es.csv", bytes, SlashDates.DayFirst, faults);
        Assert.Empty(faults.Faults);
        Assert.Equal((0, 4), (file!.Payouts.Count, file.Unpaid));
        Assert.Equal(["EUR 136.44 5.36 131.08 4710.30"], TotalsOf(file));
        Assert.Equal(457_922, file.Totals[0].ClosingMinor - (long)file.Totals[0].NetMinor);
    }

    private static IEnumerable<string> TotalsOf(PayoutFile file) =>
        file.Totals.Select(total =>
        {
            Int128[] amounts = [total.GrossMinor, total.FeeMinor, total.NetMinor];
            var sums = string.Join(' ', amounts.Select(amount => Money.Plain(amount, total.Currency)));
            var closing = total.ClosingMinor is { } minor ? $" {Money.Plain(minor, total.Currency)}" : "";
            return $"{total.Currency} {sums}{closing}";
        });

    private static string ClosingOf(PayoutTotal total) =>
        $"{total.Currency} {Money.Plain(total.ClosingMinor!.Value, total.Currency)}";

    private static PayoutFile Read(string file, PayoutColumns columns)
    {
        var faults = new ImportFaults();
        var read = PayoutReader.Read(file, File.ReadAllBytes(PathOf(file)), columns, faults);
        Assert.Empty(faults.Faults);
        return read!;
    }

    private static PayoutColumns Mapping(string provider, string mapping, bool areMinor = false) =>
        PayoutColumns.Parse(provider, [mapping], areMinor).Value;

    private static string PathOf(string file) => PublicDataFactAttribute.PathOf(file);
}
