using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Sessions;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal cancel DIR --period 2026-01 --reason "..."</c>: gives a close up; the period takes postings again.
/// </summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands in the audit chain",
            Required = true,
        };
        var command = new Command("cancel", "Give a close up and the period back")
        {
            directory,
            CommonOptions.Period,
            reason,
            Confirmation.Yes,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.Cancel.Role,
                    async (session, terminal, period, actor) =>
                    {
                        // A cancel that died before it gave the lock back is only finished.
                        var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
                        if (!run.IsHalfCancelled)
                        {
                            var posted = run.Adjustments.Values.Count(batch => batch.IsPosted);
                            var question =
                                $"Give the close of {period} up? {posted} batch(es) it has posted stay in the books";
                            if (
                                actor.Role >= Acts.Cancel.Role
                                && run.IsActive
                                && (posted > 0 || run.Certification is not null)
                                && await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed
                            )
                                return unconfirmed;
                            var cancelled = await session.Services.RunDesk.CancelAsync(
                                period,
                                actor,
                                parse.GetValue(reason)!,
                                cancel
                            );
                            if (!cancelled.IsOk)
                                return terminal.Fail(cancelled.Fault);
                        }

                        return await InPeriod.DriveAsync(
                            session,
                            terminal,
                            period,
                            after => $"The close of {period} is cancelled; the period is {after.PeriodStatus.Text()}.",
                            cancel
                        );
                    },
                    cancel
                )
        );
        return command;
    }
}
