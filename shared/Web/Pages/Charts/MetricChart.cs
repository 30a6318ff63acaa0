using Bookseal.Books.Metrics;
using Bookseal.Books.Values;

namespace Bookseal.Web.Pages.Charts;

/// <summary>A metric month by month, with the lines that its target and its alert are.</summary>
public sealed record MetricChart(Metric Metric)
{
    public const int Width = 320;
    public const int Height = 112;
    internal const int Left = 40;
    private const int Bottom = 92;
    private const int Top = 10;
    private const int FewestSlots = 6;
    private const int MostNames = 6;
    private const int Apart = 14;

    internal ChartScale Scale =>
        new([Metric.Goal.Target, Metric.Goal.Alert, .. Values.Select(point => point.Value)], Bottom, Top - Bottom);

    internal IEnumerable<MetricBar> Bars
    {
        get
        {
            var (scale, width) = (Scale, Math.Min(Slot * 0.6, 22));
            foreach (var (index, value) in Values)
            {
                // A month whose value is zero is seen, too: one without a value has no bar.
                var height = Math.Max(scale.Zero - scale.At(value), 1.5);
                yield return new(MiddleOf(index) - width / 2, scale.Zero - height, width, height);
            }
        }
    }

    internal IEnumerable<(double At, string Text)> Names
    {
        get
        {
            var every = (Metric.Points.Count + MostNames - 1) / MostNames;
            for (var i = 0; i < Metric.Points.Count; i += every)
                yield return (MiddleOf(i), NameOf(Metric.Points[i].Period));
        }
    }

    /// <summary>Target and alert; where they are close their numbers stand apart.</summary>
    internal IEnumerable<MetricLine> Lines
    {
        get
        {
            var (scale, goal) = (Scale, Metric.Goal);
            var (target, alert) = (scale.At((double)goal.Target), scale.At((double)goal.Alert));
            var apart = Math.Abs(target - alert) < Apart ? 5 : 0;
            yield return new("target", goal.Target, target, target + 4 + (target < alert ? -apart : apart));
            if (goal.Alert != goal.Target)
                yield return new("alert", goal.Alert, alert, alert + 4 + (alert < target ? -apart : apart));
        }
    }

    internal static double NameLine => Bottom + 16;

    public string Description =>
        string.Join(
            ", ",
            Metric.Points.Select(point =>
                $"{point.Period}: "
                + (
                    point.Measure.HasData
                        ? $"{point.Measure.Text(Metric.Goal.Unit)} {Metric.Goal.Unit.Sign}"
                        : "no data"
                )
            )
        );

    private double Slot => (double)(Width - Left) / Math.Max(Metric.Points.Count, FewestSlots);

    private IEnumerable<(int Index, double Value)> Values =>
        Metric
            .Points.Index()
            .Where(point => point.Item.Measure.HasData)
            .Select(point => (point.Index, point.Item.Measure.Tenths(Metric.Goal.Unit) / 10.0));

    private double MiddleOf(int index) => Left + (index + 0.5) * Slot;

    private static string NameOf(PeriodCode period) => $"{period.Month:D2}/{period.Year % 100:D2}";
}

internal sealed record MetricBar(double X, double Y, double Width, double Height);

internal sealed record MetricLine(string Name, long Value, double At, double TextAt);
