using System.CommandLine;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal periods DIR</c>: every period that a close has begun for, and how it stands.</summary>
internal static class PeriodsCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("periods", "List the periods: status, certifier, version, proof") { directory };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        var workspace = session.Services.Workspace;
                        var read = await AllRuns.ReadAsync(workspace, await workspace.ReadHeadAsync(cancel), cancel);
                        IReadOnlyList<CloseRun> runs = [.. read.Where(run => run.Attempt > 0)];
                        if (terminal.IsJson)
                            Terminal.WriteJson(
                                JsonObject.Of(
                                    ("periods", new JsonArray(runs.Select(run => (JsonValue)RunJson.Of(run))))
                                )
                            );
                        else
                            Write(terminal.Out, runs);
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<CloseRun> runs)
    {
        if (runs.Count == 0)
            console.WriteLine("No close has begun; 'bookseal close' begins one.");
        var certifier = runs.Select(run => By(run).Length).DefaultIfEmpty().Max();
        foreach (var run in runs)
            console.WriteLine(
                $"{run.Period, -9}  {run.PeriodStatus.Text(), -7}  {run.Status.Text(), -18}  "
                    + $"{By(run).PadRight(certifier)}  version {run.Version}  {run.Proof?.ProofId.ToString("D")}"
            );
    }

    private static string By(CloseRun run) => run.Certification?.By.ToString() ?? "";
}
