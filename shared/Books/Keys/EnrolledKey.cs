using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Keys;

/// <summary>A key that may sign, as the audit chain names it.</summary>
/// <param name="Person">Null: the log's key.</param>
/// <param name="Store">Where the private key lay when it was enrolled.</param>
/// <param name="Possession">
/// Base64 of the DER signature by the key over <see cref="PossessionOf"/>. Null for the log's, whose checkpoints prove
/// it, and for a key that had certified before keys were enrolled.
/// </param>
public sealed record EnrolledKey(PersonId? Person, VerificationKey Key, KeyStore Store, string? Possession)
{
    /// <summary>What a person's key signs to be enrolled, so that nobody enrols a key that is not theirs.</summary>
    public static byte[] PossessionOf(TenantId tenant, PersonId person, VerificationKey key) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("key_id", key.KeyId),
                ("log", Company.CompanyProfile.OriginOf(tenant)),
                ("person", person.ToString()),
                ("tenant", tenant.ToString()),
                ("type", "https://bookseal.dev/key-possession/v1")
            )
        );

    public bool IsProven(TenantId tenant)
    {
        if (Person is not { } person || Possession is null)
            return Person is null;
        var signature = new byte[Possession.Length];
        return Convert.TryFromBase64String(Possession, signature, out var length)
            && Key.Verify(PossessionOf(tenant, person, Key), signature.AsSpan(0, length));
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("key_id", Key.KeyId),
            ("key_store", Store.Text()),
            ("person", Person?.ToString()),
            ("possession", Possession),
            ("public_key", Key.ToPem())
        );

    public static Result<EnrolledKey> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var keyId = fields.Text("key_id");
        var store = fields.Text("key_store", KeyStores.Parse);
        var person = fields.OptionalText("person", PersonId.Parse);
        var possession = fields.OptionalText("possession");
        var key = fields.Text("public_key", VerificationKey.FromPem);
        if (key is not null && key.KeyId != keyId)
            fields.Fail("'key_id' is not that of 'public_key'");
        return fields.Finish(() => new EnrolledKey(person, key!, store, possession));
    }
}
