using Bookseal.Import.Costs;

namespace Bookseal.Import.Focus;

/// <summary>The columns of FOCUS's datasets, 1.0 to 1.4, by the names of their specification.</summary>
public static class FocusLayout
{
    private static readonly string[] Provider = ["ServiceProviderName", "ProviderName"]; // of 1.3, and before

    /// <summary>
    /// What says what is charged: ids and not names, which change, and not the invoice, which a charge gets later.
    /// </summary>
    private static readonly CostDimension[] Dimensions =
    [
        Of("AllocatedMethodId"),
        Of("AllocatedResourceId"),
        Of("AvailabilityZone"),
        Of("BillingAccountId"),
        Of("BillingCurrency"),
        Of("BillingPeriodStart") with
        {
            IsInstant = true,
        },
        Of("CapacityReservationId"),
        Of("ChargeCategory"),
        Of("ChargeClass"),
        Of("ChargeDescription"),
        Of("ChargeFrequency"),
        Of("ChargePeriodEnd") with
        {
            IsInstant = true,
        },
        Of("ChargePeriodStart") with
        {
            IsInstant = true,
        },
        Of("CommitmentDiscountId"),
        Of("CommitmentDiscountStatus"),
        Of("ConsumedUnit"),
        Of("InvoiceIssuerName"),
        Of("PricingCategory"),
        Of("PricingCurrency"),
        Of("PricingUnit"),
        Of("RegionId"),
        Of("ResourceId"),
        Of("ServiceName"),
        new("ServiceProviderName", Provider),
        Of("SkuId"),
        Of("SkuPriceId"),
        Of("SubAccountId"),
    ];

    /// <param name="constants">Columns that the file lacks, with what they say of all rows.</param>
    /// <param name="idColumn">A column of the provider's own that tells records apart, or null.</param>
    public static CostLayout CostAndUsage(IReadOnlyDictionary<string, string> constants, string? idColumn)
    {
        var fields = new Dictionary<CostField, IReadOnlyList<string>>
        {
            [CostField.Provider] = Provider,
            [CostField.Account] = ["BillingAccountId"],
            [CostField.Service] = ["ServiceName"],
            [CostField.ServiceCategory] = ["ServiceCategory"],
            [CostField.ChargeCategory] = ["ChargeCategory"],
            [CostField.ChargeClass] = ["ChargeClass"],
            [CostField.Day] = ["ChargePeriodStart"],
            [CostField.BillingFrom] = ["BillingPeriodStart"],
            [CostField.BillingEnd] = ["BillingPeriodEnd"],
            [CostField.Billed] = ["BilledCost"],
            [CostField.Effective] = ["EffectiveCost"],
            [CostField.Currency] = ["BillingCurrency"],
            [CostField.Invoice] = ["InvoiceId"],
            [CostField.InvoiceIssuer] = ["InvoiceIssuerName"],
        };
        if (idColumn is not null)
            fields[CostField.Id] = [idColumn];
        return new(fields, RequiredOf(fields), Dimensions) { Constants = constants };
    }

    /// <summary>The Billing Period dataset of 1.4.</summary>
    internal static CostLayout BillingPeriod { get; } =
        Dataset(
            (CostField.InvoiceIssuer, "InvoiceIssuerName"),
            (CostField.BillingFrom, "BillingPeriodStart"),
            (CostField.BillingEnd, "BillingPeriodEnd"),
            (CostField.Status, "BillingPeriodStatus"),
            (CostField.UpdatedAt, "BillingPeriodLastUpdated")
        );

    /// <summary>The Invoice Detail dataset of 1.4.</summary>
    internal static CostLayout InvoiceDetail { get; } =
        Dataset(
            (CostField.Id, "InvoiceDetailId"),
            (CostField.Invoice, "InvoiceId"),
            (CostField.InvoiceIssuer, "InvoiceIssuerName"),
            (CostField.Billed, "BilledCost"),
            (CostField.Currency, "BillingCurrency"),
            (CostField.BillingFrom, "BillingPeriodStart"),
            (CostField.Status, "InvoiceIssueStatus")
        );

    private static CostLayout Dataset(params (CostField Field, string Column)[] columns)
    {
        var fields = columns.ToDictionary(pair => pair.Field, pair => (IReadOnlyList<string>)[pair.Column]);
        return new(fields, fields.Keys.ToHashSet(), []);
    }

    private static HashSet<CostField> RequiredOf(Dictionary<CostField, IReadOnlyList<string>> fields) =>
        [
            CostField.Provider,
            CostField.Account,
            CostField.Service,
            CostField.ChargeCategory,
            CostField.Day,
            CostField.BillingFrom,
            CostField.Billed,
            CostField.Effective,
            CostField.Currency,
            .. fields.Keys.Where(field => field == CostField.Id),
        ];

    private static CostDimension Of(string column) => new(column, [column]);
}
