using Bookseal.Books.Values;

namespace Bookseal.Import.Payouts;

/// <summary>What the rows of a file come to in one currency; gross less fee is net.</summary>
/// <param name="ClosingMinor">The balance after the last row, where a file has balances.</param>
public sealed record PayoutTotal(
    Currency Currency,
    Int128 GrossMinor,
    Int128 FeeMinor,
    Int128 NetMinor,
    long? ClosingMinor
);

/// <summary>Sums the rows of a file by currency, whether they belong to a payout yet or not.</summary>
internal sealed class PayoutTotals
{
    private readonly Dictionary<Currency, PayoutTotal> _totals = [];

    public IReadOnlyList<PayoutTotal> All =>
        [.. _totals.Values.OrderBy(total => total.Currency.ToString(), StringComparer.Ordinal)];

    /// <summary>The balance after the last row so far; null before the first.</summary>
    public long? ClosingOf(Currency currency) => _totals.GetValueOrDefault(currency)?.ClosingMinor;

    public void Add(Currency currency, long gross, long fee, long net, long? closing = null)
    {
        var before = _totals.GetValueOrDefault(currency) ?? new(currency, 0, 0, 0, null);
        _totals[currency] = new(
            currency,
            before.GrossMinor + gross,
            before.FeeMinor + fee,
            before.NetMinor + net,
            closing ?? before.ClosingMinor
        );
    }
}
