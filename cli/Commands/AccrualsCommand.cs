using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal accruals DIR [--period 2026-01]</c>: accruals that recur, and are missing in a month.</summary>
internal static class AccrualsCommand
{
    private static readonly Option<string?> Period = new("--period")
    {
        Description = "The month, YYYY-MM; default: the first that is not closed",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("accruals", "Accruals of the months before that are missing in a month")
        {
            directory,
            Period,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => ShowAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> ShowAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        var period = await session.Services.Runs.FirstOpenAsync(master.Profile.FirstPeriod, cancel);
        if (parse.GetValue(Period) is { } text && !PeriodCode.Parse(text).TryGet(out period, out var malformed))
            return terminal.Fail(malformed, ExitCode.Usage);
        var proposed = await session.Services.Accruals.ProposeAsync(period, master, cancel);
        if (!proposed.TryGet(out var proposals, out var fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(AccrualTable.ToJson(period, proposals));
        else
            AccrualTable.Write(terminal.Out, period, proposals);
        return ExitCode.Success;
    }
}
