using System.Globalization;
using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Jobs;

namespace Bookseal.Cli.Output;

/// <summary>Jobs of a month with their margins, and the lines that name none.</summary>
internal static class JobTable
{
    private static readonly string[] Columns =
    [
        "Job",
        "Revenue",
        "Cost of sales",
        "Other cost",
        "Margin",
        "%",
        "Year: revenue",
        "Margin",
        "%",
    ];

    public static void Write(IAnsiConsole console, JobReport report)
    {
        if (report.Jobs.Count == 0)
            console.WriteLine($"No line of revenue or expense names a job, in {report.Period} or before it.");
        foreach (var group in report.Jobs.GroupBy(row => row.Currency).OrderBy(group => group.Key))
        {
            var table = HealthView.NewTable(Columns);
            foreach (var row in group)
                table.AddRow([row.Job.EscapeMarkup(), .. Cells(row)]);
            console.MarkupLine($"[bold]Jobs {report.Period}, {group.Key}[/]");
            console.Write(table);
        }

        foreach (var line in UntaggedLines(report, report.Lines.Count))
            console.WriteLine(line);
        if (report.OpenLines > 0)
            console.WriteLine(
                "'bookseal jobs tag ENTRY --job J' gives one its job, 'jobs tag --accept' all suggested."
            );
    }

    /// <summary>What task 5 is about, and task 14 in short.</summary>
    public static IEnumerable<string> BriefLines(JobReport report, int most) =>
        report
            .Jobs.Where(row => row.Month != default)
            .Take(most)
            .Select(row =>
                $"{row.Job}: margin {Amount(row.Month.MarginMinor, row.Currency)}{Percent(row.Month)}, of the year "
                + $"{Amount(row.Year.MarginMinor, row.Currency)}{Percent(row.Year)}"
            )
            .Concat(UntaggedLines(report, most));

    public static void Write(IAnsiConsole console, PeriodCode period, JobTagging tagging, bool isPreview)
    {
        foreach (var tagged in tagging.Known)
            console.WriteLine($"Known already: {Describe(tagged.Line)} is of {tagged.Job}.");
        foreach (var tagged in tagging.Tagged)
            console.WriteLine($"  {tagged.Line.TagId}  {Describe(tagged.Line)} → {tagged.Job}");
        var count = tagging.Tagged.Count;
        if (count == 0 && tagging.Known.Count == 0)
            console.WriteLine($"Nothing of {period} has a suggestion that leaves no doubt.");
        else if (count > 0)
            console.WriteLine(
                isPreview
                    ? $"{count} line(s) of {period} would be tagged; without --dry-run they are."
                    : $"Tagged {count} line(s) of {period}."
            );
    }

    public static JsonObject ToJson(PeriodCode period, JobTagging tagging, bool isPreview) =>
        JsonObject.Of(
            ("dry_run", isPreview),
            ("known", new JsonArray(tagging.Known.Select(ToJson))),
            ("period", period.ToString()),
            ("tagged", new JsonArray(tagging.Tagged.Select(ToJson)))
        );

    private static JsonObject ToJson(TaggedLine tagged) =>
        JsonObject.Of(
            ("account", tagged.Line.Line.Account.ToString()),
            ("amount_minor", tagged.Line.Line.NetMinor),
            ("currency", tagged.Line.Line.Currency.ToString()),
            ("entry", tagged.Line.Entry.Id.ToString()),
            ("job", tagged.Job),
            ("line", tagged.Line.Number),
            ("tag", (tagged.Line.Settled?.By ?? tagged.Line.TagId).ToString())
        );

    private static IEnumerable<string> UntaggedLines(JobReport report, int most)
    {
        foreach (var cost in report.Untagged.Where(cost => cost.MonthMinor != 0))
            yield return $"Cost of sales without job: {Amount(cost.MonthMinor, cost.Currency)}";
        if (report.IsTooMany)
            yield return "Too many entries without job to list them; give them their jobs in the source.";
        foreach (var line in report.Lines.Take(most))
            yield return $"  {Describe(line.Untagged)}{Suggestion(line.Suggestion)}";
        if (report.OpenLines > Math.Min(most, report.Lines.Count))
            yield return $"  {report.OpenLines} such lines in all; 'bookseal jobs' lists them";
    }

    private static string Describe(UntaggedLine line) =>
        $"{line.Entry.Id} line {line.Number.ToString(CultureInfo.InvariantCulture)}, {Dates.Text(line.Entry.Date)}, "
        + $"{line.Line.Account} {Amount(line.Line.NetMinor, line.Line.Currency)}, {line.Entry.Description}";

    private static string Suggestion(JobSuggestion suggestion) =>
        suggestion switch
        {
            { Evidence: { } evidence } => $" → {evidence.Job}? ({Why(evidence)})",
            { Candidates.Count: > 0 } =>
                $" → {string.Join(" or ", suggestion.Candidates.Select(candidate => candidate.Job))}?",
            _ => "",
        };

    private static string Why(JobCandidate candidate) =>
        candidate.Clue.Kind switch
        {
            JobClueKind.SameEntry => "another line of the entry",
            JobClueKind.Entity => $"{candidate.Clue.Text}: {Entries(candidate)}",
            JobClueKind.Text => $"same text: {Entries(candidate)}",
            _ => throw new ArgumentOutOfRangeException(nameof(candidate)),
        };

    private static string Entries(JobCandidate candidate)
    {
        var more = candidate.Times - candidate.Entries.Count;
        return $"{string.Join(", ", candidate.Entries)}{(more > 0 ? $" and {more} more" : "")}";
    }

    private static IEnumerable<string> Cells(JobRow row) =>
        [
            Money.Display(row.Month.RevenueMinor, row.Currency),
            Money.Display(row.Month.CostOfSalesMinor, row.Currency),
            Money.Display(row.Month.OtherCostMinor, row.Currency),
            Money.Display(row.Month.MarginMinor, row.Currency),
            row.Month.MarginPercent ?? "",
            Money.Display(row.Year.RevenueMinor, row.Currency),
            Money.Display(row.Year.MarginMinor, row.Currency),
            row.Year.MarginPercent ?? "",
        ];

    private static string Amount(Int128 minor, Currency currency) => $"{Money.Display(minor, currency)} {currency}";

    private static string Percent(JobFigures figures) => figures.MarginPercent is { } percent ? $" ({percent}%)" : "";
}
