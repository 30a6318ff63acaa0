using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Sessions;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal decline DIR --period 2026-01 --reason "..." [--task 3]</c>: sends a close that waits for its
/// certification back to phase 3.
/// </summary>
internal static class DeclineCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var reason = new Option<string>("--reason")
        {
            Description = "What is wrong; it stands in the audit chain",
            Required = true,
        };
        var tasks = new Option<int[]>("--task")
        {
            Description = "A task to be done again, of phases 1 to 3; without it the final adjustments",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("decline", "Do not certify: send a close back to adjustments and review (approver)")
        {
            directory,
            CommonOptions.Period,
            reason,
            tasks,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.Decline.Role,
                    async (session, terminal, period, actor) =>
                    {
                        var declined = await session.Services.Reviews.DeclineAsync(
                            period,
                            actor,
                            parse.GetValue(tasks) ?? [],
                            parse.GetValue(reason)!,
                            cancel
                        );
                        return declined.IsOk
                            ? await InPeriod.DriveAsync(
                                session,
                                terminal,
                                period,
                                run =>
                                    $"The close of {period} is not certified; it is back in phase {run.Phase}. "
                                    + "Adjust with 'bookseal post --adjust', then go on with 'bookseal close'.",
                                cancel
                            )
                            : terminal.Fail(declined.Fault);
                    },
                    cancel,
                    isOfRun: true
                )
        );
        return command;
    }
}
