namespace Bookseal.Books.Metrics;

/// <summary>What a metric should be, and from where on somebody has to look; in whole units.</summary>
/// <param name="IncludesTarget">The target itself is good enough.</param>
/// <param name="Alert">What lies beyond it is an alert, it itself is none.</param>
public sealed record MetricGoal(
    string Name,
    string Title,
    MetricUnit Unit,
    bool IsHigherBetter,
    long Target,
    bool IncludesTarget,
    long Alert
)
{
    public static MetricGoal CloseDays { get; } =
        new("average_close_days", "Average close days", MetricUnit.BusinessDays, false, 5, true, 7);

    public static MetricGoal OnTime { get; } =
        new("on_time_close_rate", "On-time close rate", MetricUnit.Percent, true, 90, false, 80);

    public static MetricGoal Certification { get; } =
        new("certification_rate", "Certification rate", MetricUnit.Percent, true, 100, true, 100);

    public static MetricGoal Resolution { get; } =
        new("exception_resolution_time", "Exception resolution", MetricUnit.Hours, false, 24, false, 48);

    public static MetricGoal Automation { get; } =
        new("task_automation_rate", "Task automation rate", MetricUnit.Percent, true, 60, false, 50);

    public string TargetText =>
        (IsHigherBetter, IncludesTarget) switch
        {
            (true, true) => $">= {Target}",
            (true, false) => $"> {Target}",
            (false, true) => $"<= {Target}",
            (false, false) => $"< {Target}",
        };

    public string AlertText => $"{(IsHigherBetter ? "<" : ">")} {Alert}";

    public MetricLevel LevelOf(Measure value)
    {
        var better = IsHigherBetter ? 1 : -1;
        var toTarget = value.CompareTo(Target, Unit) * better;
        if (toTarget > 0 || (IncludesTarget && toTarget == 0))
            return MetricLevel.OnTarget;
        return value.CompareTo(Alert, Unit) * better < 0 ? MetricLevel.Alert : MetricLevel.OffTarget;
    }
}
