using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Jobs;

/// <summary>
/// Jobs for programs and spreadsheets; amounts are minor units of the row's currency, costs positive, sums as text.
/// </summary>
public static class JobFormat
{
    public static JsonObject ToJson(JobReport report) =>
        JsonObject.Of(
            ("jobs", new JsonArray(report.Jobs.Select(ToJson))),
            ("period", report.Period.ToString()),
            ("too_many", report.IsTooMany ? (JsonValue)true : null),
            ("untagged", new JsonArray(report.Lines.Select(ToJson))),
            (
                "untagged_cost",
                new JsonArray(
                    report.Untagged.Select(cost =>
                        JsonObject.Of(
                            ("currency", cost.Currency.ToString()),
                            ("month_minor", Text(cost.MonthMinor)),
                            ("year_minor", Text(cost.YearMinor))
                        )
                    )
                )
            ),
            ("untagged_lines", report.OpenLines)
        );

    /// <summary>A row for each job and currency; then the cost of sales without job, whose name is empty.</summary>
    public static byte[] ToCsv(JobReport report) => ToTable(report).ToCsv();

    public static PlainTable ToTable(JobReport report)
    {
        PlainColumn[] figures =
        [
            "revenue_minor",
            "cost_of_sales_minor",
            "other_cost_minor",
            "margin_minor",
            PlainColumn.Number("margin_percent"),
        ];
        var table = new PlainTable([
            "job",
            "currency",
            .. figures.Select(figure => figure with { Name = $"month_{figure.Name}" }),
            .. figures.Select(figure => figure with { Name = $"year_{figure.Name}" }),
        ]);
        foreach (var row in report.Jobs)
            table.Row([PlainCell.Free(row.Job), $"{row.Currency}", .. Cells(row.Month), .. Cells(row.Year)]);
        foreach (var cost in report.Untagged)
            table.Row([
                "",
                $"{cost.Currency}",
                "",
                Text(cost.MonthMinor),
                "",
                "",
                "",
                "",
                Text(cost.YearMinor),
                "",
                "",
                "",
            ]);
        return table;
    }

    public static JsonObject ToJson(SuggestedLine line) =>
        JsonObject.Of(
            ("account", line.Untagged.Line.Account.ToString()),
            ("amount_minor", line.Untagged.Line.NetMinor),
            ("candidates", new JsonArray(line.Suggestion.Candidates.Select(ToJson))),
            ("currency", line.Untagged.Line.Currency.ToString()),
            ("date", Values.Dates.Text(line.Untagged.Entry.Date)),
            ("description", line.Untagged.Entry.Description),
            ("entry", line.Untagged.Entry.Id.ToString()),
            ("journal", line.Untagged.Entry.Journal?.ToString()),
            ("line", line.Untagged.Number),
            ("suggestion", line.Suggestion.Job)
        );

    private static JsonObject ToJson(JobCandidate candidate) =>
        JsonObject.Of(
            ("clue", candidate.Clue.Kind.Text()),
            ("entries", JsonArray.OfTexts(candidate.Entries.Select(entry => $"{entry}"))),
            ("job", candidate.Job),
            ("of", candidate.Clue.Text),
            ("times", candidate.Times)
        );

    private static JsonObject ToJson(JobRow row) =>
        JsonObject.Of(
            ("currency", row.Currency.ToString()),
            ("job", row.Job),
            ("month", ToJson(row.Month)),
            ("year", ToJson(row.Year))
        );

    private static JsonObject ToJson(JobFigures figures) =>
        JsonObject.Of(
            ("cost_of_sales_minor", Text(figures.CostOfSalesMinor)),
            ("margin_minor", Text(figures.MarginMinor)),
            ("margin_percent", figures.MarginPercent),
            ("other_cost_minor", Text(figures.OtherCostMinor)),
            ("revenue_minor", Text(figures.RevenueMinor))
        );

    private static IEnumerable<string> Cells(JobFigures figures) =>
        [
            Text(figures.RevenueMinor),
            Text(figures.CostOfSalesMinor),
            Text(figures.OtherCostMinor),
            Text(figures.MarginMinor),
            figures.MarginPercent ?? "",
        ];

    private static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
