using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>Lays invoices beside the charges that name them.</summary>
internal static class InvoiceTies
{
    private const string Voided = "Voided";

    /// <summary>In order of invoice and currency; <c>COST_ORDER_UNKNOWN</c>, <c>AMOUNT_TOO_LARGE</c>.</summary>
    public static Result<IReadOnlyList<InvoiceTie>> Of(
        IReadOnlyList<CostInvoice> lines,
        IReadOnlyDictionary<(string Invoice, Currency Currency), ExactDecimal> charges
    )
    {
        var sums = new SortedDictionary<(string Invoice, string Currency), InvoiceTie>(
            Comparer<(string, string)>.Create(Compare)
        );
        foreach (var same in lines.GroupBy(line => line.Id, StringComparer.Ordinal))
        {
            if (!Last([.. same]).TryGet(out var line, out var fault))
                return fault;
            if (string.Equals(line.Status, Voided, StringComparison.OrdinalIgnoreCase))
                continue;
            var key = (line.Invoice, line.Currency.ToString());
            var known =
                sums.GetValueOrDefault(key)
                ?? new(
                    line.Invoice,
                    line.Issuer,
                    line.Currency,
                    ExactDecimal.Zero,
                    charges.GetValueOrDefault((line.Invoice, line.Currency))
                );
            if (!known.Lines.Plus(line.Billed).TryGet(out var sum, out fault))
                return fault;
            sums[key] = known with { Lines = sum };
        }

        return sums.Values.ToArray();
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

    private static int Compare((string Invoice, string Currency) one, (string Invoice, string Currency) other)
    {
        var order = string.CompareOrdinal(one.Invoice, other.Invoice);
        return order != 0 ? order : string.CompareOrdinal(one.Currency, other.Currency);
    }
}
