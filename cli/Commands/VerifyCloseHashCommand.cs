using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal verify-close-hash DIR --period 2026-01</c>: recomputes a closed period's hashes from the journal as it
/// stands, and says what differs from what was certified.
/// </summary>
internal static class VerifyCloseHashCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command(
            "verify-close-hash",
            "Recompute a closed period's hashes from the data as they stand, and show its snapshot"
        )
        {
            directory,
            CommonOptions.Period,
        };
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(directory), cancel));
        return command;
    }

    /// <summary>Without the current master data: what was closed does not depend on them.</summary>
    private static async Task<int> RunAsync(ParseResult parse, string? directory, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.Open(parse, directory).TryGet(out var session, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            var checking = session.Services.CloseHashes.RunAsync(period, cancel);
            if (!(await checking).TryGet(out var report, out fault))
                return terminal.Fail(fault);
            if (terminal.IsJson)
                Terminal.WriteJson(report.ToJson());
            else
                CloseHashView.Write(terminal.Out, report);
            foreach (var finding in report.Findings)
                terminal.Progress.MarkupLine($"[red bold]{finding.Code}[/] {finding.Message.EscapeMarkup()}");
            return report.IsGood ? ExitCode.Success : ExitCode.NotReady;
        }
    }
}
