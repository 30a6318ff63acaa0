using Bookseal.Books.Audit;
using Bookseal.Books.Certificates;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The certificates of earlier closes that a bag stands on: each was signed, and is the one that the chain saw
/// certified and sealed. Whoever rewrites one has to rewrite the chain up to a checkpoint that others may have kept.
/// </summary>
internal static class EarlierProofStep
{
    public static void Run(CloseInputs inputs, AuditEvidence audit, TrustPolicy? trust, CheckList checks)
    {
        if (inputs.Books.Rules < RuleSet.V4)
            return;
        foreach (var earlier in Of(inputs, audit))
            Check(earlier, inputs.Policy.Tenant, audit, trust, checks);
    }

    private static IEnumerable<EarlierProof> Of(CloseInputs inputs, AuditEvidence audit)
    {
        var (books, opening) = (inputs.Books, inputs.Books.Opening);
        if (opening.PreviousCertificate is { } previous)
            yield return new("previous", books.Company.Calendar.Previous(books.Period), previous)
            {
                Package = opening.PreviousPackage,
            };
        if (opening.Restatement is { } restatement)
            yield return new("adjustment", restatement.Adjustment, restatement.Certificate)
            {
                Package = restatement.Package,
            };
        if (books.Decertified is { } decertified && audit.Run.Decertified is not null)
            yield return new("withdrawn", books.Period, decertified.Certificate) { Package = decertified.Package };
    }

    private static void Check(
        EarlierProof earlier,
        TenantId tenant,
        AuditEvidence audit,
        TrustPolicy? trust,
        CheckList checks
    )
    {
        var name = $"{earlier.Name} proof package";
        if (earlier.Package is not { } bytes)
        {
            checks.Fail(
                name,
                FailureClass.ContinuityBroken,
                "EARLIER_PROOF_MISSING",
                $"the signed package of the {earlier.Name} close is not in the bag"
            );
            return;
        }

        if (!CarriedPackage.FromBytes(bytes).TryGet(out var package, out var fault))
        {
            checks.Fail(name, FailureClass.ContinuityBroken, "EARLIER_PROOF_MISMATCH", fault.Message);
            return;
        }

        var mismatch = Mismatch(earlier, package, tenant, audit);
        checks.Require(
            mismatch is null,
            name,
            CheckOutcome.Verified,
            $"names the {earlier.Name} certificate, and is what the chain saw certified and sealed",
            FailureClass.ContinuityBroken,
            "EARLIER_PROOF_MISMATCH",
            mismatch ?? ""
        );
        CheckSignature(earlier, package, trust, checks);
    }

    private static string? Mismatch(EarlierProof earlier, CarriedPackage package, TenantId tenant, AuditEvidence audit)
    {
        var (certificate, digest) = (earlier.Stated, Digest.Of(earlier.Certificate));
        if (!certificate.IsOf(tenant, earlier.Period))
            return $"the {earlier.Name} certificate is not of {earlier.Period} of this company";
        if (package[BagLayout.Certificate] != digest || CanonicalJson.DigestOf(package.Certificate) != digest)
            return $"it does not name the {earlier.Name} certificate";
        var entries = audit.Slice.Entries;
        if (
            Certifications.Standing(entries).SkipLast(1).LastOrDefault(entry => entry.Period == earlier.Period)
            is not { } certified
        )
            return $"the slice does not reach back to the certification of {earlier.Period}";
        if (certificate.Certification?.ToString() != CertificationIn(certified).ToString())
            return $"the certificate does not say what the chain says of the certification of {earlier.Period}";
        if (!certificate.Certification!.States("payload_digest", package.PayloadDigest.ToString()))
            return "the files that it names are not those that were certified";
        if (!IsCheckpoint(package, certified, audit))
            return "its checkpoint is not the tree head of this log at that certification";
        if (package.Manifest is not { } manifest || !IsSealed(earlier, manifest, digest, certified, entries))
            return "the chain sealed another package";
        return entries.Any(entry =>
            entry.Period == earlier.Period
            && entry.Type is SignatureAdded.TypeName or SignatureAdded.TypeNameOfRules3
            && entry.Run == certified.Run
            && (EventOf(entry) as SignatureAdded)?.Statement != package.StatementDigest
        )
            ? "the chain says that another statement was signed"
            : null;
    }

    private static bool IsSealed(
        EarlierProof earlier,
        Digest manifest,
        Digest certificate,
        AuditEntry certified,
        IReadOnlyList<AuditEntry> entries
    ) =>
        entries.LastOrDefault(entry => IsOf(entry, earlier, ProofSealed.TypeName) && entry.Run == certified.Run)
            is { } seal
        && EventOf(seal) is ProofSealed proof
        && proof.Manifest == manifest
        && proof.Certificate == certificate
        && proof.CheckpointSize == certified.Sequence + 1
        && proof.ProofId == certified.Run?.ProofId;

    private static bool IsCheckpoint(CarriedPackage package, AuditEntry certified, AuditEvidence audit) =>
        package.Statement.Predicate["checkpoint"] is JsonObject signed
        && audit.RootAt(certified.Sequence + 1) is { } root
        && signed.ToString()
            == ProofStatement.Of(new Checkpoint(certified.Log, certified.Sequence + 1, root)).ToString();

    /// <summary>The certificate's member as <c>certified</c> has it.</summary>
    private static JsonObject CertificationIn(AuditEntry certified) =>
        certified
            .Data.With("audit_sequence", certified.Sequence)
            .With("certified_at", Dates.Text(certified.Timestamp))
            .With("certified_by", certified.Actor.ToString());

    private static bool IsOf(AuditEntry entry, EarlierProof earlier, string type) =>
        entry.Period == earlier.Period && entry.Type == type;

    private static RunEvent? EventOf(AuditEntry entry) =>
        RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true } read ? read.Value : null;

    /// <summary>
    /// Signed by its certifier with the key that it names. How many more had to sign it is for its own bag to show.
    /// </summary>
    private static void CheckSignature(
        EarlierProof earlier,
        CarriedPackage package,
        TrustPolicy? trust,
        CheckList checks
    )
    {
        var name = $"{earlier.Name} signature";
        if (trust is null)
        {
            checks.NotAuthenticated(name, $"that of the {earlier.Name} close");
            return;
        }

        var certification = earlier.Stated.Certification;
        var at = Dates.ParseInstant(certification?.Text("certified_at") ?? "");
        var keys = package.Envelope.SignedBy(trust.Signers.Select(signer => signer.Key));
        if (earlier.Stated.IsDirect)
        {
            CheckService(name, earlier, trust, keys, at.IsOk ? at.Value : null, checks);
            return;
        }

        var signer = trust
            .Counting(keys, at.IsOk ? at.Value : null)
            .FirstOrDefault(known =>
                certification is not null
                && certification.States("certified_by", known.Person.ToString())
                && certification.States("key_id", known.Key.KeyId)
            );
        checks.Require(
            signer is not null,
            name,
            CheckOutcome.Verified,
            $"signed by {signer?.Person}, who certified it",
            FailureClass.ContinuityBroken,
            "EARLIER_PROOF_UNSIGNED",
            $"no trusted approver who certified the {earlier.Name} close signed it with a key that was valid then; "
                + "trust.json has to name who did, with the dates of the key"
        );
    }

    /// <summary>What one call closed is good to stand on for whoever takes such closes.</summary>
    private static void CheckService(
        string name,
        EarlierProof earlier,
        TrustPolicy trust,
        IReadOnlyCollection<VerificationKey> keys,
        DateTimeOffset? at,
        CheckList checks
    )
    {
        var keyId = earlier.Stated.Certification?.Text("key_id") ?? "";
        checks.Require(
            trust.AcceptDirect == true && trust.HasService(keys, at, keyId),
            name,
            CheckOutcome.Verified,
            "one call made it, and the company's service key signed it",
            FailureClass.ContinuityBroken,
            trust.AcceptDirect == true ? "EARLIER_PROOF_UNSIGNED" : ServiceKeyStep.Refused,
            trust.AcceptDirect == true
                ? $"no trusted service key signed the {earlier.Name} close that was valid then"
                : $"one call made the {earlier.Name} close, which the trust policy does not accept (accept_direct)"
        );
    }
}

/// <summary>A certificate that a bag stands on, and the package that signs it.</summary>
internal sealed record EarlierProof(string Name, PeriodCode Period, byte[] Certificate)
{
    public byte[]? Package { get; init; }

    public EarlierCertificate Stated { get; } = EarlierCertificate.Of(Certificate);
}
