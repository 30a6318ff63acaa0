using Bookseal.Books.Certificates;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.SignOffs;

namespace Bookseal.Books.Proof.Verification;

/// <summary>Is what persons signed off, task by task, what stands in the books of this bag?</summary>
internal static class SignOffStep
{
    public static void Run(PeriodBooks books, CloseRun run, CheckList checks)
    {
        if (books.Rules < RuleSet.V5)
            return;
        var (same, changed) = (0, new List<int>());
        foreach (var task in run.Template.Tasks.Where(task => task.Role is not null))
        {
            if (run.Tasks.GetValueOrDefault(task.Number) is not { SkipReason: null } state)
                continue;
            if (ScopeSheet.DigestOf(task.Scope, books) is not { } digest)
                continue;
            var found = new SignOffFound(state.Evidence, digest, ScopeSheet.SeenOf(task.Scope, books));
            if (state.Evidence is null || TaskRules.IsVoid(run, state, found))
                changed.Add(task.Number);
            else
                same++;
        }

        checks.Require(
            changed.Count == 0,
            "sign-offs",
            CheckOutcome.Verified,
            $"{same} tasks were signed off on what stands in these books",
            FailureClass.RecomputeMismatch,
            "SIGNOFF_MISMATCH",
            $"what was signed off for task {string.Join(", ", changed)} is not what stands in these books"
        );
    }
}
