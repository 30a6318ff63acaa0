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

    public void Add(RestatedCost cost, bool takesAway = false)
    {
        var key = (cost.Provider, cost.Currency);
        var total = _totals.GetValueOrDefault(key) ?? new(cost.Provider, cost.Currency);
        var isPreliminary = cost.Lifecycle == CostLifecycle.Preliminary;
        var step = takesAway ? -1 : 1;
        _totals[key] = total with
        {
            Records = total.Records + step,
            Preliminary = total.Preliminary + (isPreliminary ? step : 0),
            Billed = Plus(total.Billed, cost.Billed, takesAway),
            Effective = Plus(total.Effective, cost.Effective, takesAway),
            PreliminaryEffective = isPreliminary
                ? Plus(total.PreliminaryEffective, cost.Effective, takesAway)
                : total.PreliminaryEffective,
        };
    }

    /// <summary>Of two parts that were added up one by one before: it fits, for theirs did.</summary>
    public static CostTotal Join(CostTotal one, CostTotal other) =>
        one with
        {
            Records = one.Records + other.Records,
            Preliminary = one.Preliminary + other.Preliminary,
            Billed = Sum(one.Billed, other.Billed),
            Effective = Sum(one.Effective, other.Effective),
            PreliminaryEffective = Sum(one.PreliminaryEffective, other.PreliminaryEffective),
        };

    private static ExactDecimal Sum(ExactDecimal one, ExactDecimal other) => one.TryAdd(other, out var sum) ? sum : sum;

    private ExactDecimal Plus(ExactDecimal sum, ExactDecimal amount, bool takesAway)
    {
        if (sum.TryAdd(takesAway ? -amount : amount, out var added))
            return added;
        IsTooLarge = true;
        return sum;
    }
}
