using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>What a month does to what is preliminary of a provider's cost in a currency.</summary>
/// <param name="Change">Signed.</param>
/// <param name="Finalized">What was preliminary before it, and is final now.</param>
public sealed record OpenChange(OpenRest Change, OpenRest Finalized);

/// <summary>Adds up <see cref="OpenChange"/>, id by id.</summary>
internal sealed class OpenSum
{
    private readonly Dictionary<(string Provider, Currency Currency), OpenChange> _changes = [];

    public bool IsTooLarge { get; private set; }

    public IReadOnlyList<OpenChange> Changes => [.. _changes.Values];

    /// <param name="before">What counted at the end of the months before; null where nothing did.</param>
    public void Add(RestatedCost? before, RestatedCost after)
    {
        if (before is { Lifecycle: CostLifecycle.Preliminary } open)
            Update(
                open,
                known =>
                    new(
                        Sum(known.Change, open, takesAway: true),
                        after.Lifecycle == CostLifecycle.Final
                            ? Sum(known.Finalized, open, takesAway: false)
                            : known.Finalized
                    )
            );
        if (after.Lifecycle == CostLifecycle.Preliminary)
            Update(after, known => known with { Change = Sum(known.Change, after, takesAway: false) });
    }

    private void Update(RestatedCost cost, Func<OpenChange, OpenChange> update)
    {
        var key = (cost.Provider, cost.Currency);
        var nothing = new OpenRest(cost.Provider, cost.Currency, default, default);
        _changes[key] = update(_changes.GetValueOrDefault(key) ?? new(nothing, nothing));
    }

    private OpenRest Sum(OpenRest sum, RestatedCost cost, bool takesAway)
    {
        var gross = CostSum.LargerOf(cost.Billed, cost.Effective);
        var fits = sum.Effective.TryAdd(takesAway ? -cost.Effective : cost.Effective, out var effective);
        if (sum.Gross.TryAdd(takesAway ? -gross : gross, out var summed) && fits)
            return sum with { Effective = effective, Gross = summed };
        IsTooLarge = true;
        return sum;
    }
}
