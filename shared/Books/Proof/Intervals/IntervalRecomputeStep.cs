using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Reconciliation;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>Makes the payload again from the inputs, and compares bytes.</summary>
internal static class IntervalRecomputeStep
{
    public static void Run(
        SealedBag bag,
        IntervalInputs inputs,
        IntervalAudit audit,
        Statement statement,
        CheckList checks
    )
    {
        var payload = IntervalPayload.Of(
            inputs.Facts,
            inputs.Books,
            IntervalLayout.Streamed.ToDictionary(path => path, path => bag.Digests[path])
        );
        foreach (var (path, content) in payload.Files)
            CheckFile(bag, path, Digest.Of(content), checks);
        CheckNoStrangers(bag, payload, checks);
        CheckAnnounced(inputs, audit, payload, checks);
        checks.Require(
            statement.Predicate.ToString()
                == IntervalStatement.Predicate(payload.Record, audit.Entry, audit.Checkpoint).ToString(),
            "predicate",
            CheckOutcome.Recomputed,
            "interval, export and checkpoint as in the bag",
            FailureClass.RecomputeMismatch,
            "PREDICATE_MISMATCH",
            "the signed predicate does not agree with the bag"
        );
        bag.Spelling.Tell(checks);
        Tell(inputs, payload.Report, checks);
    }

    private static void CheckFile(SealedBag bag, string path, Digest expected, CheckList checks)
    {
        var isInput = path.StartsWith("data/inputs/", StringComparison.Ordinal);
        checks.Require(
            bag.Digests.TryGetValue(path, out var actual) && actual == expected,
            path["data/".Length..],
            isInput ? CheckOutcome.Verified : CheckOutcome.Recomputed,
            isInput ? "in canonical form" : "follows from the inputs",
            FailureClass.RecomputeMismatch,
            "RECOMPUTE_MISMATCH",
            "does not follow from the inputs in the bag"
        );
    }

    private static void CheckNoStrangers(SealedBag bag, IntervalPayload payload, CheckList checks)
    {
        var known = payload.Digests.Keys.Append(BagLayout.Audit).ToHashSet(StringComparer.Ordinal);
        var strangers = bag
            .Digests.Keys.Where(path => path.StartsWith("data/", StringComparison.Ordinal) && !known.Contains(path))
            .ToList();
        if (strangers.Count > 0)
            checks.Fail(
                "payload",
                FailureClass.RecomputeMismatch,
                "PAYLOAD_UNKNOWN_FILE",
                $"an interval proof has no such file: {string.Join(", ", strangers.Take(5))}"
            );
    }

    private static void CheckAnnounced(
        IntervalInputs inputs,
        IntervalAudit audit,
        IntervalPayload payload,
        CheckList checks
    )
    {
        var expected = ExportIntended.Of(
            inputs.Facts.Tenant,
            inputs.Books.Interval,
            inputs.Books.Source.MadeUnder,
            payload.Digest
        );
        checks.Require(
            audit.Intended == expected,
            "payload digest",
            CheckOutcome.Recomputed,
            payload.Digest.ToString(),
            FailureClass.RecomputeMismatch,
            "PAYLOAD_MISMATCH",
            "what the audit chain announced is not what is in the bag"
        );
    }

    /// <summary>What the log is believed in, and what the numbers say.</summary>
    private static void Tell(IntervalInputs inputs, ReconciliationReport report, CheckList checks)
    {
        checks.Good(
            "completeness",
            CheckOutcome.Attested,
            "that these are all entries of the interval, its openings and how its periods stood: on the log's word"
        );
        checks.Good(
            "balance",
            CheckOutcome.Recomputed,
            inputs.Books.IsBalanced ? "debits equal credits" : "THE BOOKS DO NOT BALANCE, which the proof states"
        );
        checks.Good(
            "reconciliation",
            CheckOutcome.Recomputed,
            $"{ReconciledPair.TextOf(report.Verdict)} over {report.Pairs.Count} comparisons"
        );
        checks.NotTold("certification", IntervalVerification.NotAClose, IntervalRecord.NoClose);
    }
}
