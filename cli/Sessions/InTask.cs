using System.CommandLine;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Sessions;

/// <summary>What a person does with a task of a close: who it is, which task, and what the close does then.</summary>
internal static class InTask
{
    /// <summary>A run and its tasks, as one of its company's people looks at them.</summary>
    public static Task<int> LookAsync(
        ParseResult parse,
        string? directory,
        Func<Session, Terminal, TaskBoard, Task<int>> action,
        CancellationToken cancel
    ) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, master) =>
            {
                if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
                if (run.Attempt == 0)
                    return terminal.Fail(NotBegun(period));
                return await action(session, terminal, await BoardAsync(session, run, master, cancel));
            },
            cancel
        );

    public static async Task<TaskBoard> BoardAsync(
        Session session,
        CloseRun run,
        MasterData now,
        CancellationToken cancel
    )
    {
        var workspace = session.Services.Workspace;
        var master = run.Master is null ? now : await workspace.ReadMasterDataAsync(run, cancel);
        return new(run, master.Profile, workspace.Clock.GetUtcNow());
    }

    /// <summary>Finds task and person, does it, and drives the close on as far as it goes without people.</summary>
    /// <param name="role">Of who may do it with a task: where several have it, <c>--as</c> has to say who does.</param>
    public static Task<int> ActAsync(
        ParseResult parse,
        string? directory,
        int number,
        Func<TaskDefinition, Role> role,
        Func<Session, CloseRun, Actor, Task<Result<CloseRun>>> act,
        CancellationToken cancel
    ) =>
        LookAsync(
            parse,
            directory,
            async (session, terminal, board) =>
            {
                var run = board.Run;
                if (run.Template.Find(number) is not { } task)
                    return terminal.Fail(NotFound(run, number));
                if (!FindActor(parse, board, role(task)).TryGet(out var actor, out var fault))
                    return terminal.Fail(fault);
                terminal.SayWho(actor);
                var done = await act(session, run, actor);
                if (!done.IsOk)
                    return terminal.Fail(done.Fault);
                return await EndAsync(session, terminal, done.Value, task, cancel);
            },
            cancel
        );

    public static Result<Actor> FindActor(ParseResult parse, TaskBoard board, Role role) =>
        Session.FindActor(parse, board.Team, role);

    public static Fault NotFound(CloseRun run, int number) =>
        new(
            Refusal.TaskNotFound,
            $"the checklist of {run.Period} has no task {number}; 'bookseal task list' shows what it has"
        );

    private static Fault NotBegun(PeriodCode period) =>
        new(Refusal.NoActiveRun, $"no close of {period} has begun; 'bookseal close' begins one");

    /// <summary>Says what became of the task, and for whom the close waits now.</summary>
    private static async Task<int> EndAsync(
        Session session,
        Terminal terminal,
        CloseRun done,
        TaskDefinition task,
        CancellationToken cancel
    )
    {
        var driven = await session.Services.Host.DriveAsync(
            done.Period,
            new NobodyAtTheDesk(),
            new CloseView(terminal.Progress, isQuietOfWaiting: true),
            cancel
        );
        if (!driven.TryGet(out var run, out var fault))
            return terminal.Fail(fault);
        if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return terminal.Fail(fault);
        var board = await BoardAsync(session, run, master, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(RunJson.Of(run).With("task", TaskJson.Of(board, task)));
        else
            TaskView.WriteOutcome(terminal.Out, board, task);
        return ExitCode.Success;
    }
}
