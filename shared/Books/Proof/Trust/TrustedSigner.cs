using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Proof.Trust;

/// <summary>A key that may sign proofs, and whose it is.</summary>
/// <param name="Custody"><c>personal</c> or <c>service</c>; only personal keys count for the threshold.</param>
public sealed record TrustedSigner(
    PersonId Person,
    string Name,
    Role Role,
    string Custody,
    VerificationKey Key,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil
)
{
    public bool IsValidAt(DateTimeOffset instant) =>
        (ValidFrom is not { } from || instant >= from) && (ValidUntil is not { } until || instant < until);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("custody", Custody),
            ("key_id", Key.KeyId),
            ("name", Name),
            ("person", Person.ToString()),
            ("public_key", Key.ToPem()),
            ("role", Role.Text()),
            ("valid_from", ValidFrom is { } from ? Dates.Text(from) : null),
            ("valid_until", ValidUntil is { } until ? Dates.Text(until) : null)
        );

    public static Result<TrustedSigner> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TRUST_INVALID");
        var custody = fields.Text("custody");
        var keyId = fields.Text("key_id");
        var name = fields.Text("name");
        var person = fields.Text("person", PersonId.Parse);
        var key = fields.Text("public_key", VerificationKey.FromPem);
        var role = fields.Text("role", Roles.Parse);
        var from = fields.OptionalText("valid_from", Dates.ParseInstant);
        var until = fields.OptionalText("valid_until", Dates.ParseInstant);
        if (custody is not "personal" and not "service")
            fields.Fail("'custody' is personal or service");
        if (key is not null && key.KeyId != keyId)
            fields.Fail($"'key_id' of {person} is not the key's");
        return fields.Finish(() => new TrustedSigner(person, name, role, custody, key!, from, until));
    }
}
