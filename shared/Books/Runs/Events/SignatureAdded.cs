using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>A person's signature over the proof statement exists.</summary>
/// <param name="Custody">Who holds the private key: <c>personal</c> or <c>service</c>. Only personal keys count for a threshold of persons.</param>
public sealed record SignatureAdded(PersonId By, string KeyId, string Custody, Digest Statement) : RunEvent(By)
{
    public const string TypeName = "signature_added/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("custody", Custody), ("key_id", KeyId), ("statement_sha256", Statement));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var custody = fields.Text("custody");
        var keyId = fields.Text("key_id");
        var statement = fields.Text("statement_sha256", Digest.Parse);
        return fields.Finish<RunEvent>(() => new SignatureAdded(by, keyId, custody, statement));
    }
}
