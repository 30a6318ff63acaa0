using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Reconciliation;
using Bookseal.Evidence;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// Verifies an interval proof offline: manifests, envelope and the log's signature, the chain's entry under its
/// checkpoint, and then trial balance and reconciliation again from the inputs. Whatever the bag holds, the answer is a
/// report and not an exception.
/// </summary>
public static class IntervalVerifier
{
    /// <summary>
    /// Whether the bag says that it is an interval proof. It is looked at before anything is verified, and decides only
    /// who judges it: each of the two verifiers refuses the other's bags.
    /// </summary>
    public static async Task<bool> IsIntervalAsync(IBagFiles files, CancellationToken cancel)
    {
        if (
            !(await files.ListAsync(cancel)).TryGet(out var listed, out _)
            || listed.All(file => file.Path != BagLayout.Envelope)
        )
            return false;
        await using var stream = await files.OpenAsync(BagLayout.Envelope, cancel);
        return await BoundedRead.AllAsync(stream, Limits.BagSmallFileBytes, cancel) is { } bytes
            && DsseEnvelope.Parse(bytes).TryGet(out var envelope, out _)
            && Statement.Parse(envelope.Payload).TryGet(out var statement, out _)
            && statement.PredicateType == IntervalLayout.PredicateType;
    }

    public static async Task<IntervalVerification> VerifyAsync(
        IBagFiles files,
        TrustPolicy? trust,
        CancellationToken cancel,
        BagLimits? limits = null
    )
    {
        var checks = new CheckList();
        var record = await RunAsync(files, trust, limits ?? BagLimits.OfStrangers, checks, cancel);
        return new(new(checks.Checks, trust is not null, null), record);
    }

    /// <summary>interval.json as far as it can be read.</summary>
    private static async Task<JsonObject?> RunAsync(
        IBagFiles files,
        TrustPolicy? trust,
        BagLimits limits,
        CheckList checks,
        CancellationToken cancel
    )
    {
        if (await ProofVerifier.OpenAsync(files, limits, checks, cancel) is not { } bag)
            return null;
        if (await IntervalEnvelopeStep.RunAsync(bag, trust, checks, cancel) is not { } statement)
            return null;
        if (
            !(await bag.ReadAsync(IntervalLayout.Record, cancel))
                .Then(bytes => JsonText.ParseObject(bytes))
                .TryGet(out var record, out var fault)
        )
        {
            checks.Fail("interval", FailureClass.InputsInvalid, fault.Code, fault.Message);
            return null;
        }

        if (!CheckRules(record, checks))
            return record;
        if (!(await IntervalInputs.ReadAsync(bag, record, cancel)).TryGet(out var inputs, out fault))
        {
            checks.Fail("inputs", FailureClass.InputsInvalid, fault.Code, fault.Message);
            return record;
        }

        if (await IntervalAuditStep.RunAsync(bag, inputs.Facts.Tenant, trust, checks, cancel) is { } audit)
            IntervalRecomputeStep.Run(bag, inputs, audit, statement, checks);
        return record;
    }

    /// <summary>Of rules that are not known nothing can be said, least of all that the proof is invalid.</summary>
    private static bool CheckRules(JsonObject record, CheckList checks)
    {
        var stated = (record["rules"] as JsonString)?.Value ?? "";
        return checks.Require(
            IntervalRules.Parse(stated).IsOk,
            "rules",
            CheckOutcome.Verified,
            stated,
            FailureClass.UnsupportedRules,
            "UNSUPPORTED_RULES",
            $"this verifier does not know the rules {new JsonString(stated)}; use a newer one"
        );
    }
}

/// <summary>What was found of an interval proof.</summary>
/// <param name="Record">interval.json; null where it could not be read.</param>
public sealed record IntervalVerification(VerificationReport Report, JsonObject? Record)
{
    public const string NotAClose = "NOT_A_CLOSE";

    /// <summary>
    /// The exit code. A good one is told apart from a close unless somebody says that an interval is what he wants: who
    /// asks only for success must not take the one for the other.
    /// </summary>
    public FailureClass Verdict(bool allowsUntrusted, bool isWanted) =>
        Report.Verdict(allowsUntrusted) is FailureClass.None && !isWanted
            ? FailureClass.NotAClose
            : Report.Verdict(allowsUntrusted);

    public JsonObject ToJson(bool allowsUntrusted, bool isWanted)
    {
        var verdict = Verdict(allowsUntrusted, isWanted);
        var report = Report
            .ToJson(allowsUntrusted)
            .With("kind", "interval")
            .With("exit_code", (long)(int)verdict)
            .With("interval", Record);
        return verdict == FailureClass.NotAClose ? report.With("verdict", NotAClose) : report;
    }
}
