using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The signed envelope: does it speak of exactly these files, and did trusted persons sign it?</summary>
internal static class EnvelopeStep
{
    public static async Task<Statement?> RunAsync(
        SealedBag bag,
        TrustPolicy? trust,
        CheckList checks,
        CancellationToken cancel
    )
    {
        var parsed = (await bag.ReadAsync(BagLayout.Envelope, cancel)).Then(bytes =>
            DsseEnvelope
                .Parse(bytes)
                .Then<DsseEnvelope>(read =>
                    read.ToJson().AsSpan().SequenceEqual(bytes)
                        ? read
                        : new Fault("DSSE_MALFORMED", "the envelope is not in canonical form")
                )
        );
        if (!parsed.TryGet(out var envelope, out var fault))
        {
            checks.Fail("envelope", FailureClass.EnvelopeInvalid, fault.Code, fault.Message);
            return null;
        }

        if (ReadStatement(envelope, trust, checks) is not { } statement)
            return null;
        CheckSubjects(bag, statement, checks);
        return statement;
    }

    /// <summary>The signatures of an envelope, and the statement in it; null where there is none.</summary>
    public static Statement? ReadStatement(DsseEnvelope envelope, TrustPolicy? trust, CheckList checks)
    {
        var parsed = Statement.Parse(envelope.Payload);
        var certifiedAt = parsed.IsOk ? CertifiedAt(parsed.Value) : null;
        // By what was signed; whether the chain says the same is checked with the certificate.
        if (trust is not null && parsed.IsOk && ServiceKeyStep.IsDirect(parsed.Value))
            ServiceKeyStep.CheckSignature(envelope, trust, certifiedAt, checks);
        else
            CheckSignatures(envelope, trust, certifiedAt, checks);
        if (envelope.PayloadType != Statement.PayloadType || !parsed.TryGet(out var statement, out _))
        {
            checks.Fail(
                "statement",
                FailureClass.EnvelopeInvalid,
                "STATEMENT_MALFORMED",
                "the envelope does not hold an in-toto statement"
            );
            return null;
        }

        checks.Require(
            statement.PredicateType == BagLayout.PredicateType,
            "statement",
            CheckOutcome.Verified,
            "in-toto statement of a close",
            FailureClass.EnvelopeInvalid,
            "PREDICATE_TYPE_UNKNOWN",
            $"the statement is about something else: {new JsonString(statement.PredicateType)}"
        );
        return statement;
    }

    /// <summary>
    /// When the signed certificate says that it was certified: keys are judged by it. Whether the chain says the same
    /// is checked with the certificate.
    /// </summary>
    private static DateTimeOffset? CertifiedAt(Statement statement) =>
        statement.Predicate["certificate"] is JsonObject certificate
        && certificate["certification"] is JsonObject certification
        && certification["certified_at"] is JsonString at
        && Dates.ParseInstant(at.Value).TryGet(out var instant, out _)
            ? instant
            : null;

    private static void CheckSignatures(
        DsseEnvelope envelope,
        TrustPolicy? trust,
        DateTimeOffset? certifiedAt,
        CheckList checks
    )
    {
        if (trust is null)
        {
            checks.NotAuthenticated("signatures", $"{envelope.Signatures.Count} signature(s)");
            return;
        }

        var keys = envelope.SignedBy(trust.Signers.Select(signer => signer.Key));
        var persons = trust.Counting(keys, certifiedAt).Select(signer => signer.Person).Distinct().Order().ToList();
        checks.Require(
            persons.Count >= trust.Threshold,
            "signatures",
            CheckOutcome.Verified,
            $"signed by {string.Join(", ", persons)} (threshold {trust.Threshold})",
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            $"{persons.Count} of the trusted approvers signed with a key that counts, {trust.Threshold} must have"
                + string.Concat(
                    trust
                        .Signers.Where(signer => keys.Contains(signer.Key) && !persons.Contains(signer.Person))
                        .Select(signer => $"; {signer.Person} signed, and {WhyNot(signer, trust)}")
                )
        );
    }

    private static string WhyNot(TrustedSigner signer, TrustPolicy trust)
    {
        if (signer.Role < Role.Approver)
            return $"is {signer.Role.Text()}";
        return trust.Counts(signer) ? "the key was not valid then" : "the key is not that person's alone";
    }

    internal static void CheckSubjects(SealedBag bag, Statement statement, CheckList checks)
    {
        var expected = bag
            .Digests.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => new Subject(file.Key, file.Value))
            .Prepend(new Subject(BagWriter.Manifest, bag.Digests.GetValueOrDefault(BagWriter.Manifest)));
        checks.Require(
            statement.Subjects.SequenceEqual(expected),
            "subjects",
            CheckOutcome.Verified,
            $"the statement names the manifest and all {statement.Subjects.Count - 1} payload files",
            FailureClass.SubjectMismatch,
            "SUBJECT_MISMATCH",
            "the signed statement does not name exactly the manifest and the payload files of this bag"
        );
    }

    /// <summary>
    /// Was the certifier a trusted approver whose key signed and was valid at the time; and is a sign-off that nobody
    /// attended acceptable?
    /// </summary>
    public static async Task CheckCertifierAsync(
        SealedBag bag,
        TrustPolicy? trust,
        CertifierClaim claim,
        RuleSet rules,
        CheckList checks,
        CancellationToken cancel
    )
    {
        if (
            trust is null
            || !(await bag.ReadAsync(BagLayout.Envelope, cancel))
                .Then(bytes => DsseEnvelope.Parse(bytes))
                .TryGet(out var envelope, out _)
        )
            return;
        CheckCertifier(envelope, trust, claim, rules, checks);
    }

    public static void CheckCertifier(
        DsseEnvelope envelope,
        TrustPolicy trust,
        CertifierClaim claim,
        RuleSet rules,
        CheckList checks
    )
    {
        if (claim.IsDirect)
            ServiceKeyStep.CheckKey(envelope, trust, claim, checks);
        else
            CheckPerson(envelope, trust, claim, rules, checks);
        checks.Require(
            !claim.IsUnattended || trust.AcceptUnattended,
            "attestation",
            CheckOutcome.Verified,
            claim.IsUnattended ? "unattended, which the trust policy accepts" : "attended",
            FailureClass.PolicyRefused,
            "UNATTENDED_REFUSED",
            "the close was certified unattended (--yes), which the trust policy refuses"
        );
    }

    private static void CheckPerson(
        DsseEnvelope envelope,
        TrustPolicy trust,
        CertifierClaim claim,
        RuleSet rules,
        CheckList checks
    )
    {
        var keys = envelope.SignedBy(trust.Signers.Select(signer => signer.Key));
        var own = trust.Counting(keys, claim.At).Where(signer => signer.Person == claim.Person).ToList();
        var isNamed = own.Exists(signer => signer.Key.KeyId == claim.KeyId);
        if (
            checks.Require(
                own.Count > 0,
                "certifier",
                CheckOutcome.Verified,
                $"{claim.Person} is a trusted approver and signed",
                FailureClass.SignatureInvalid,
                "CERTIFIER_NOT_TRUSTED",
                $"{claim.Person} is not a trusted approver whose valid key signed this proof"
            )
        )
            checks.Require(
                isNamed || rules < RuleSet.V4, // whose proofs a key that had been rotated meanwhile could seal
                "certifier's key",
                CheckOutcome.Verified,
                isNamed ? "the one that the certificate names" : "another of theirs, as these rules allow",
                FailureClass.SignatureInvalid,
                "CERTIFIER_KEY_MISMATCH",
                $"{claim.Person} signed with another key than the certificate names, {new JsonString(claim.KeyId)}"
            );
    }
}

/// <summary>Who certified, when and with which key, as the close says.</summary>
/// <param name="IsDirect">One call made it: the key is the service's.</param>
internal sealed record CertifierClaim(
    PersonId Person,
    DateTimeOffset At,
    string KeyId,
    bool IsUnattended,
    bool IsDirect
);
