using System.CommandLine;
using Bookseal.Books.Calendars;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal status DIR --period 2026-01</c>: the close of a period, as the audit chain tells it.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("status", "Show how far a close is, and who is to do what")
        {
            directory,
            CommonOptions.Period,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => RunAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var run = await session.Services.Audit.ReconstructAsync(period, cancel);
        var missing = await session.Services.Signing.MissingAsync(run, cancel);
        var drill = await session.Services.Drills.ReadAsync(cancel);
        var overdue = drill.FaultAt(session.Services.Workspace.Clock.GetUtcNow());
        terminal.Warn(overdue);
        var (stuck, ofSettings) = await session.Services.StuckPayouts.ReadAsync(cancel);
        terminal.Warn(ofSettings);
        terminal.Warn(stuck.Fault);
        var json = RunJson
            .Of(run)
            .With("signatures", SignaturesView.ToJson(run, missing))
            .With("restore_drill", DrillJson.Of(drill, overdue is not null))
            .With("stuck_payouts", stuck.ToJson());
        if (run.Attempt == 0)
        {
            if (terminal.IsJson)
                Terminal.WriteJson(json);
            else
                terminal.Out.WriteLine(Title(run));
            return ExitCode.Success;
        }

        var board = await InTask.BoardAsync(session, run, master, cancel);
        var sources = await session.Services.Sync.ReadStatusAsync(cancel);
        var output = await RunOutput.ReadAsync(session.Services, board, countsExceptions: terminal.IsJson, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(output.AddTo(json, session.Store.WhereIs));
        else
            Write(terminal.Out, output, missing, sources);
        return ExitCode.Success;
    }

    private static string Title(CloseRun run) =>
        $"{run.Period} of {run.Tenant}: period {run.PeriodStatus.Text()}, run {run.Status.Text()}";

    private static void Write(IAnsiConsole console, RunOutput output, Signers missing, SyncReport sources)
    {
        var (board, run) = (output.Board, output.Board.Run);
        console.WriteLine(
            $"{Title(run)}, {run.Tasks.Count} of {run.Template.Tasks.Count} tasks ({output.CompletionPercent} %), "
                + $"business day {output.BusinessDaysElapsed} of {BusinessCalendar.TargetDay}"
        );
        if (run.Initiation is { } begun)
            console.WriteLine($"  begun {begun.Words}");
        foreach (var line in TaskLines.Of(board))
            console.WriteLine($"  {line}");
        foreach (var note in run.OpenNotes)
            console.WriteLine($"  note {note.Number}: {TaskView.Describe(board, note)}");
        foreach (var line in RunReasons.Lines(board, output.Happenings))
            console.WriteLine($"  {line}");
        foreach (var line in SyncView.MissingLines(run, sources))
            console.WriteLine($"  {line}");
        if (run.FailedGuards is { } failed)
            console.WriteLine($"  blocked by {string.Join(", ", failed.Failed)}");
        foreach (var line in SignaturesView.Lines(run, missing))
            console.WriteLine($"  {line}");
        if (run.Proof is { } proof)
            console.WriteLine($"  proof {proof.ProofId}");
    }
}
