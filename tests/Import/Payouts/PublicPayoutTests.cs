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
        var file = PaypalReader.Read("activity.csv", bytes, isMonthFirst: false, faults);
        Assert.Empty(faults.Faults);
        Assert.Equal((14, 62), (file!.Payouts.Count, file.Unpaid));
        Assert.All(file.Payouts, payout => Assert.Equal("EUR", payout.Currency.ToString()));
    }

    [PublicDataFact("forms/paypal/oca-statement-es.csv")]
    public void PaypalStatement_InSpanish_IsRefusedByItsHeader()
    {
        var faults = new ImportFaults();
        var bytes = File.ReadAllBytes(PathOf("forms/paypal/oca-statement-es.csv"));
        Assert.Null(PaypalReader.Read("es.csv", bytes, isMonthFirst: false, faults));
        Assert.Equal("CSV_HEADER", faults.Faults[0].Code);
    }

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
