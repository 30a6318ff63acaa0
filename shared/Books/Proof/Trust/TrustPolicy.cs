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
