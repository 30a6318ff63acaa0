using Bookseal.Books.Runs;

namespace Bookseal.Books.Tests.Runs;

/// <summary>The whole state of a run as text, since collections in records compare by reference.</summary>
internal static class RunText
{
    public static string Of(CloseRun run) =>
        string.Join(
            '\n',
            [
                $"{run.Tenant} {run.Period} {run.PeriodStatus} {run.Status} {run.Attempt} "
                    + $"{run.Template.Name} {run.Rules} {run.Policy} {run.StartedBy} {run.StartedAt:O} "
                    + $"{run.Initiation?.ToJson()} "
                    + $"{run.HoldsLock} {run.FenceIntended}",
                $"fence {run.Fence?.ToData()} {run.Fence?.By}; failed {run.FailedGuards?.ToData()}; package "
                    + $"{run.Package}; certified {run.Certification} {run.CertifiedAt:O}; proof {run.Proof}; "
                    + $"staged {run.Staged}",
                $"withdrawn {run.Decertified}; restated {run.Restatement}; bank {run.Bank}; master {run.Master}; "
                    + $"team {run.Team?.ToJson()}",
                .. run.Tasks.Values.Select(Of),
                .. run.OpenTasks.Select(task => $"{task.Key} {task.Value with { Completed = null }}"),
                .. run.OpenTasks.Values.Select(task => task.Completed).OfType<TaskState>().Select(Of),
                .. run.Subledgers.Values.Select(closed => $"{closed}"),
                .. run.Adjustments.Select(adjustment => $"{adjustment}"),
                .. run.Signatures.Select(signature => $"{signature}"),
                .. run.Notes.Values.Select(note => $"{note}"),
                .. run.Attachments.Select(file => $"{file}"),
                .. run.Waivers.Select(waiver => $"{waiver}"),
                .. run.ResolvedWaivers.Select(resolved => $"{resolved}"),
                $"sealed {run.AreSubledgersSealed} {run.IsJournalSealed}",
                $"round {run.Round}; answers {run.Answers}",
                .. run.Acceptances.Values.Select(answer => $"{answer}"),
                $"passed {string.Join(' ', run.PhasesPassed)}; preparers {string.Join(' ', run.Preparers)}",
            ]
        );

    private static string Of(TaskState task) => $"{task with { Seen = null }} {task.Seen?.ToJson()}";
}
