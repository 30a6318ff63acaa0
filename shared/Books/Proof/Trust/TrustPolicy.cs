using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Proof.Trust;

/// <summary>trust.json: what a verifier pins. Trust never comes from the bag.</summary>
/// <param name="Threshold">How many distinct persons with personal keys must have signed.</param>
/// <param name="AcceptUnattended">Whether sign-offs that ran with <c>--yes</c> are acceptable.</param>
public sealed record TrustPolicy(
    TenantId Tenant,
    int Threshold,
    bool AcceptUnattended,
    string LogOrigin,
    IReadOnlyList<VerificationKey> LogKeys,
    IReadOnlyList<TrustedSigner> Signers
)
{
    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("accept_unattended", AcceptUnattended),
                (
                    "log",
                    JsonObject.Of(
                        ("origin", LogOrigin),
                        ("public_keys", JsonArray.OfTexts(LogKeys.Select(key => key.ToPem())))
                    )
                ),
                ("signers", new JsonArray(Signers.Select(signer => signer.ToJson()))),
                ("tenant", Tenant.ToString()),
                ("threshold", Threshold),
                ("v", 1)
            )
        );

    public static Result<TrustPolicy> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, "TRUST_INVALID");
                var unattended = fields.Boolean("accept_unattended");
                var (origin, logKeys) = fields.Object("log", ReadLog);
                var signers = fields.Objects("signers", TrustedSigner.FromJson);
                var tenant = fields.Text("tenant", TenantId.Parse);
                var threshold = fields.Integer("threshold");
                if (fields.Integer("v") != 1)
                    fields.Fail("unknown format version");
                var persons = signers
                    .Where(signer => signer is { Custody: "personal" })
                    .Select(signer => signer.Person)
                    .Distinct()
                    .Count();
                if (threshold < 1 || threshold > persons)
                    fields.Fail("'threshold' is between 1 and the number of persons with personal keys");
                return fields.Finish(() =>
                    new TrustPolicy(tenant, (int)threshold, unattended, origin, logKeys, signers)
                );
            });

    private static Result<(string Origin, IReadOnlyList<VerificationKey> Keys)> ReadLog(JsonObject source)
    {
        var fields = new Fields(source, "TRUST_INVALID");
        var origin = fields.Text("origin");
        var keys = fields.Texts("public_keys", VerificationKey.FromPem);
        if (keys.Count == 0)
            fields.Fail("'log' names at least one key");
        return fields.Finish(() => (origin, keys));
    }
}

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
