using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>What the records of one provider in one currency add up to.</summary>
public sealed record CostTotal(string Provider, Currency Currency)
{
    public long Records { get; init; }

    public long Preliminary { get; init; }

    public ExactDecimal Billed { get; init; }

    public ExactDecimal Effective { get; init; }

    /// <summary>Of the effective cost, what the provider may still change.</summary>
    public ExactDecimal PreliminaryEffective { get; init; }

    /// <summary>Records that are preliminary and not of nothing.</summary>
    public long Open { get; init; }

    /// <summary>
    /// Of these the larger of billed and effective each, without its sign: what may change is not less since others
    /// take it away.
    /// </summary>
    public ExactDecimal PreliminaryGross { get; init; }

    public long Final => Records - Preliminary;
}

/// <summary>
/// Adds costs by provider and currency, and never across currencies. A sum that is too large is told at the end.
/// </summary>
internal sealed class CostSum
{
    private readonly Dictionary<(string Provider, Currency Currency), CostTotal> _totals = [];

    public bool IsTooLarge { get; private set; }

    /// <summary>In order of provider, by its characters, and currency.</summary>
    public IReadOnlyList<CostTotal> Totals =>
        [.. _totals.Values.OrderBy(total => total.Provider, StringComparer.Ordinal).ThenBy(total => total.Currency)];

    public void Add(RestatedCost cost) => Add(cost, takesAway: false, LargerOf(cost.Billed, cost.Effective));

    /// <summary>The change of a record; the records that there are now are counted, and none taken away.</summary>
    public void AddChange(RestatedCost? before, RestatedCost after)
    {
        if (before is null)
        {
            Add(after);
            return;
        }

        // What was preliminary and is final now is no rest of this month: what it was is, as its last version is.
        before = before with
        {
            Lifecycle = after.Lifecycle,
        };
        var isOfOneCurrency = before.Currency == after.Currency;
        var change = isOfOneCurrency
            ? LargerOf(
                Plus(after.Billed, before.Billed, takesAway: true),
                Plus(after.Effective, before.Effective, takesAway: true)
            )
            : LargerOf(after.Billed, after.Effective);
        var taken = isOfOneCurrency ? ExactDecimal.Zero : LargerOf(before.Billed, before.Effective);
        Add(before, takesAway: true, taken);
        Add(after, takesAway: false, change);
    }

    private void Add(RestatedCost cost, bool takesAway, ExactDecimal gross)
    {
        var key = (cost.Provider, cost.Currency);
        var total = _totals.GetValueOrDefault(key) ?? new(cost.Provider, cost.Currency);
        total = total with
        {
            Records = total.Records + (takesAway ? 0 : 1),
            Billed = Plus(total.Billed, cost.Billed, takesAway),
            Effective = Plus(total.Effective, cost.Effective, takesAway),
        };
        if (cost.Lifecycle == CostLifecycle.Preliminary)
            total = total with
            {
                Preliminary = total.Preliminary + (takesAway ? 0 : 1),
                Open = total.Open + (takesAway || cost.IsOfNothing ? 0 : 1),
                PreliminaryEffective = Plus(total.PreliminaryEffective, cost.Effective, takesAway),
                PreliminaryGross = Plus(total.PreliminaryGross, gross, takesAway: false),
            };
        _totals[key] = total;
    }

    /// <summary>Of two parts that were added up one by one before: it fits, for theirs did.</summary>
    public static CostTotal Join(CostTotal one, CostTotal other) =>
        one with
        {
            Records = one.Records + other.Records,
            Preliminary = one.Preliminary + other.Preliminary,
            Billed = Sum(one.Billed, other.Billed),
            Effective = Sum(one.Effective, other.Effective),
            Open = one.Open + other.Open,
            PreliminaryEffective = Sum(one.PreliminaryEffective, other.PreliminaryEffective),
            PreliminaryGross = Sum(one.PreliminaryGross, other.PreliminaryGross),
        };

    internal static ExactDecimal LargerOf(ExactDecimal one, ExactDecimal other)
    {
        var (first, second) = (one.IsNegative ? -one : one, other.IsNegative ? -other : other);
        return first > second ? first : second;
    }

    private static ExactDecimal Sum(ExactDecimal one, ExactDecimal other) => one.TryAdd(other, out var sum) ? sum : sum;

    private ExactDecimal Plus(ExactDecimal sum, ExactDecimal amount, bool takesAway)
    {
        if (sum.TryAdd(takesAway ? -amount : amount, out var added))
            return added;
        IsTooLarge = true;
        return sum;
    }
}
