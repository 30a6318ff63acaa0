using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// What charges bill on invoices, by issuer, number and currency: numbers are an issuer's, and another one's may be the
/// same. An invoice is of all its charges, whichever provider was asked for.
/// </summary>
internal sealed class InvoicedCharges(CostFold fold)
{
    private readonly Dictionary<(string Issuer, string Invoice, Currency Currency), ExactDecimal> _sums = [];
    private readonly HashSet<(string Issuer, string Invoice)> _named = [];

    public bool IsTooLarge { get; private set; }

    /// <summary>Lines of the invoices that a chosen charge names, or whose issuer was asked for.</summary>
    public IReadOnlyList<CostInvoice> Lines =>
        [
            .. fold.Invoices.Where(line =>
                fold.Filter.Takes(line.Issuer, null, fold.Settings) || _named.Contains((line.Issuer, line.Invoice))
            ),
        ];

    public void Add(CostVersion charge, bool isChosen)
    {
        if (charge.Invoice < 0)
            return;
        var (issuer, invoice) = (fold.NameOf(charge.Issuer), fold.NameOf(charge.Invoice));
        if (isChosen)
            _named.Add((issuer, invoice));
        var key = (issuer, invoice, charge.Currency);
        if (_sums.GetValueOrDefault(key).TryAdd(charge.Billed, out var sum))
            _sums[key] = sum;
        else
            IsTooLarge = true;
    }

    public ExactDecimal Of(CostInvoice line) => _sums.GetValueOrDefault((line.Issuer, line.Invoice, line.Currency));
}
