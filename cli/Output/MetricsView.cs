using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Metrics;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>The metrics as a finance lead reads them: the five numbers, then each month.</summary>
internal static class MetricsView
{
    public static void Write(IAnsiConsole console, CloseMetrics metrics, CompanyProfile profile)
    {
        if (metrics.Periods.Count == 0)
        {
            console.WriteLine($"No month has ended since the books start ({profile.FirstPeriod}).");
            return;
        }

        console.MarkupLine(
            $"[bold]How {profile.Name.EscapeMarkup()} closes[/]  {metrics.Periods[0].Period} to "
                + $"{metrics.Periods[^1].Period}"
        );
        console.Write(Summary(metrics));
        console.Write(Months(metrics));
        WriteOpen(console, metrics, profile);
    }

    private static Table Summary(CloseMetrics metrics)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Metric");
        table.AddColumn(new TableColumn("Value").RightAligned().NoWrap());
        foreach (var column in (string[])["", "Target", "Alert", "", "Trend"])
            table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var metric in metrics.All)
            table.AddRow(
                metric.Goal.Title,
                metric.Value.Text(metric.Goal.Unit),
                metric.Value.HasData ? metric.Goal.Unit.Sign : "",
                metric.Goal.TargetText,
                metric.Goal.AlertText,
                Verdict(metric.Level),
                metric.Trend == MetricTrend.NoData ? "" : metric.Trend.Text()
            );
        return table;
    }

    private static Table Months(CloseMetrics metrics)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Month").NoWrap());
        foreach (var column in (string[])["Days", "On time", "Certified", "Exceptions", "Hours", "Items", "Auto"])
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        for (var i = 0; i < metrics.Periods.Count; i++)
        {
            var facts = metrics.Periods[i];
            table.AddRow(
                $"{facts.Period}",
                facts.CloseDays is { } days ? Text(days) : "-",
                Word(facts.IsOnTime),
                Word(facts.IsCertified),
                Text(facts.Exceptions.Count),
                metrics.Resolution.Points[i].Measure.Text(MetricUnit.Hours),
                Text(facts.Items.All),
                metrics.Automation.Points[i].Measure is { HasData: true } share
                    ? $"{share.Text(MetricUnit.Percent)} %"
                    : "-"
            );
        }

        return table;
    }

    private static void WriteOpen(IAnsiConsole console, CloseMetrics metrics, CompanyProfile profile)
    {
        foreach (var facts in metrics.Uncertified)
            console.WriteLine($"{facts.Period} is not certified; its deadline: {Dates.Text(facts.Deadline)}");
        foreach (var facts in metrics.Periods)
        foreach (var span in facts.Open)
            console.WriteLine(
                $"{facts.Period}: {span.Kind.Text().Replace('_', ' ')} {span.Subject}, open since "
                    + profile
                        .BusinessDays.LocalTimeOf(span.OpenedAt)
                        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            );
    }

    private static string Verdict(MetricLevel level) =>
        level switch
        {
            MetricLevel.NoData => "no data",
            MetricLevel.OnTarget => "[green]on target[/]",
            MetricLevel.OffTarget => "[yellow]off target[/]",
            MetricLevel.Alert => "[red]ALERT[/]",
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };

    private static string Word(bool? isMet) =>
        isMet switch
        {
            true => "yes",
            false => "no",
            null => "-",
        };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
