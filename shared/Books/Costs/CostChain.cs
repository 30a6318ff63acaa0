using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>The versions of one id in the order that they carry, each content once.</summary>
internal static class CostChain
{
    public const string OrderUnknown = "COST_ORDER_UNKNOWN";

    /// <summary>
    /// Null where two of other content have no order between them: what came last to us says nothing. The answer is the
    /// same in whichever order they came.
    /// </summary>
    public static List<CostVersion>? TryOrder(List<CostVersion> versions)
    {
        if (versions.Count == 1)
            return versions;
        var distinct = versions
            .GroupBy(version => version.Content)
            // Delivered twice: it counts from when it was first known.
            .Select(same => same.MinBy(version => (version.Filed, version.RecordedAtTicks, version.Batch)))
            .OrderBy(version => version.Order.BatchSequence ?? -1)
            .ThenBy(version => version.Order.RecordSequence ?? -1)
            .ThenBy(version => version.Lifecycle)
            .ToList();
        for (var i = 1; i < distinct.Count; i++)
        {
            var (before, after) = (distinct[i - 1], distinct[i]);
            if (after.Order.Compare(after.Lifecycle, before.Order, before.Lifecycle) is null or <= 0)
                return null;
        }

        return distinct;
    }

    /// <summary>
    /// What the id is in the view of one month: the version that counted at the end of the months before, and those
    /// that this month took in and that count after it.
    /// </summary>
    public static (CostVersion? Before, IReadOnlyList<CostVersion> Since) In(
        List<CostVersion> ordered,
        PeriodCode period
    )
    {
        var at = ordered.FindLastIndex(version => version.Filed < period);
        return (at < 0 ? null : ordered[at], [.. ordered.Skip(at + 1).Where(version => version.Filed == period)]);
    }
}
