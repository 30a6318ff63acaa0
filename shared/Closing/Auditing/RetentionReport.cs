using Bookseal.Books.Values;
using Bookseal.Storage;

namespace Bookseal.Closing.Auditing;

/// <summary>How the store keeps the files of sealed proofs, as it said when asked.</summary>
/// <param name="Findings">Files that are gone, superseded, or not retained.</param>
public sealed record RetentionReport(
    DateTimeOffset ReadAt,
    bool IsDevelopment,
    IReadOnlyList<ObjectInfo> Objects,
    IReadOnlyList<Fault> Findings
)
{
    public bool IsGood => Findings.Count == 0;

    /// <summary>When the first of them is no longer kept; null without any policy.</summary>
    public DateTimeOffset? FirstExpiry => Objects.Min(info => info.RetainUntil);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("development", IsDevelopment),
            (
                "findings",
                new JsonArray(Findings.Select(fault => JsonObject.Of(("code", fault.Code), ("message", fault.Message))))
            ),
            ("objects", new JsonArray(Objects.Select(ToJson))),
            ("read_at", Dates.Text(ReadAt))
        );

    private static JsonObject ToJson(ObjectInfo info) =>
        JsonObject.Of(
            ("legal_hold", info.HasLegalHold),
            ("mode", info.Retention.ToString().ToLowerInvariant()),
            ("path", info.Path.ToString()),
            ("retain_until", info.RetainUntil is { } until ? Dates.Text(until) : null),
            ("superseded", info.IsSuperseded),
            ("version", info.Version)
        );
}
