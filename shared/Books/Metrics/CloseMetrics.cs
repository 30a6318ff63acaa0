using Bookseal.Books.Values;

namespace Bookseal.Books.Metrics;

/// <summary>How well a company closes: docs/metrics.md defines each number.</summary>
/// <param name="Periods">The months that were asked for and have ended, the earliest first.</param>
/// <param name="At">As of when.</param>
public sealed record CloseMetrics(IReadOnlyList<PeriodFacts> Periods, DateTimeOffset At)
{
    public Metric CloseDays => Of(MetricGoal.CloseDays, DaysOf);

    public Metric OnTime => Of(MetricGoal.OnTime, facts => facts.IsOnTime is { } met ? Measure.Of(met) : default);

    public Metric Certification => Of(MetricGoal.Certification, facts => Measure.Of(facts.IsCertified));

    /// <summary>What is still open counts once it is resolved; before, only if it is too old already.</summary>
    public Metric Resolution =>
        Of(
            MetricGoal.Resolution,
            facts => Measure.Total(facts.Resolved.Select(span => new Measure(Seconds(span), 1))),
            Periods
                .SelectMany(facts => facts.Open)
                .Any(span => new Measure(Seconds(span), 1).CompareTo(MetricGoal.Resolution.Alert, MetricUnit.Hours) > 0)
        );

    public Metric Automation => Of(MetricGoal.Automation, facts => new Measure(facts.Items.Untouched, facts.Items.All));

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<Metric> All => [CloseDays, OnTime, Certification, Resolution, Automation];

    public IEnumerable<PeriodFacts> Uncertified => Periods.Where(facts => !facts.IsCertified);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("at", Dates.Text(At)),
            ("metrics", new JsonArray(All.Select(metric => metric.ToJson()))),
            (
                "open_exceptions",
                new JsonArray(
                    Periods.SelectMany(facts =>
                        facts.Open.Select(span =>
                            JsonObject.Of(
                                ("kind", span.Kind.Text()),
                                ("opened_at", Dates.Text(span.OpenedAt)),
                                ("period", facts.Period.ToString()),
                                ("subject", span.Subject)
                            )
                        )
                    )
                )
            ),
            ("periods", JsonArray.OfTexts(Periods.Select(facts => facts.Period.ToString()))),
            (
                "uncertified",
                new JsonArray(
                    Uncertified.Select(facts =>
                        JsonObject.Of(("deadline", Dates.Text(facts.Deadline)), ("period", facts.Period.ToString()))
                    )
                )
            )
        );

    private Metric Of(MetricGoal goal, Func<PeriodFacts, Measure> measure, bool hasLateCase = false) =>
        new(goal, [.. Periods.Select(facts => (facts.Period, measure(facts)))], hasLateCase);

    private static Measure DaysOf(PeriodFacts facts) => facts.CloseDays is { } days ? new(days, 1) : default;

    private long Seconds(ExceptionSpan span) => Math.Max(0, (long)span.AgeAt(At).TotalSeconds);
}
