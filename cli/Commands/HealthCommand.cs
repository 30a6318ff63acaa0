using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal health DIR --period 2026-01</c>: imports what is new, then looks without changing anything.
/// </summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("health", "Look for what would block a close") { directory, CommonOptions.Period };
        LedgerOptions.AddTo(command);
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(directory), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string? directory, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.Open(parse, directory).TryGet(out var session, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            var (imported, faults) = await BooksImport.RunAsync(session, terminal, parse, cancel);
            if (faults.Count > 0)
                return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
            ImportReport.WriteNotices(terminal.Progress, imported);
            if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
                return terminal.Fail(fault);
            terminal.Warn(await session.Services.Importer.FindUnfinishedAsync(cancel));
            if (imported is { IsChange: true }) // otherwise it only looked
                terminal.Warn(session.Data.Remember());
            if (!(await session.Services.Health.CheckAsync(period, master, cancel)).TryGet(out var report, out fault))
                return terminal.Fail(fault);
            var chronicle = new RunChronicle(session.Services.Workspace);
            var failed = (await chronicle.ReadAsync(period, FailedAttempts.IsOne, cancel)).Count;
            var drill = await session.Services.Drills.ReadAsync(cancel);
            var overdue = drill.FaultAt(session.Services.Workspace.Clock.GetUtcNow());
            var (stuck, ofSettings) = await session.Services.StuckPayouts.ReadAsync(cancel);
            if (terminal.IsJson)
                Terminal.WriteJson(
                    report
                        .ToJson()
                        .With("failed_attempts", failed)
                        .With("restore_drill", DrillJson.Of(drill, overdue is not null))
                        .With("stuck_payouts", stuck.ToJson())
                );
            else
                HealthView.Write(terminal.Out, report);
            terminal.Warn(overdue);
            terminal.Warn(ofSettings);
            terminal.Warn(stuck.Fault);
            if (failed > 0 && !terminal.IsJson)
                terminal.Out.WriteLine(
                    $"{failed} attempt(s) in this period were refused or blocked; 'bookseal trace failed' lists them."
                );
            return report.CanProceed ? ExitCode.Success : ExitCode.NotReady;
        }
    }
}
