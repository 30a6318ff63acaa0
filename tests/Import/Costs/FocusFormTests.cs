using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;
using Bookseal.Import.Focus;
using Bookseal.Import.Tests.Hledger;

namespace Bookseal.Import.Tests.Costs;

/// <summary>Public files of FOCUS, 1.0 to 1.4, against values that were computed without any reader of ours.</summary>
public sealed class FocusFormTests
{
    private const string Sample = "focus-1.0-sample.csv";
    private const string Forms = "forms/focus/";

    [PublicDataFact(Sample)]
    public void Sample_EveryRow_CountsToTheLastDecimal()
    {
        var scan = CostCsv.Scan(Final(Sample));
        Assert.Equal(1000, scan.Records);
        Assert.Equal(
            ["AWS USD 18.0066386184", "Microsoft USD 1.97651418586", "Oracle USD 0.53707392473"],
            scan.Totals.Select(total => $"{total.Key.Provider} {total.Key.Currency} {total.Value}")
        );
        Assert.Equal(1000, CostCsv.Records(scan).Select(record => record.Id).Distinct().Count());
    }

    [PublicDataFact(Forms + "focus-1.2-aws-100.csv")]
    public void Aws12_BilledAndEffectiveCosts_AreRight()
    {
        var records = CostCsv.Records(Final(Forms + "focus-1.2-aws-100.csv"));
        Assert.Equal(100, records.Count);
        Assert.Equal("1157.48882377213324", CostCsv.Sum(records, record => record.Billed));
        Assert.Equal("403.45921877213324", CostCsv.Sum(records, record => record.Effective));
        Assert.Equal(
            ["INV-2026-05-0001 916.35661193320386", "INV-2026-05-0002 241.13221183892938"],
            By(records, record => record.Invoice)
        );
        Assert.Equal(
            ["Purchase 757.423301", "Tax 22.944899", "Usage 377.12062377213324"],
            By(records, record => record.ChargeCategory)
        );
    }

    [PublicDataFact(Forms + "focus-1.3-aws-25-credit.csv")]
    public void Aws13_ACredit_IsSubtracted()
    {
        var records = CostCsv.Records(Final(Forms + "focus-1.3-aws-25-credit.csv"));
        Assert.Equal("929.19897776197748", CostCsv.Sum(records, record => record.Billed));
        Assert.Equal("196.72834576197748", CostCsv.Sum(records, record => record.Effective));
        Assert.Equal(
            ["Credit -60.62564", "Purchase 733.239016", "Usage 256.58560176197748"],
            By(records, record => record.ChargeCategory)
        );
        Assert.Equal(
            ["INV-2026-05-0001 175.12867411838552", "INV-2026-05-0002 754.07030364359196"],
            By(records, record => record.Invoice)
        );
    }

    [PublicDataFact(Forms + "focus-1.3-multi-provider-usd-eur.csv")]
    public void MultiProvider13_ServiceProvidersAndIssuers_AreToldApart()
    {
        var records = CostCsv.Records(Final(Forms + "focus-1.3-multi-provider-usd-eur.csv"));
        Assert.Equal(
            ["AWS USD 108", "Datadog USD 100", "Microsoft Azure EUR 100"],
            By(records, record => $"{record.Provider} {record.Currency}")
        );
        Assert.Equal(["AWS 108", "Microsoft 100", "Reseller X 100"], By(records, record => record.InvoiceIssuer));
        Assert.Equal(["INV-A 108", "INV-B 100", "INV-C 100"], By(records, record => record.Invoice));
    }

    [PublicDataFact(Forms + "focus-1.3-contract-commitment-aws.csv")]
    public void ContractCommitments13_AreNoCosts() =>
        Assert.Equal(
            ("COST_COLUMNS_MISSING", "focus-1.3-contract-commitment-aws.csv:1:1"),
            Coded(CostCsv.Fault(Final(Forms + "focus-1.3-contract-commitment-aws.csv")))
        );

    [PublicDataFact(Forms + "focus-1.2-saas-dollar-text.csv")]
    public void DollarText12_WithTheOrderOfDatesSaid_IsRead()
    {
        var request = Final(Forms + "focus-1.2-saas-dollar-text.csv");
        Assert.Equal("DATE_AMBIGUOUS", CostCsv.Fault(request).Code);
        var records = CostCsv.Records(request with { Slashes = SlashDates.MonthFirst });
        Assert.Equal(["10100", "13000", "12700"], records.Select(record => $"{record.Billed}"));
        Assert.Equal("35800", CostCsv.Sum(records, record => record.Effective));
        Assert.Equal(["2025-04-01", "2025-05-01", "2025-06-01"], records.Select(record => Dates.Text(record.Day)));
    }

    [PublicDataFact(Forms + "focus-1.2-virtual-currency.csv")]
    public void VirtualCurrency12_EffectiveCostWithoutBilled_IsRead()
    {
        var request = Final(Forms + "focus-1.2-virtual-currency.csv") with { Slashes = SlashDates.MonthFirst };
        var records = CostCsv.Records(request);
        Assert.Equal("0", CostCsv.Sum(records, record => record.Billed));
        Assert.Equal("495", CostCsv.Sum(records, record => record.Effective));
    }

    [PublicDataFact(Forms + "focus-correction-chain-minimal.csv")]
    public void CorrectionChain_ByAMapping_AddsUp()
    {
        const string mapping = """
            {"columns":{"id":"x_ChargeKey","amount":"BilledCost","currency":"BillingCurrency","invoice":"InvoiceId",
            "category":"ChargeCategory","correction":"ChargeClass"},
            "constants":{"provider":"Acme","day":"2026-05-01"}}
            """;
        var request = Final(Forms + "focus-correction-chain-minimal.csv") with
        {
            Mapping = ("mapping.json", CostCsv.Of(mapping)),
        };
        var records = CostCsv.Records(request);
        Assert.Equal(["INV-1 75"], By(records, record => record.Invoice));
        Assert.Equal([false, true, true], records.Select(record => record.IsCorrection));
    }

    [PublicDataFact(Forms + "correction-closed-s1-ledger.csv")]
    public void CorrectionsOfAClosedPeriod_AreAddedToWhatTheyCorrect()
    {
        var original = CostCsv.Records(Completed("correction-closed-s1-original.csv"));
        var ledger = CostCsv.Records(Completed("correction-closed-s1-ledger.csv"));
        Assert.Equal(["1500"], original.Select(record => $"{record.Billed}"));
        Assert.All(original, record => Assert.False(record.IsCorrection));
        Assert.Equal(["-1500", "1200", "300"], ledger.Select(record => $"{record.Billed}"));
        Assert.All(ledger, record => Assert.True(record.IsCorrection));
        Assert.All(ledger, record => Assert.Equal(new DateOnly(2025, 5, 1), record.Day));
        Assert.Equal(4, original.Concat(ledger).Select(record => record.Id).Distinct().Count());
        Assert.Equal("1500", CostCsv.Sum([.. original, .. ledger], record => record.Billed));
    }

    [PublicDataFact(Forms + "correction-closed-s3-delta.csv")]
    public void CorrectionsOfFractions_KeepThem()
    {
        var original = CostCsv.Records(Completed("correction-closed-s3-original.csv"));
        var delta = CostCsv.Records(Completed("correction-closed-s3-delta.csv"));
        Assert.Equal("4.195398", CostCsv.Sum(original, record => record.Billed));
        Assert.Equal("4.197398", CostCsv.Sum([.. original, .. delta], record => record.Billed));
        Assert.Equal(8, original.Concat(delta).Select(record => record.Id).Distinct().Count());
    }

    /// <summary>
    /// A row with columns as 1.0, 1.1, 1.2, 1.3 and 1.4 have them: invoices' ids come with 1.2, 1.3 renames the
    /// provider, 1.4 takes the old name away.
    /// </summary>
    [Theory]
    [InlineData("ProviderName,PublisherName,InvoiceIssuerName,ChargeClass", "AWS,AWS,AWS Inc.,NULL", null)]
    [InlineData(
        "ProviderName,PublisherName,InvoiceIssuerName,ServiceSubcategory,CapacityReservationId,ChargeClass",
        "AWS,AWS,AWS Inc.,Virtual Machines,cr-1,",
        null
    )]
    [InlineData(
        "ProviderName,PublisherName,InvoiceIssuerName,InvoiceId,BillingAccountType,PricingCurrency,ChargeClass",
        "AWS,AWS,AWS Inc.,INV-1,Payer,USD,",
        "INV-1"
    )]
    [InlineData(
        "ProviderName,ServiceProviderName,HostProviderName,InvoiceIssuerName,InvoiceId,AllocatedMethodId,ChargeClass",
        "Reseller,AWS,AWS,AWS Inc.,INV-1,NULL,",
        "INV-1"
    )]
    [InlineData(
        "ServiceProviderName,HostProviderName,InvoiceIssuerName,InvoiceId,InvoiceDetailId,ChargeClass",
        "AWS,AWS,AWS Inc.,INV-1,D-1,",
        "INV-1"
    )]
    public void Row_OfEachVersion_ComesToItsCost(string columns, string cells, string? invoice)
    {
        const string common =
            "BillingAccountId,ServiceName,ServiceCategory,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,"
            + "BillingPeriodStart,BillingPeriodEnd,BilledCost,EffectiveCost,ListCost,BillingCurrency";
        const string charge =
            "1234,Amazon EC2,Compute,Usage,2026-01-05T00:00:00Z,2026-01-06T00:00:00Z,"
            + "2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,0.10000000001,0.09,0.2,USD";
        var text = $"{columns},{common}\n{cells},{charge}\n";
        var record = Assert.Single(CostCsv.Records(CostCsv.Final(text)));
        Assert.Equal(
            ("AWS", "0.10000000001", "0.09", "AWS Inc.", invoice),
            (record.Provider, $"{record.Billed}", $"{record.Effective}", record.InvoiceIssuer, record.Invoice)
        );
        Assert.Equal((new DateOnly(2026, 1, 5), false), (record.Day, record.IsCorrection));
    }

    [PublicDataFact(Forms + "focus-1.4-billingperiod-first30.csv")]
    public void BillingPeriods14_OfWhichOneStandsBothWays_SayNothingOfIt()
    {
        var periods = ("periods.csv", SourceFile.At(PathOf(Forms + "focus-1.4-billingperiod-first30.csv")));
        var request = CostCsv.At(PathOf(Sample)) with { BillingPeriods = periods };
        var fault = CostCsv.Faults(request)[0];
        Assert.Equal("BILLING_PERIOD_AMBIGUOUS", fault.Code);
        Assert.Equal($"{Sample}:2:74", fault.Where);
    }

    [PublicDataFact(Forms + "focus-1.4-invoicedetail-first20.csv")]
    public void InvoiceDetail14_KeepsTheSignsAndStatesThatItHas()
    {
        var invoices = ("invoices.csv", SourceFile.At(PathOf(Forms + "focus-1.4-invoicedetail-first20.csv")));
        var scan = CostCsv.Scan(CostCsv.Final(CostCsv.File(CostCsv.Row("1"))) with { Invoices = invoices });
        var read = CostCsv
            .Lines(scan)
            .Where(line => CostLine.IsInvoice(line))
            .Select(line => CostInvoice.Decode(line).Value)
            .ToList();
        Assert.Equal(20, read.Count);
        Assert.Equal(
            ["AWS 34582.827713", "Google 22534.688884", "Microsoft 29553.585298", "Oracle 11245.640075"],
            read.GroupBy(line => line.Issuer)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key} {Sum(group.Select(line => line.Billed))}")
        );
        Assert.Equal(6, read.Count(line => line.Status == "Voided"));
    }

    private static string PathOf(string file) => PublicDataFactAttribute.PathOf(file);

    private static CostRequest Final(string file) => CostCsv.At(PathOf(file)) with { Lifecycle = CostLifecycle.Final };

    /// <summary>The specification's examples leave out what is not their point.</summary>
    private static CostRequest Completed(string file) =>
        Final(Forms + file) with
        {
            Constants = new Dictionary<string, string>
            {
                ["ServiceProviderName"] = "Acme",
                ["BillingAccountId"] = "A1",
                ["ServiceName"] = "Compute",
                ["BillingCurrency"] = "USD",
            },
        };

    private static IEnumerable<string> By(IEnumerable<CostRecord> records, Func<CostRecord, string?> key) =>
        records
            .GroupBy(record => key(record) ?? "-")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Sum(group.Select(record => record.Billed))}");

    private static ExactDecimal Sum(IEnumerable<ExactDecimal> amounts) =>
        amounts.Aggregate(ExactDecimal.Zero, (sum, amount) => sum.Plus(amount).Value);

    private static (string, string?) Coded(Fault fault) => (fault.Code, fault.Where);
}
