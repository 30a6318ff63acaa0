using System.Globalization;

namespace Bookseal.Bench;

/// <summary>A FOCUS 1.0 file of a month, as wide as the public sample: 44 columns, quoted texts, NULL.</summary>
internal static class SyntheticCosts
{
    private const int Seed = 1;

    private const string Header =
        "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,"
        + "BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,"
        + "ChargePeriodStart,CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,"
        + "CommitmentDiscountStatus,CommitmentDiscountType,ConsumedQuantity,ConsumedUnit,ContractedCost,"
        + "ContractedUnitPrice,EffectiveCost,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingQuantity,"
        + "PricingUnit,ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType,"
        + "ServiceCategory,Id,ServiceName,SkuId,SkuPriceId,SubAccountId,SubAccountName,Tags";

    public static async Task WriteAsync(string path, int rows)
    {
        var random = new Random(Seed);
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync(Header);
        for (var i = 0; i < rows; i++)
            await file.WriteLineAsync(Row(i, random));
    }

    private static string Row(int i, Random random)
    {
        var cost = (random.NextInt64(100_000_000_000) / 100_000_000_000m).ToString(
            "0.00000000000",
            CultureInfo.InvariantCulture
        );
        var (day, hour) = (i % 31 + 1, i % 24);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"us-west-2{(char)('a' + i % 3)}\",{cost},\"1234567890123\",\"SunBird\",\"USD\",\"2026-02-01 00:00:00\","
                + $"\"2026-01-01 00:00:00\",\"Usage\",NULL,\"$0.40 per million requests, tier {i % 50}, US West\","
                + $"\"Usage-Based\",\"2026-01-{day:D2} {hour:D2}:59:59\",\"2026-01-{day:D2} {hour:D2}:00:00\","
                + $"NULL,NULL,NULL,NULL,NULL,2.000000000000000,\"Requests\",{cost},0.00000000000,{cost},"
                + $"\"Amazon Web Services, Inc.\",{cost},\"0.0000004\",\"Standard\",2.00000000000,\"Requests\",\"AWS\","
                + $"\"Amazon Web Services, Inc.\",\"us-west-2\",\"US West (Oregon)\","
                + $"\"arn:aws:sqs:us-west-2:347410479675:queue-{i}\",NULL,NULL,\"Integration\",{i},"
                + $"\"Amazon Simple Queue Service {i % 20}\",\"G95FST5FTYV3JSR{i % 100}\","
                + $"\"G95FST5FTYV3JSRX.JRTCKXETXF.VXGXCWQKTY\",\"{51738928782 + i % 9}\",\"Atlas Nimbus\","
                + $"\"{{\"\"application\"\": \"\"BrightLens\"\", \"\"environment\"\": \"\"dev\"\"}}\""
        );
    }
}
