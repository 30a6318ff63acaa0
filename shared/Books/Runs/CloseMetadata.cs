using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>What is asked of a closed period again and again, and never changes while it stays closed.</summary>
/// <param name="ClosedBy">Who certified it.</param>
/// <param name="RequestedAt">When the run began that closed it.</param>
public sealed record CloseMetadata(
    DateTimeOffset ClosedAt,
    PersonId ClosedBy,
    Digest CloseHash,
    DateTimeOffset RequestedAt,
    string Template
)
{
    /// <summary>Null unless the close was asked for with one.</summary>
    public string? Reason { get; init; }

    /// <summary>The name that the request gave, where it is not the certifier's.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Null for a period that is not closed.</summary>
    public static CloseMetadata? Of(CloseRun run) =>
        run is { IsClosed: true, ClosedAt: { } at, Certification: { } certified, Package: { } package }
            ? new(at, certified.By, package.CloseHash, run.StartedAt, run.Template.Name)
            {
                Reason = run.Direct?.Reason,
                ClaimedBy = run.Direct?.ClaimedBy,
            }
            : null;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("at", Dates.Text(ClosedAt)),
            ("by", ClosedBy.ToString()),
            ("claimed_by", ClaimedBy),
            ("close_hash", CloseHash),
            ("reason", Reason),
            ("requested_at", Dates.Text(RequestedAt)),
            ("template", Template)
        );

    public static Result<CloseMetadata> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "RUN_ROW_INVALID");
        var at = fields.Text("at", Dates.ParseInstant);
        var by = fields.Text("by", PersonId.Parse);
        var claimedBy = fields.OptionalText("claimed_by");
        var hash = fields.Text("close_hash", Digest.Parse);
        var reason = fields.OptionalText("reason");
        var requestedAt = fields.Text("requested_at", Dates.ParseInstant);
        var template = fields.Text("template");
        return fields.Finish(() =>
            new CloseMetadata(at, by, hash, requestedAt, template) { Reason = reason, ClaimedBy = claimedBy }
        );
    }
}
