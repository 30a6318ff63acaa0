using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// Somebody took a package of costs with them as evidence. The chain has its digests and never its tables.
/// </summary>
/// <param name="Package">Of close_package.json.</param>
/// <param name="Integrity">Of the records that it follows from.</param>
/// <param name="Tables">Of the CSV files, by their names.</param>
/// <param name="Manifest">Of manifest.json, which names every file and is signed.</param>
public sealed record EvidenceCaptured(
    DateOnly From,
    DateOnly To,
    string Provider,
    string Status,
    Digest Package,
    Digest Integrity,
    IReadOnlyDictionary<string, Digest> Tables,
    Digest Manifest
)
{
    public const string TypeName = "evidence_captured/2";

    /// <summary>It left the tables to the manifest.</summary>
    public const string FirstTypeName = "evidence_captured/1";

    public JsonObject ToData() =>
        JsonObject.Of(
            ("close_package_sha256", Package),
            ("end_date", Dates.Text(To)),
            ("integrity_sha256", Integrity),
            ("manifest_sha256", Manifest),
            ("provider", Provider),
            ("start_date", Dates.Text(From)),
            ("status", Status),
            (
                "tables",
                JsonObject.Of(
                    Tables
                        .OrderBy(table => table.Key, StringComparer.Ordinal)
                        .Select(table => KeyValuePair.Create(table.Key, (JsonValue)table.Value))
                )
            )
        );
}
