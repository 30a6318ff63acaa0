using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal categories DIR [--period 2026-01]</c>: what of a month nobody has categorised, what rules know of it,
/// and how its like was booked before.
/// </summary>
internal static class CategoriesCommand
{
    private static readonly Option<string?> Period = new("--period")
    {
        Description = "The month, YYYY-MM; default: the first that is not closed",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("categories", "Lines that nobody has categorised, and how their like was booked")
        {
            directory,
            Period,
            CategoriesBookCommand.Create(),
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
        MasterData now,
        CancellationToken cancel
    )
    {
        var period = await session.Services.Runs.FirstOpenAsync(now.Profile.FirstPeriod, cancel);
        if (parse.GetValue(Period) is { } text && !PeriodCode.Parse(text).TryGet(out period, out var malformed))
            return terminal.Fail(malformed, ExitCode.Usage);
        // During a close its own chart counts.
        var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
        var master = run.IsActive ? await session.Services.Workspace.ReadMasterDataAsync(run, cancel) : now;
        var read = await session.Services.Categories.ReadAsync(period, master, cancel);
        if (!read.TryGet(out var report, out var fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(CategoryTable.ToJson(period, report));
        else
            CategoryTable.Write(terminal.Out, period, report);
        return ExitCode.Success;
    }
}
