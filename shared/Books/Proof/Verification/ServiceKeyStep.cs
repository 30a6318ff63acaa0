using Bookseal.Books.Checklists;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The signature of a close that one call made. No person made it, so that it is good only for who says that they take
/// such closes, and have pinned the company's service key.
/// </summary>
internal static class ServiceKeyStep
{
    public const string Refused = "DIRECT_CLOSE_REFUSED";

    /// <summary>By what was signed, which the chain is held against with the certificate.</summary>
    public static bool IsDirect(Statement statement) =>
        statement.Predicate["certificate"] is JsonObject certificate && IsDirect(certificate);

    public static bool IsDirect(JsonObject certificate) =>
        certificate["template"] is JsonString { Value: DirectTemplates.Name };

    public static void CheckSignature(
        DsseEnvelope envelope,
        TrustPolicy trust,
        DateTimeOffset? certifiedAt,
        CheckList checks
    )
    {
        const string name = "signatures";
        if (trust.AcceptDirect != true)
        {
            checks.Fail(
                name,
                FailureClass.PolicyRefused,
                Refused,
                "one call made this close, and no person signed it; the trust policy does not accept that "
                    + "(accept_direct)"
            );
            return;
        }

        checks.Require(
            trust.Threshold == 1 && trust.HasService(SignedBy(envelope, trust), certifiedAt),
            name,
            CheckOutcome.Verified,
            "signed by the company's service key, and by no person",
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            trust.Threshold > 1
                ? $"{trust.Threshold} persons must have signed, and none of them has"
                : $"no trusted service key of {PersonId.System} signed that was valid then"
        );
    }

    /// <summary>The certificate names the key that signed.</summary>
    public static void CheckKey(DsseEnvelope envelope, TrustPolicy trust, CertifierClaim claim, CheckList checks) =>
        checks.Require(
            trust.HasService(SignedBy(envelope, trust), claim.At, claim.KeyId),
            "certifier's key",
            CheckOutcome.Verified,
            "the service key that the certificate names",
            FailureClass.SignatureInvalid,
            "CERTIFIER_KEY_MISMATCH",
            $"no trusted service key signed that is the one which the certificate names, {new JsonString(claim.KeyId)}"
        );

    private static IReadOnlyCollection<Evidence.Signing.VerificationKey> SignedBy(
        DsseEnvelope envelope,
        TrustPolicy trust
    ) => envelope.SignedBy(trust.Signers.Select(signer => signer.Key));
}
