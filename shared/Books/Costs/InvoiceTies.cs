using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>Lays invoices beside the charges that name them.</summary>
internal static class InvoiceTies
{
    private const string Voided = "Voided";

    /// <summary>In order of issuer, invoice and currency; <c>COST_ORDER_UNKNOWN</c>, <c>AMOUNT_TOO_LARGE</c>.</summary>
    public static Result<IReadOnlyList<InvoiceTie>> Of(IReadOnlyList<CostInvoice> lines, InvoicedCharges charges)
    {
        var sums = new Dictionary<(string Issuer, string Invoice, Currency Currency), InvoiceTie>();
        foreach (var same in lines.GroupBy(line => (line.Issuer, line.Id)))
        {
            if (!Last([.. same]).TryGet(out var line, out var fault))
                return fault;
            if (string.Equals(line.Status, Voided, StringComparison.OrdinalIgnoreCase))
                continue;
            var key = (line.Issuer, line.Invoice, line.Currency);
            var known =
                sums.GetValueOrDefault(key)
                ?? new(line.Invoice, line.Issuer, line.Currency, ExactDecimal.Zero, charges.Of(line));
            if (!known.Lines.Plus(line.Billed).TryGet(out var sum, out fault))
                return fault;
            sums[key] = known with { Lines = sum };
        }

        return sums
            .Values.OrderBy(tie => tie.Issuer, StringComparer.Ordinal)
            .ThenBy(tie => tie.Invoice, StringComparer.Ordinal)
            .ThenBy(tie => tie.Currency)
            .ToArray();
    }

    /// <summary>The version of the highest order; it was delivered twice where all say the same.</summary>
    private static Result<CostInvoice> Last(IReadOnlyList<CostInvoice> versions)
    {
        var last = versions[0];
        foreach (var version in versions.Skip(1))
        {
            var order = version.Order.Compare(last.Order);
            if (order is null or 0 && Content(version) != Content(last))
                return new Fault(
                    CostChain.OrderUnknown,
                    $"invoice line {new JsonString(version.Id)} stands with different contents and no order between "
                        + "them"
                );
            if (order > 0)
                last = version;
        }

        return last;
    }

    private static CostInvoice Content(CostInvoice line) =>
        line with
        {
            Batch = "",
            RecordedAt = default,
            TakenInto = null,
        };
}
