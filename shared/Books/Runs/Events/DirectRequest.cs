namespace Bookseal.Books.Runs.Events;

/// <summary>What somebody asked for who has a period closed with one call.</summary>
/// <param name="Reason">1 to <see cref="Limits.ReasonCharacters"/> characters.</param>
/// <param name="ClaimedBy">The name that the request gave; null where it is the one who asked.</param>
public sealed record DirectRequest(string Reason, string? ClaimedBy)
{
    public const string ClaimInvalid = "CLAIMED_BY_INVALID";

    public JsonObject ToJson() => JsonObject.Of(("claimed_by", ClaimedBy), ("reason", Reason));

    /// <summary>The certificate's member: besides, that no person's key signs the proof.</summary>
    public JsonObject Certified() => ToJson().With("key_custody", "service");

    internal static Result<DirectRequest> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var claimedBy = fields.OptionalText("claimed_by");
        var reason = fields.Text("reason");
        return fields.Finish(() => new DirectRequest(reason, claimedBy));
    }
}
