using System.Globalization;

namespace Bookseal.Books.Metrics;

/// <summary>A mean or a share, kept exact: what was measured, summed up, and how often. Measures add up.</summary>
/// <param name="Sum">Days, seconds, or how many of <paramref name="Count"/> were as they should be.</param>
/// <param name="Count">0 where nothing was measured: then there is no value.</param>
public readonly record struct Measure(long Sum, long Count)
{
    public bool HasData => Count > 0;

    public static Measure Of(bool isMet) => new(isMet ? 1 : 0, 1);

    public static Measure operator +(Measure left, Measure right) =>
        new(checked(left.Sum + right.Sum), checked(left.Count + right.Count));

    public static Measure Total(IEnumerable<Measure> measures) =>
        measures.Aggregate(default(Measure), (sum, measure) => sum + measure);

    /// <summary>Less than 0 where the value is below the threshold, which is in whole units.</summary>
    public int CompareTo(long threshold, MetricUnit unit) =>
        ((Int128)Sum * unit.Multiplier).CompareTo((Int128)threshold * unit.Divisor * Count);

    /// <summary>In tenths of the unit, half of one rounded up; meant where there are data.</summary>
    public long Tenths(MetricUnit unit)
    {
        var (above, below) = ((Int128)Sum * unit.Multiplier * 10, (Int128)unit.Divisor * Count);
        return (long)((2 * above + below) / (2 * below));
    }

    /// <summary><c>4.5</c>, and <c>-</c> where nothing was measured.</summary>
    public string Text(MetricUnit unit) =>
        HasData ? (Tenths(unit) / 10m).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    /// <summary>The number with one decimal; null where nothing was measured.</summary>
    public JsonValue? ToJson(MetricUnit unit) => HasData ? new JsonNumber(Tenths(unit) / 10.0) : null;
}

/// <summary>What a metric is counted in: the value is sum × multiplier / (divisor × count).</summary>
public sealed record MetricUnit(string Name, string Sign, long Multiplier, long Divisor)
{
    public static MetricUnit BusinessDays { get; } = new("business_days", "days", 1, 1);

    public static MetricUnit Percent { get; } = new("percent", "%", 100, 1);

    public static MetricUnit Hours { get; } = new("hours", "hours", 1, 3_600);
}
