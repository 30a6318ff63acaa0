using System.CommandLine;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal status DIR --period 2026-01</c>: the close of a period, as the audit chain tells it.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("status", "Show how far a close is") { directory, CommonOptions.Period };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        var run = await session.Services.Audit.ReconstructAsync(period, cancel);
                        var missing = await session.Services.Signing.MissingAsync(run, cancel);
                        if (terminal.IsJson)
                            Terminal.WriteJson(RunJson.Of(run).With("signatures", SignaturesView.ToJson(run, missing)));
                        else
                            Write(terminal, run, missing);
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static void Write(Terminal terminal, CloseRun run, Signers missing)
    {
        terminal.Out.WriteLine(
            $"{run.Period} of {run.Tenant}: period {run.PeriodStatus.Text()}, run {run.Status.Text()}"
        );
        if (run.Attempt == 0)
            return;
        foreach (var task in run.Template.Tasks)
        {
            var state = run.Tasks.GetValueOrDefault(task.Number);
            var completion = state is null
                ? ""
                : $"{state.CompletedBy}, {Dates.Text(state.CompletedAt)}, {state.Attestation}";
            terminal.Out.WriteLine($"  {(state is null ? "·" : "✓")} {task.Number, 2} {task.Name, -26} {completion}");
        }

        if (run.FailedGuards is { } failed)
            terminal.Out.WriteLine($"  blocked by {string.Join(", ", failed.Failed)}");
        foreach (var line in SignaturesView.Lines(run, missing))
            terminal.Out.WriteLine($"  {line}");
        if (run.Proof is { } proof)
            terminal.Out.WriteLine($"  proof {proof.ProofId}");
    }
}
