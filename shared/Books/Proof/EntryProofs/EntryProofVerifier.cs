using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Proof.EntryProofs;

/// <summary>
/// Verifies an entry proof offline. The certificate is taken on the word of those who signed: what it says is
/// recomputed only from the whole bag. Whatever the file holds, the answer is a report and not an exception.
/// </summary>
public static class EntryProofVerifier
{
    public static EntryVerification Verify(ReadOnlySpan<byte> file, TrustPolicy? trust)
    {
        var checks = new CheckList();
        if (!EntryProof.FromBytes(file).TryGet(out var proof, out var fault))
        {
            checks.Fail("entry proof", FailureClass.EnvelopeInvalid, fault.Code, fault.Message);
            return new(new(checks.Checks, trust is not null, null), null, null);
        }

        checks.Good("entry proof", CheckOutcome.Verified, "one line, in canonical form");
        var certificate = CheckStatement(proof, trust, checks);
        var entry = CheckLine(proof, checks);
        if (certificate is not null)
            CheckCertificate(proof, certificate, entry, trust, checks);
        return new(new(checks.Checks, trust is not null, certificate), proof, entry);
    }

    /// <summary>Envelope and statement as in a bag. Returns the certificate in it.</summary>
    private static JsonObject? CheckStatement(EntryProof proof, TrustPolicy? trust, CheckList checks)
    {
        if (EnvelopeStep.ReadStatement(proof.Envelope, trust, checks) is not { } statement)
            return null;
        if (statement.Predicate["certificate"] is not JsonObject certificate)
        {
            checks.Fail(
                "certificate",
                FailureClass.InputsInvalid,
                "CERTIFICATE_INVALID",
                "the statement carries no certificate"
            );
            return null;
        }

        var subject = new Subject(BagLayout.Certificate, CanonicalJson.DigestOf(certificate));
        checks.Require(
            statement.Subjects.Contains(subject),
            "subjects",
            CheckOutcome.Verified,
            "the statement names the certificate that it carries",
            FailureClass.SubjectMismatch,
            "SUBJECT_MISMATCH",
            "the signed statement carries another certificate than the one that it names"
        );
        return certificate;
    }

    private static Entry? CheckLine(EntryProof proof, CheckList checks)
    {
        var decoded = EntryCodec.Decode(proof.Line);
        checks.Require(
            decoded.IsOk,
            "line",
            CheckOutcome.Verified,
            "a journal line in canonical form",
            FailureClass.InputsInvalid,
            "JOURNAL_LINE_INVALID",
            decoded.IsOk ? "" : decoded.Fault.Message
        );
        return decoded.IsOk ? decoded.Value : null;
    }

    private static void CheckCertificate(
        EntryProof proof,
        JsonObject certificate,
        Entry? entry,
        TrustPolicy? trust,
        CheckList checks
    )
    {
        if (CloseRules.Read(certificate, trust, checks) is not { } rules)
            return;
        if (!CertifiedClose.FromJson(certificate).TryGet(out var close, out var fault))
        {
            checks.Fail("certificate", FailureClass.InputsInvalid, fault.Code, fault.Message);
            return;
        }

        checks.Good(
            "certificate",
            CheckOutcome.Attested,
            $"the close of {close.Period} of {close.Tenant}, as {close.CertifiedBy} certified it; "
                + "recomputing it takes the whole bag"
        );
        if (close.IsDirect)
            checks.Good(
                DirectStep.Name,
                CheckOutcome.Attested,
                "one call made it: duties were not separated, nobody reviewed it, and no person's key signed it"
            );
        checks.Require(
            entry is null || close.Contains(entry.Date),
            "period",
            CheckOutcome.Verified,
            $"the entry is dated in {close.Period}",
            FailureClass.InputsInvalid,
            "ENTRY_OUTSIDE_PERIOD",
            $"the entry is not dated in {close.Period}"
        );
        checks.Require(
            IsIncluded(proof, close),
            "inclusion",
            CheckOutcome.Verified,
            $"line {proof.Index + 1} of {proof.Size} under the ledger hash {close.LedgerHash}",
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            "the line, its place and the path do not lead to the certified ledger hash and number of entries"
        );
        if (trust is not null)
            CheckTrust(proof, close, rules, trust, checks);
    }

    private static void CheckTrust(
        EntryProof proof,
        CertifiedClose close,
        RuleSet rules,
        TrustPolicy trust,
        CheckList checks
    )
    {
        checks.Require(
            trust.Tenant == close.Tenant,
            "company",
            CheckOutcome.Verified,
            $"trust is pinned for {close.Tenant}",
            FailureClass.SignatureInvalid,
            "TENANT_NOT_TRUSTED",
            $"trust is pinned for {trust.Tenant}, and this is a close of {close.Tenant}"
        );
        EnvelopeStep.CheckCertifier(
            proof.Envelope,
            trust,
            new(close.CertifiedBy, close.CertifiedAt, close.KeyId, close.IsUnattended, close.IsDirect),
            rules,
            checks
        );
    }

    /// <summary>
    /// The size is bound by the certificate: the path alone binds it only as far as it turns (RFC 9162 section 2.1.3).
    /// </summary>
    private static bool IsIncluded(EntryProof proof, CertifiedClose close) =>
        proof.Size == close.Entries
        && MerkleProof.VerifyInclusion(
            MerkleHash.Leaf(proof.Line),
            proof.Index,
            proof.Size,
            proof.Path,
            close.LedgerHash
        );
}

/// <param name="Proof">Null where the file is none.</param>
/// <param name="Entry">What the line says; null where it cannot be read.</param>
public sealed record EntryVerification(VerificationReport Report, EntryProof? Proof, Entry? Entry)
{
    /// <summary>
    /// The members of a bag's report, and <c>entry</c>, <c>index</c> and <c>size</c> where they are known.
    /// </summary>
    public JsonObject ToJson(bool allowsUntrusted = false) =>
        Report
            .ToJson(allowsUntrusted)
            .With("kind", "entry")
            .With("entry", Entry is null ? null : JsonText.Parse(EntryCodec.Encode(Entry)).Value)
            .With("index", Proof is null ? null : (JsonValue)Proof.Index)
            .With("size", Proof is null ? null : (JsonValue)Proof.Size);
}
