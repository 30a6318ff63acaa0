using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Sessions;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal reopen DIR --period 2026-01 --reason "..."</c>: decertifies the close; the period takes postings
/// again.
/// </summary>
internal static class ReopenCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands in the audit chain",
            Required = true,
        };
        var command = new Command("reopen", "Withdraw a closed month's certificate, where the policy allows it")
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
                    Acts.Reopen.Role,
                    async (session, terminal, period, actor) =>
                    {
                        // A reopening that died before it gave the lock back is only finished.
                        if (!(await session.Services.Runs.LoadAsync(period, cancel)).Run.IsHalfCancelled)
                        {
                            var question = $"Withdraw the certificate of {period} for good, as {actor.Id}?";
                            if (await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed)
                                return unconfirmed;
                            var decertified = await session.Services.RunDesk.ReopenAsync(
                                period,
                                actor,
                                parse.GetValue(reason)!,
                                cancel
                            );
                            if (!decertified.IsOk)
                                return terminal.Fail(decertified.Fault);
                        }

                        return await InPeriod.DriveAsync(
                            session,
                            terminal,
                            period,
                            run =>
                                $"The certificate of {period} (version {run.Decertified!.Version}) is decertified; "
                                + $"the period is {run.PeriodStatus.Text()}. The sealed proof stays in the store; "
                                + "the next one will name it.",
                            cancel
                        );
                    },
                    cancel
                )
        );
        return command;
    }
}
