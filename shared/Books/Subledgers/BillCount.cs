using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// How often the same amount stands under a reference on one side: a bill that came by two ways stands twice. An item
/// of the other side under the very reference takes one back, whichever comes first; what applies to the reference
/// settles it, and settling is not taking back.
/// </summary>
public sealed class BillCount
{
    private readonly Dictionary<(SubledgerName, Currency, string Entity, string Reference, long), Standing> _standing =
    [];

    /// <summary>In order of subledger, entity, reference, currency and amount.</summary>
    public IReadOnlyList<RepeatedBill> Repeated =>
        [
            .. _standing
                .Where(pair => Math.Abs(pair.Value.Count) > 1)
                .Select(pair => new RepeatedBill(
                    pair.Key.Item1,
                    pair.Key.Item2,
                    pair.Key.Entity,
                    pair.Key.Reference,
                    pair.Key.Item5 * Math.Sign(pair.Value.Count),
                    pair.Value.Last
                ))
                .OrderBy(bill => bill.Subledger)
                .ThenBy(bill => bill.Entity, StringComparer.Ordinal)
                .ThenBy(bill => bill.Reference, StringComparer.Ordinal)
                .ThenBy(bill => bill.Currency)
                .ThenBy(bill => bill.AmountMinor),
        ];

    public void Add(SubledgerItem item)
    {
        if (item.AppliesTo is not null || item.AmountMinor == 0)
            return;
        var key = (item.Subledger, item.Currency, item.Entity, item.Reference, item.AmountMinor);
        var known = _standing.GetValueOrDefault(key);
        _standing[key] = new(
            known.Count + Math.Sign(item.NetMinor),
            item.CountsFrom > known.Last ? item.CountsFrom : known.Last
        );
    }

    /// <summary>
    /// What the period before left open of a subledger that the journal keeps: as much as a bill of that amount. What
    /// was paid of it meanwhile is not in what was carried, and nothing is found then.
    /// </summary>
    public void AddCarried(OpenItem item)
    {
        if (item.AmountMinor == 0 || Int128.Abs(item.AmountMinor) > Limits.SafeInteger)
            return;
        var amount = (long)Int128.Abs(item.AmountMinor);
        var key = (item.Subledger, item.Currency, item.Entity, item.Reference, amount);
        var known = _standing.GetValueOrDefault(key);
        _standing[key] = known with { Count = known.Count + Int128.Sign(item.AmountMinor) };
    }

    /// <param name="Count">Debits less credits.</param>
    private readonly record struct Standing(int Count, DateOnly Last);
}

/// <summary>One amount that stands at least twice under one reference of an entity.</summary>
/// <param name="AmountMinor">Of one of them, debit positive.</param>
/// <param name="Last">When the last item of this amount was taken in.</param>
public sealed record RepeatedBill(
    SubledgerName Subledger,
    Currency Currency,
    string Entity,
    string Reference,
    long AmountMinor,
    DateOnly Last
);
