using Bookseal.Books.Certificates;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The run pinned policy, master data and the positions of subledgers and bank statements: the inputs must be those.
/// That the journal was fenced and every task done is the chain's word.
/// </summary>
internal static class PinnedStep
{
    public static void Run(SealedBag bag, CloseInputs inputs, CloseRun run, CheckList checks)
    {
        checks.Require(
            inputs.Policy.Policy == run.Policy && inputs.Policy.Tenant == run.Tenant,
            "policy",
            CheckOutcome.Verified,
            "as the run pinned it",
            FailureClass.RecomputeMismatch,
            "POLICY_MISMATCH",
            "policy.json is not the policy that the run pinned"
        );
        var isPinned =
            run.Master is { } master
            && bag.Digests[BagLayout.Accounts] == master.Accounts
            && (!inputs.Books.IsFirstPeriod || bag.Digests[BagLayout.OpeningBalances] == master.Openings);
        checks.Require(
            isPinned,
            "master data",
            CheckOutcome.Verified,
            "accounts and first openings as the run pinned them",
            FailureClass.RecomputeMismatch,
            "MASTER_DATA_MISMATCH",
            "accounts.json or opening_balances.json is not what the run pinned"
        );
        var asSealed = run.Subledgers.Values.Select(closed => closed.ToData().ToString());
        var inBag = inputs.Subledgers.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToData().ToString());
        checks.Require(
            asSealed.SequenceEqual(inBag),
            "subledger positions",
            CheckOutcome.Verified,
            $"{run.Subledgers.Count} subledger(s) as sealed",
            FailureClass.RecomputeMismatch,
            "SUBLEDGER_MISMATCH",
            "subledgers.ndjson is not what the run sealed"
        );
        checks.Require(
            run.Bank?.ToData().ToString() == inputs.Bank?.ToData().ToString(),
            "bank position",
            CheckOutcome.Verified,
            run.Bank is null ? "no bank statements" : $"{run.Bank.Lines} lines as sealed",
            FailureClass.RecomputeMismatch,
            "BANK_MISMATCH",
            "bank.ndjson is not what the run sealed"
        );
        if (inputs.Books.Rules >= RuleSet.V6)
            checks.Require(
                run.Costs?.ToData().ToString() == inputs.Costs?.ToData().ToString(),
                "cost position",
                CheckOutcome.Verified,
                run.Costs is null ? "no costs" : $"{run.Costs.Lines} lines as sealed",
                FailureClass.RecomputeMismatch,
                "COSTS_MISMATCH",
                "costs.ndjson or costs.json is not what the run sealed"
            );
        checks.Require(
            run.Fence is not null && run.Package is not null,
            "fence",
            CheckOutcome.Attested,
            "the journal was fenced before it was read",
            FailureClass.AuditChainBroken,
            "FENCE_MISSING",
            "the chain does not say that the journal was fenced"
        );
        checks.Require(
            run.Template.Tasks.All(task => run.IsDone(task.Number)),
            "tasks",
            CheckOutcome.Attested,
            $"{run.Tasks.Count} tasks completed, as the chain tells",
            FailureClass.AuditChainBroken,
            "TASKS_OPEN",
            "the chain does not say that every task was completed"
        );
    }

    /// <summary>A year's end closes its result, and no other month does.</summary>
    public static void CheckKindOfMonth(CloseInputs inputs, CloseRun run, CheckList checks)
    {
        if (inputs.Books.Rules >= RuleSet.V5)
            checks.Require(
                run.Template.IsYearEnd == inputs.Books.IsYearEnd,
                "checklist",
                CheckOutcome.Verified,
                $"{run.Template.Tasks.Count} tasks, as the run pinned them",
                FailureClass.RecomputeMismatch,
                "CHECKLIST_MISMATCH",
                "the checklist is not one of this kind of month"
            );
    }
}
