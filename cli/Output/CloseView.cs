using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;

namespace Bookseal.Cli.Output;

/// <summary>A close as it happens, and how it ended.</summary>
/// <param name="isQuietOfWaiting">For who says at the end for whom it waits.</param>
internal sealed class CloseView(IAnsiConsole console, bool isQuietOfWaiting = false) : IProgress<CloseProgress>
{
    private readonly HashSet<(int Round, int Task, bool IsApproval)> _told = [];
    private int _phase;

    public void Report(CloseProgress value)
    {
        if (value.Waiting is { } task && !isQuietOfWaiting && _told.Add(KeyOf(value.Run, task)))
        {
            Phase(task.Phase);
            var (role, what) = value.Run.IsAwaitingApproval(task.Number)
                ? (task.Approval, "approval")
                : (task.Role, "task");
            console.MarkupLine(
                $"  [blue]•[/] {task.Name.EscapeMarkup()} [grey]({what} {task.Number}, {role?.Text()})[/]"
            );
        }

        if (value.Notice is { } notice)
            console.MarkupLine($"  [yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}");
        if (value.Work is null)
            return;
        var (phase, text, isGood) = Describe(value.Run, value.Work);
        Phase(phase);
        console.MarkupLine($"  {(isGood ? "[green]✓[/]" : "[red]✗[/]")} {text.EscapeMarkup()}");
    }

    /// <summary>What nobody does now is put before them again with every turn, and told once.</summary>
    private static (int Round, int Task, bool IsApproval) KeyOf(CloseRun run, TaskDefinition task) =>
        (run.Round, task.Number, run.IsAwaitingApproval(task.Number));

    public static void WriteVerification(IAnsiConsole console, VerificationReport report)
    {
        foreach (var check in report.Checks)
        {
            var colour = check.Outcome switch
            {
                CheckOutcome.Failed => "red",
                CheckOutcome.NotChecked => "yellow",
                CheckOutcome.Attested => "blue",
                _ => "green",
            };
            console.MarkupLine(
                $"  [{colour}]{check.OutcomeText, -11}[/] {check.Name.EscapeMarkup()}: "
                    + $"{(check.Code is null ? "" : check.Code + " ")}{check.Detail.EscapeMarkup()}"
            );
        }
    }

    private void Phase(int phase)
    {
        if (phase == _phase)
            return;
        _phase = phase;
        console.MarkupLine($"[bold]Phase {phase}  {PhaseName(phase)}[/]");
    }

    private static string PhaseName(int phase) =>
        phase switch
        {
            0 => "Lock the period",
            1 => "Close subledgers",
            2 => "Verify trial balance",
            3 => "Adjustments and review",
            4 => "Closing entries",
            5 => "Final reports and certification",
            6 => "Seal the proof",
            _ => "",
        };

    private static (int Phase, string Text, bool IsGood) Describe(CloseRun run, Work work) =>
        work switch
        {
            Work.AcquireLock => (0, $"close lock taken: the store refuses other postings to {run.Period}", true),
            Work.ReleaseLock => (0, "close lock given back", true),
            Work.CloseSubledgers => (
                1,
                run.Subledgers.Count == 0
                    ? "no subledgers"
                    : $"sealed {string.Join(", ", run.Subledgers.Keys)}"
                        + $"{(run.Bank is null ? "" : $" and {run.Bank.Lines} bank lines")}",
                true
            ),
            Work.CompleteAgentTask task => (
                run.Template.Find(task.Task)!.Phase,
                run.Template.Find(task.Task)!.Name,
                true
            ),
            Work.RunAgent agent => Agent(run, agent.Task),
            Work.PostClosingEntries => (4, "revenue and expense are closed into retained earnings", true),
            Work.LockPeriod => (6, $"{run.Period} is locked for good", true),
            Work.SealJournal => (6, "the journal is sealed: the store takes no more appends to it", true),
            Work.EvaluateGuards guards => Guards(run, guards.Phase),
            Work.AnnounceFence => (5, "all earlier phases are done", true),
            Work.RaiseFence => (
                5,
                $"fence raised: the journal ends at {run.Fence!.SegmentLengths.Sum():N0} bytes",
                true
            ),
            Work.PreparePackage => (
                5,
                $"package prepared, ledger_hash {run.Package!.LedgerHash.ToString()[..16]}…",
                true
            ),
            Work.StageProof => (6, $"proof {run.Staged!.ProofId} is ready to be signed", true),
            Work.SealProof => (6, $"proof {run.Proof!.ProofId} sealed", true),
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };

    private static (int Phase, string Text, bool IsGood) Agent(CloseRun run, int number)
    {
        var task = run.Template.Find(number)!;
        var summary =
            run.Tasks.GetValueOrDefault(number)?.Summary ?? run.OpenTasks.GetValueOrDefault(number)?.Prepared?.Summary;
        return (task.Phase, $"{task.Name} (task {number}): {summary}", true);
    }

    private static (int Phase, string Text, bool IsGood) Guards(CloseRun run, int phase) =>
        run.FailedGuards is { } failed
            ? (phase, $"guards failed: {string.Join(", ", failed.Failed)}", false)
            : (phase, phase == 5 ? "every guard passes at the fenced positions" : "guards pass", true);
}
