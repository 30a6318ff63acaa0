using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Is the log of this proof the one that somebody kept a checkpoint of, and does the proof still stand by what a later
/// close says?
/// </summary>
internal static class KeptStep
{
    private const string NotCovered = "CHECKPOINT_NOT_COVERED";

    /// <param name="newer">The later bag, verified by itself.</param>
    public static void Run(
        VerifiedProof proof,
        KeptCheckpoint? kept,
        (VerificationReport Report, VerifiedProof? Proof)? newer,
        TrustPolicy? trust,
        CheckList checks
    )
    {
        VerifiedProof? later = null;
        if (newer is { } given)
        {
            var detail = given.Report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed);
            if (
                checks.Require(
                    given.Report.IsValid && given.Proof is not null,
                    "newer bag",
                    CheckOutcome.Verified,
                    "is valid itself",
                    FailureClass.ContinuityBroken,
                    "NEWER_BAG_INVALID",
                    $"is not valid itself: {detail?.Code} {detail?.Detail}"
                )
            )
                CheckStanding(proof, later = given.Proof!, checks);
        }

        if (kept is not null)
            CheckCheckpoint(kept, later is null ? [proof] : [proof, later], trust, checks);
    }

    private static void CheckCheckpoint(
        KeptCheckpoint kept,
        IReadOnlyList<VerifiedProof> proofs,
        TrustPolicy? trust,
        CheckList checks
    )
    {
        const string name = "kept checkpoint";
        var head = kept.Head;
        if (
            proofs[0].Audit.Checkpoint.Origin != head.Origin
            || (trust is not null && !trust.LogKeys.Any(key => kept.Note.IsSignedBy(head.Origin, key)))
        )
        {
            checks.Fail(
                name,
                FailureClass.CheckpointInvalid,
                "CHECKPOINT_FOREIGN",
                "the checkpoint that was kept is of another log, or no trusted key of this one signed it"
            );
            return;
        }

        var covering = proofs.FirstOrDefault(proof => proof.Audit.RootAt(head.Size) is not null);
        if (covering is null)
            checks.Fail(
                name,
                FailureClass.ContinuityBroken,
                NotCovered,
                head.Size > proofs[0].Audit.Slice.Size
                    ? $"it counts {head.Size} entries, more than this proof has; give a newer bag, too (--newer)"
                    : $"it counts {head.Size} entries, from before this proof's slice; compare it with the next close's"
            );
        else
            checks.Require(
                covering.Audit.RootAt(head.Size) == head.Root,
                name,
                CheckOutcome.Verified,
                $"the log is the one that had {head.Size} entries then, and only grew",
                FailureClass.ContinuityBroken,
                "LOG_REWRITTEN",
                $"the first {head.Size} entries of this log are not those of the checkpoint that was kept: "
                    + "its chain was written again"
            );
    }

    private static void CheckStanding(VerifiedProof proof, VerifiedProof newer, CheckList checks)
    {
        const string name = "standing";
        var (digest, run) = (CanonicalJson.DigestOf(proof.Certificate), proof.Audit.Run);
        if (newer.Audit.Run.Tenant != run.Tenant || newer.Audit.Checkpoint.Origin != proof.Audit.Checkpoint.Origin)
        {
            checks.Fail(name, FailureClass.ContinuityBroken, "NEWER_BAG_FOREIGN", "the newer bag is of another log");
            return;
        }

        if (IsSuperseded(digest, run.Period, run.Version, newer))
        {
            checks.Fail(
                name,
                FailureClass.Superseded,
                "SUPERSEDED",
                $"version {run.Version} of {run.Period} was withdrawn; by the newer bag another stands in its place, "
                    + "or none"
            );
            return;
        }

        var size = proof.Audit.Slice.Size;
        var root = newer.Audit.RootAt(size);
        if (root is { } known && known != proof.Audit.Checkpoint.Root)
            checks.Fail(
                name,
                FailureClass.ContinuityBroken,
                "LOG_REWRITTEN",
                $"the newer bag's log has other entries among its first {size}"
            );
        else
            checks.Require(
                root is not null || IsPrevious(digest, newer),
                name,
                CheckOutcome.Verified,
                "the newer bag's log goes on from this proof, and does not withdraw it",
                FailureClass.ContinuityBroken,
                NotCovered,
                "the newer bag does not reach back to this proof, or is older; give that of the next close"
            );
    }

    private static bool IsSuperseded(Digest certificate, PeriodCode period, int version, VerifiedProof newer)
    {
        var run = newer.Audit.Run;
        if (run.Period == period && run.Version > version)
            return true;
        var withdraws = newer.Audit.Slice.Entries.Any(entry =>
            entry.Type == Decertified.TypeName
            && RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: Decertified decertified }
            && decertified.Close.Certificate == certificate
        );
        return withdraws
            || (
                newer.Inputs.Books.PreviousCertificate is { } previous
                && newer.Inputs.Policy.Calendar.Previous(run.Period) == period
                && Digest.Of(previous) != certificate
            );
    }

    private static bool IsPrevious(Digest certificate, VerifiedProof newer) =>
        newer.Inputs.Books.PreviousCertificate is { } previous && Digest.Of(previous) == certificate;
}

/// <summary>What a verification read of a proof.</summary>
internal sealed record VerifiedProof(JsonObject Certificate, CloseInputs Inputs, AuditEvidence Audit);
