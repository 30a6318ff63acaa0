using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Signing;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Cli.Commands;

/// <summary>Says how a close stands when <c>bookseal close</c> ends, with the exit code for it.</summary>
internal static class CloseEnding
{
    /// <summary>The proof is sealed: verifies it as a stranger would, and says so.</summary>
    public static async Task<int> SealedAsync(
        Session session,
        Terminal terminal,
        CloseRun run,
        MasterData master,
        ProofLocation location,
        CancellationToken cancel
    )
    {
        if (
            !(await TrustFile.ReadOwnAsync(session.Services.Workspace, master.Profile, cancel)).TryGet(
                out var trust,
                out var fault
            )
        )
            return terminal.Fail(fault);
        var report = await ProofVerifier.VerifyAsync(
            session.Services.Workspace.Proofs.Bag(location),
            trust,
            cancel,
            BagLimits.OfFriends
        );
        terminal.Progress.MarkupLine("[bold]Verify the proof[/]");
        CloseView.WriteVerification(terminal.Progress, report);
        var bag = session.Store.WhereIs(location.Folder);
        if (!session.Services.Workspace.RetainsObjects)
            terminal.Progress.MarkupLine(
                "[yellow bold]RETENTION_NOT_APPLIED[/] development storage keeps no policies; bag-info.txt says so"
            );
        if (terminal.IsJson)
            Terminal.WriteJson(RunJson.Of(run).With("bag", bag).With("verified", report.IsValid));
        else
            WriteSummary(terminal, run, report, bag);
        return report.IsValid ? ExitCode.Success : ExitCode.InternalError;
    }

    private static void WriteSummary(Terminal terminal, CloseRun run, VerificationReport report, string bag)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(
            $"{run.Period} of {run.Tenant} is {run.PeriodStatus.Text()}, certified by "
                + $"{run.Certification!.By} ({run.Certification.Attestation})."
        );
        terminal.Out.WriteLine($"  close_hash   {run.Package!.CloseHash}");
        terminal.Out.WriteLine($"  ledger_hash  {run.Package.LedgerHash}");
        terminal.Out.WriteLine($"  proof        {bag}");
        terminal.Out.WriteLine(report.IsValid ? "  verified     yes" : $"  verified     NO: {report.Failure}");
        if (run.Costs is { Lines: > Limits.BagCosts } costs)
            terminal.Out.WriteLine(
                $"  large        {costs.Lines:N0} cost records: it takes 'bookseal-verify BAG --large'"
            );
    }

    /// <summary>Blocked, waiting for a person, or for signatures: what is missing, and what to do next.</summary>
    public static async Task<int> UnfinishedAsync(
        Session session,
        Terminal terminal,
        CloseRun run,
        MasterData master,
        Person person,
        CancellationToken cancel
    )
    {
        if (run.ReleasesLease)
            return terminal.Fail(
                new Fault(Refusal.NoActiveRun, $"the close of {run.Period} was given up meanwhile: {run.Status.Text()}")
            );
        if (run.Status == RunStatus.Blocked)
            return terminal.Fail(
                new Fault(
                    "GUARD_FAILED",
                    $"the close of {run.Period} is blocked: {string.Join(", ", run.FailedGuards!.Failed)}. "
                        + "Mend the books, then run the same command again."
                        + (
                            run.FailedGuards.Failed.Contains(GuardCode.AllSubledgersClosed)
                                ? " Items that a subledger's file lacks count in a new close ('bookseal cancel')."
                                : ""
                        )
                ),
                ExitCode.NotReady
            );
        if (run.Status == RunStatus.AwaitingSignature)
            return await UnsignedAsync(session, terminal, run, cancel);
        var waiting = Planner.Plan(run).Waiting;
        // Who has to certify sees here, too, what they are asked to sign; who has to prepare, whether they should.
        var sheet = run.Package is null ? null : await ReadSheetAsync(session, run, cancel);
        var notice = waiting.Count == 0 ? null : await session.Services.Duties.OfAsync(run, waiting[0], person, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(
                RunJson
                    .Of(run)
                    .With("sign_off", sheet?.ToJson())
                    .With("notice", notice is null ? null : Terminal.ToJson(notice))
            );
        else if (sheet is not null && !Terminal.IsInteractive)
            SignOffView.Write(terminal.Progress, run, sheet);
        if (notice is not null && !Terminal.IsInteractive)
            terminal.Progress.MarkupLine($"[yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}");
        WriteWaiting(
            terminal.Progress,
            new(run, master.Profile, session.Services.Workspace.Clock.GetUtcNow()),
            waiting
        );
        return ExitCode.Waiting;
    }

    private static void WriteWaiting(IAnsiConsole console, TaskBoard board, IReadOnlyList<TaskDefinition> waiting)
    {
        var next =
            waiting.Count == 0
                ? ""
                : $" for task {waiting[0].Number}, '{waiting[0].Name}' (role {RoleFor(board.Run, waiting[0])})";
        console.WriteLine($"The close of {board.Run.Period} waits{next}.");
        foreach (var line in TaskView.WaitingLines(board))
            console.WriteLine(line);
        foreach (var (number, open) in board.Run.OpenTasks)
            if (open.BlockedReason is { } reason)
                console.WriteLine($"  task {number} is blocked: {reason} ('bookseal task start {number}' goes on)");
        console.WriteLine(
            "Or go on with the same command as that person (--as), on a terminal or with --yes; with --wait it goes on "
                + "when others have done theirs."
        );
    }

    private static string? RoleFor(CloseRun run, TaskDefinition task) =>
        (run.IsAwaitingApproval(task.Number) ? task.Approval : task.Role)?.Text();

    private static async Task<SignOffSheet?> ReadSheetAsync(Session session, CloseRun run, CancellationToken cancel) =>
        (await session.Services.Reviews.ReadAsync(run.Period, cancel)).TryGet(out var sheet, out _) ? sheet : null;

    private static async Task<int> UnsignedAsync(
        Session session,
        Terminal terminal,
        CloseRun run,
        CancellationToken cancel
    )
    {
        var missing = await session.Services.Signing.MissingAsync(run, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(RunJson.Of(run).With("signatures", SignaturesView.ToJson(run, missing)));
        terminal.Progress.WriteLine($"The close of {run.Period} is certified and waits to be signed.");
        foreach (var line in SignaturesView.Lines(run, missing))
            terminal.Progress.WriteLine($"  {line}");
        return ExitCode.Waiting;
    }
}
