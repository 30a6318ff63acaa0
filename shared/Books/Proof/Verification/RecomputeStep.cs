using Bookseal.Books.Certificates;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs;
using Bookseal.Books.Waivers;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof.Verification;

/// <summary>Makes the payload again from the inputs and the run's events, and compares bytes.</summary>
internal static class RecomputeStep
{
    public static void Run(
        SealedBag bag,
        CloseInputs inputs,
        AuditEvidence audit,
        Statement statement,
        TrustPolicy? trust,
        CheckList checks
    )
    {
        var run = audit.Run;
        PinnedStep.Run(bag, inputs, run, checks);
        TeamStep.Run(inputs, audit, checks);
        if (checks.HasFailed)
            return;
        CheckGuards(inputs, run, checks);
        var payload = ProofPayload.Of(inputs.Books, run, inputs.Policy with { Policy = run.Policy }, inputs.Streamed);
        foreach (var (path, content) in payload.Files)
            CheckFile(
                bag,
                path,
                Digest.Of(content),
                path.StartsWith("data/inputs/", StringComparison.Ordinal)
                    ? CheckOutcome.Verified
                    : CheckOutcome.Recomputed,
                checks
            );
        var certificate = payload.Certificate(audit.Slice.Size - 1);
        CheckFile(bag, BagLayout.GeneralLedger, inputs.Streamed.GeneralLedger, CheckOutcome.Recomputed, checks);
        CheckFile(bag, BagLayout.Certificate, CanonicalJson.DigestOf(certificate), CheckOutcome.Recomputed, checks);
        CheckEvidence(bag, payload, checks);
        CheckNoStrangers(bag, inputs, payload, checks);
        CheckHashes(inputs, run, payload, checks);
        bag.Spelling.Tell(checks);
        CheckReviews(inputs, run, checks);
        DirectStep.Run(run, checks);
        CheckStatement(bag, statement, payload, certificate, audit, checks);
        ConductStep.Run(inputs, audit, checks);
        BeginningStep.Run(inputs, audit, checks);
        ContinuityStep.Run(inputs, audit, checks);
        EarlierProofStep.Run(inputs, audit, trust, checks);
        // Last: whatever else is forged changes what was signed off, too, and is the nearer finding.
        SignOffStep.Run(inputs.Books, run, checks);
        PinnedStep.CheckKindOfMonth(inputs, run, checks);
    }

    private static void CheckGuards(CloseInputs inputs, CloseRun run, CheckList checks)
    {
        var failed = WaivedGuards
            .Evaluate(5, inputs.Books, run)
            .Where(guard => !guard.Passed)
            .Select(guard => guard.Code)
            .ToList();
        checks.Require(
            failed.Count == 0,
            "guards",
            CheckOutcome.Recomputed,
            "every guard passes on the inputs",
            FailureClass.GuardFailed,
            "GUARD_FAILED",
            $"does not pass on the inputs in the bag: {string.Join(", ", failed)}"
        );
    }

    private static void CheckFile(
        SealedBag bag,
        string path,
        Digest expected,
        CheckOutcome outcome,
        CheckList checks
    ) =>
        checks.Require(
            bag.Digests.TryGetValue(path, out var actual) && actual == expected,
            path["data/".Length..],
            outcome,
            outcome == CheckOutcome.Recomputed ? "follows from the inputs" : "in canonical form",
            FailureClass.RecomputeMismatch,
            "RECOMPUTE_MISMATCH",
            "does not follow from the inputs in the bag"
        );

    private static void CheckEvidence(SealedBag bag, ProofPayload payload, CheckList checks)
    {
        if (payload.Evidence.Count == 0)
            return;
        var lost = payload
            .Evidence.Where(digest =>
                !bag.Digests.TryGetValue(TaskEvidence.PathOf(digest), out var actual) || actual != digest
            )
            .ToList();
        checks.Require(
            lost.Count == 0,
            "task evidence",
            CheckOutcome.Attested,
            $"{payload.Evidence.Count} files of tasks, as the chain names them; their content is not recomputed",
            FailureClass.RecomputeMismatch,
            "EVIDENCE_MISMATCH",
            $"what the chain names is not there, or is another: {string.Join(", ", lost.Take(3))}"
        );
    }

    private static void CheckNoStrangers(SealedBag bag, CloseInputs inputs, ProofPayload payload, CheckList checks)
    {
        var known = payload
            .Files.Keys.Concat(inputs.Streamed.ByPath().Select(file => file.Key))
            .Concat(payload.Evidence.Select(TaskEvidence.PathOf))
            .Concat([BagLayout.Certificate, BagLayout.Audit])
            .ToHashSet(StringComparer.Ordinal);
        var strangers = bag
            .Digests.Keys.Where(path => path.StartsWith("data/", StringComparison.Ordinal) && !known.Contains(path))
            .ToList();
        if (strangers.Count > 0)
            checks.Fail(
                "payload",
                FailureClass.RecomputeMismatch,
                "PAYLOAD_UNKNOWN_FILE",
                $"a close has no such file: {string.Join(", ", strangers.Take(5))}"
            );
    }

    private static void CheckHashes(CloseInputs inputs, CloseRun run, ProofPayload payload, CheckList checks)
    {
        var closeHash = CloseHash.Of(run.Tenant, run.PeriodId, inputs.Books.TrialBalance, inputs.Books.Fold.Entries);
        checks.Require(
            run.Package!.CloseHash == closeHash,
            "close_hash",
            CheckOutcome.Recomputed,
            closeHash.ToString(),
            FailureClass.RecomputeMismatch,
            "CLOSE_HASH_MISMATCH",
            "the counts and totals of the inputs are not those that were certified"
        );
        checks.Require(
            run.Package.LedgerHash == inputs.Books.Fold.Leaves.Root(),
            "ledger_hash",
            CheckOutcome.Recomputed,
            run.Package.LedgerHash.ToString(),
            FailureClass.RecomputeMismatch,
            "LEDGER_HASH_MISMATCH",
            "the journal in the bag is not the one that was certified"
        );
        checks.Require(
            run.Certification!.Payload == payload.Digest && run.Package.Payload == payload.Digest,
            "payload digest",
            CheckOutcome.Recomputed,
            payload.Digest.ToString(),
            FailureClass.RecomputeMismatch,
            "PAYLOAD_MISMATCH",
            "what was certified is not what is in the bag"
        );
        var prepared =
            run.Preparers.Contains(run.Certification.By) || inputs.Books.Preparers.Contains(run.Certification.By);
        checks.Require(
            !prepared || !run.Policy.EnforceSegregation,
            "segregation of duties",
            CheckOutcome.Recomputed,
            DutiesText(run, prepared),
            FailureClass.GuardFailed,
            "SEGREGATION_OF_DUTIES",
            "the certifier prepared the period, which the policy forbids"
        );
    }

    private static string DutiesText(CloseRun run, bool prepared)
    {
        if (run.IsDirect)
            return "not applied: one call made the close";
        return prepared ? "advisory: the certifier also prepared" : "the certifier prepared nothing";
    }

    /// <summary>Who says that they looked has an answer to everything that was to look at.</summary>
    private static void CheckReviews(CloseInputs inputs, CloseRun run, CheckList checks)
    {
        if (inputs.Books.Rules < RuleSet.V3)
            return;
        var sheet = SignOffSheet.Of(inputs.Books, run);
        checks.Require(
            sheet.Unreviewed.Count == 0 || run.Certification!.Attestation == "unattended",
            "warnings",
            CheckOutcome.Recomputed,
            sheet.Warnings.Count == 0 ? "none" : string.Join("; ", sheet.Warnings.Select(review => review.Describe())),
            FailureClass.GuardFailed,
            Refusal.WarningsNotAccepted,
            $"certified as attended, and nobody has accepted {string.Join(", ", sheet.Unreviewed)}"
        );
    }

    private static void CheckStatement(
        SealedBag bag,
        Statement statement,
        ProofPayload payload,
        JsonObject certificate,
        AuditEvidence audit,
        CheckList checks
    )
    {
        var digests = new Dictionary<string, Digest>(payload.Digests(certificate))
        {
            [BagLayout.Audit] = bag.Digests[BagLayout.Audit],
        };
        var expected = ProofStatement.Of([], digests, certificate, payload.Guards, audit.Checkpoint).Predicate;
        checks.Require(
            statement.Predicate.ToString() == expected.ToString(),
            "predicate",
            CheckOutcome.Recomputed,
            "certificate, guards and checkpoint as in the bag",
            FailureClass.RecomputeMismatch,
            "PREDICATE_MISMATCH",
            "the signed predicate does not agree with the bag"
        );
    }
}
