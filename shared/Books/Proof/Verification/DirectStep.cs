using Bookseal.Books.Runs;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// A close that one call made: that it says so, and might be made so. Whoever reads the report is to see at a glance
/// that nobody but the caller had a part in it.
/// </summary>
internal static class DirectStep
{
    public const string Name = "direct close";

    public static void Run(CloseRun run, CheckList checks)
    {
        if (run.Direct is not { } direct)
            return;
        if (DirectRules.PolicyFault(run.Policy) is { } refused)
        {
            checks.Fail(Name, FailureClass.GuardFailed, refused.Code, refused.Message);
            return;
        }

        var certified = run.Certification!;
        var claimed = direct.ClaimedBy is { } name ? $" under the name {new JsonString(name)}" : "";
        checks.Require(
            certified.Attestation == "unattended" && certified.By == run.StartedBy,
            Name,
            CheckOutcome.Attested,
            $"one call of {run.StartedBy}{claimed} made it and certified it; duties were not separated, nobody "
                + $"reviewed it, and no person's key signed it; reason: {new JsonString(direct.Reason)}",
            FailureClass.AuditChainBroken,
            ConductRules.OutOfOrder,
            $"{certified.By} certified as if they had looked at what one call of {run.StartedBy} closed"
        );
    }
}
