using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Sessions;

/// <summary>What a person decides of one period's close, and what the close does then.</summary>
internal static class InPeriod
{
    /// <param name="role">
    /// Of who may do it: where several have it, <c>--as</c> has to say who does. What a role may do is decided later.
    /// </param>
    /// <param name="isOfRun">Those who may are of the team that the period's run has pinned.</param>
    public static Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        Role role,
        Func<Session, Terminal, PeriodCode, Actor, Task<int>> action,
        CancellationToken cancel,
        bool isOfRun = false
    ) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, master) =>
            {
                if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                var pinned = isOfRun ? (await session.Services.Runs.LoadAsync(period, cancel)).Run.Team : null;
                var team = pinned is null ? master.Profile.Team : [.. pinned.Persons];
                if (!Session.FindActor(parse, team, role).TryGet(out var actor, out fault))
                    return terminal.Fail(fault);
                terminal.SayWho(actor);
                return await action(session, terminal, period, actor);
            },
            cancel
        );

    /// <summary>Drives the close on as far as it goes without people, and says where it stands.</summary>
    public static async Task<int> DriveAsync(
        Session session,
        Terminal terminal,
        PeriodCode period,
        Func<CloseRun, string> describe,
        CancellationToken cancel
    )
    {
        var driven = await session.Services.Host.DriveAsync(
            period,
            new NobodyAtTheDesk(),
            new CloseView(terminal.Progress),
            cancel
        );
        if (!driven.TryGet(out var run, out var fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(RunJson.Of(run));
        else
            terminal.Out.WriteLine(describe(run));
        return ExitCode.Success;
    }
}
