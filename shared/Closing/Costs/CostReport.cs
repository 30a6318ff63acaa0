using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Closing.Costs;

/// <summary>
/// What people ask of a package of costs, under one name by command and by HTTP, as JSON and as a table.
/// </summary>
public sealed record CostReport(
    string Name,
    string Summary,
    Func<CostPackage, JsonObject> ToJson,
    Func<CostPackage, PlainTable> ToTable
)
{
    /// <summary>Whether the costs of the days are ready, and what they come to.</summary>
    public static CostReport ClosePackage { get; } =
        new(
            "close-package",
            "Whether the costs of these days are ready, and what they come to",
            CostPackageFormat.ToJson,
            CostPackageFormat.ToTable
        );

    /// <summary>What later records changed of earlier ones.</summary>
    public static CostReport Restatements { get; } =
        new(
            "restatements",
            "What later records changed of earlier ones",
            package => ListOf(package, "restatements", package.View.Restatements.Select(RestatementFormat.ToJson)),
            package => RestatementFormat.ToTable(package.View.Restatements)
        );

    /// <summary>The same by the batch that brought it, which sealed packages call <c>batch</c> alone.</summary>
    public static CostReport RestatementRuns { get; } =
        new(
            "restatement-runs",
            "The same by the batch that brought it",
            package =>
                ListOf(
                    package,
                    "runs",
                    package.View.Runs.Select(run => RestatementFormat.ToJson(run).With("ingestion_batch_id", run.Batch))
                ),
            package => RestatementFormat.ToTable(package.View.Runs)
        );

    /// <summary>Whose and what a workbook of it is.</summary>
    public string TitleOf(CostPackage package, string company) =>
        $"{company} - {Name} {Dates.Text(package.Range.From)} to {Dates.Text(package.Range.To)}";

    private static JsonObject ListOf(CostPackage package, string name, IEnumerable<JsonObject> items) =>
        JsonObject.Of(
            ("end_date", Dates.Text(package.Range.To)),
            ("provider", package.Filter.Asked),
            (name, new JsonArray(items)),
            ("start_date", Dates.Text(package.Range.From))
        );
}
