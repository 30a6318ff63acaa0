using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Costs;

/// <summary>What people ask of a package of costs, under one name by command and by HTTP, as JSON and as CSV.</summary>
public sealed record CostReport(
    string Name,
    string Summary,
    Func<CostPackage, JsonObject> ToJson,
    Func<CostPackage, byte[]> ToCsv
)
{
    /// <summary>Whether the costs of the days are ready, and what they come to.</summary>
    public static CostReport ClosePackage { get; } =
        new(
            "close-package",
            "Whether the costs of these days are ready, and what they come to",
            CostPackageFormat.ToJson,
            CostPackageFormat.ToCsv
        );

    /// <summary>What later records changed of earlier ones.</summary>
    public static CostReport Restatements { get; } =
        new(
            "restatements",
            "What later records changed of earlier ones",
            package => ListOf(package, "restatements", package.View.Restatements.Select(RestatementFormat.ToJson)),
            package => RestatementFormat.ToCsv(package.View.Restatements)
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
            package => RestatementFormat.ToCsv(package.View.Runs)
        );

    private static JsonObject ListOf(CostPackage package, string name, IEnumerable<JsonObject> items) =>
        JsonObject.Of(
            ("end_date", Dates.Text(package.Range.To)),
            ("provider", package.Filter.Asked),
            (name, new JsonArray(items)),
            ("start_date", Dates.Text(package.Range.From))
        );
}
