using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Assignees;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;

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
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, master) =>
                    {
                        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        if (!Session.FindPerson(parse, master.Profile, Role.Approver).TryGet(out var person, out fault))
                            return terminal.Fail(fault);
                        var locked = await session.Services.Runs.ExecuteAsync(
                            period,
                            new LockPeriod(Actor.Of(person, isUnattended: false)),
                            cancel
                        );
                        if (!locked.IsOk)
                            return terminal.Fail(locked.Fault);
                        var driven = await session.Services.Host.DriveAsync(
                            period,
                            new NobodyAtTheDesk(),
                            new CloseView(terminal.Progress),
                            cancel
                        );
                        if (!driven.TryGet(out var run, out fault))
                            return terminal.Fail(fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(RunJson.Of(run));
                        else
                            terminal.Out.WriteLine($"{period} is {run.PeriodStatus.Text()} for good.");
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }
}
