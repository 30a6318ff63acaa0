using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>An approver certified the payload with this digest, with the key of this id. From here the period is closed.</summary>
public sealed record Certified(PersonId By, Digest Payload, string KeyId, string Attestation) : RunEvent(By)
{
    public const string TypeName = "certified/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("attestation", Attestation), ("key_id", KeyId), ("payload_digest", Payload));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var attestation = fields.Text("attestation");
        var keyId = fields.Text("key_id");
        var payload = fields.Text("payload_digest", Digest.Parse);
        return fields.Finish<RunEvent>(() => new Certified(by, payload, keyId, attestation));
    }
}
