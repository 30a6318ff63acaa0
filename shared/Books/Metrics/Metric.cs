using Bookseal.Books.Values;

namespace Bookseal.Books.Metrics;

/// <summary>One of the five numbers that say how well a company closes, over some periods.</summary>
/// <param name="Points">One for each period, the earliest first.</param>
/// <param name="HasLateCase">Something not measured yet is over the alert's level by itself.</param>
public sealed record Metric(
    MetricGoal Goal,
    IReadOnlyList<(PeriodCode Period, Measure Measure)> Points,
    bool HasLateCase
)
{
    public Measure Value { get; } = Measure.Total(Points.Select(point => point.Measure));

    public MetricLevel Level
    {
        get
        {
            if (HasLateCase)
                return MetricLevel.Alert;
            return Value.HasData ? Goal.LevelOf(Value) : MetricLevel.NoData;
        }
    }

    /// <summary>
    /// The later half of the periods with data against the earlier one, as both are shown; the earlier has one more
    /// where they are odd.
    /// </summary>
    public MetricTrend Trend
    {
        get
        {
            List<Measure> measured = [.. Points.Select(point => point.Measure).Where(measure => measure.HasData)];
            if (measured.Count < 2)
                return MetricTrend.NoData;
            var half = measured.Count - (measured.Count / 2);
            var change =
                Measure.Total(measured.Skip(half)).Tenths(Goal.Unit)
                - Measure.Total(measured.Take(half)).Tenths(Goal.Unit);
            if (change == 0)
                return MetricTrend.Steady;
            return change > 0 == Goal.IsHigherBetter ? MetricTrend.Better : MetricTrend.Worse;
        }
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("alert", Goal.AlertText),
            ("level", Level.Text()),
            ("measured", Value.Count),
            ("name", Goal.Name),
            (
                "periods",
                new JsonArray(
                    Points.Select(point =>
                        JsonObject.Of(
                            ("measured", point.Measure.Count),
                            ("period", point.Period.ToString()),
                            ("value", point.Measure.ToJson(Goal.Unit))
                        )
                    )
                )
            ),
            ("target", Goal.TargetText),
            ("trend", Trend.Text()),
            ("unit", Goal.Unit.Name),
            ("value", Value.ToJson(Goal.Unit))
        );
}

public enum MetricLevel
{
    NoData,
    OnTarget,

    /// <summary>Neither on target nor so far off that somebody has to look.</summary>
    OffTarget,
    Alert,
}

public enum MetricTrend
{
    NoData,
    Better,
    Steady,
    Worse,
}

public static class MetricWords
{
    public static string Text(this MetricLevel level) =>
        level switch
        {
            MetricLevel.NoData => "no_data",
            MetricLevel.OnTarget => "on_target",
            MetricLevel.OffTarget => "off_target",
            MetricLevel.Alert => "alert",
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };

    public static string Text(this MetricTrend trend) =>
        trend switch
        {
            MetricTrend.NoData => "no_data",
            MetricTrend.Better => "better",
            MetricTrend.Steady => "steady",
            MetricTrend.Worse => "worse",
            _ => throw new ArgumentOutOfRangeException(nameof(trend)),
        };
}
