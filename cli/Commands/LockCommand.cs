using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Sessions;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal lock DIR --period 2026-12</c>: makes the close of a fiscal year's last period final.</summary>
internal static class LockCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("lock", "Make the close of a fiscal year's last period final")
        {
            directory,
            CommonOptions.Period,
            Confirmation.Yes,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.Lock.Role,
                    async (session, terminal, period, actor) =>
                    {
                        var question = $"Lock {period} for good, as {actor.Id}? It can never be opened again";
                        if (await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed)
                            return unconfirmed;
                        var locked = await session.Services.RunDesk.LockAsync(period, actor, cancel);
                        return locked.IsOk
                            ? await InPeriod.DriveAsync(
                                session,
                                terminal,
                                period,
                                run => $"{period} is {run.PeriodStatus.Text()} for good.",
                                cancel
                            )
                            : terminal.Fail(locked.Fault);
                    },
                    cancel
                )
        );
        return command;
    }
}
