using System.CommandLine;
using Bookseal.Books.Runs;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>--wait</c>: where a close waits for people who are not at this terminal, it looks once a second whether somebody
/// has moved it, and goes on. Ctrl-C leaves the run as it is.
/// </summary>
internal static class CloseWaiting
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static Option<bool> Wait { get; } =
        new("--wait") { Description = "Where others have to do something, wait for them and go on" };

    /// <summary>The run as it stands when there is nothing more to do here.</summary>
    public static async Task<Result<CloseRun>> DriveAsync(
        Session session,
        Terminal terminal,
        CloseRun begun,
        MasterData master,
        ITaskAssignee assignee,
        bool waits,
        CancellationToken cancel
    )
    {
        var view = new CloseView(terminal.Progress);
        while (true)
        {
            var driven = await session.Services.Host.DriveAsync(begun.Period, assignee, view, cancel);
            if (!driven.TryGet(out var run, out var fault))
                return fault;
            var now = (await session.Services.Runs.LoadAsync(begun.Period, cancel)).Run;
            if (!waits || !WaitsForPeople(now))
                return now;
            if (MarkOf(now) == MarkOf(run))
            {
                Tell(terminal.Progress, new(now, master.Profile, session.Services.Workspace.Clock.GetUtcNow()));
                await UntilMovedAsync(session, now, cancel);
                Terminal.ForgetTyped();
            }
        }
    }

    private static bool WaitsForPeople(CloseRun run) => run is { IsActive: true, Proof: null, FailedGuards: null };

    private static void Tell(IAnsiConsole console, TaskBoard board)
    {
        console.WriteLine($"The close of {board.Run.Period} waits for others; Ctrl-C leaves it as it is.");
        foreach (var line in TaskView.WaitingLines(board))
            console.WriteLine(line);
    }

    private static async Task UntilMovedAsync(Session session, CloseRun seen, CancellationToken cancel)
    {
        var mark = MarkOf(seen);
        while (MarkOf((await session.Services.Runs.LoadAsync(seen.Period, cancel)).Run) == mark)
            await Task.Delay(Interval, TimeProvider.System, cancel);
    }

    /// <summary>What of a run decides what is asked of people: another mark, and it is planned anew.</summary>
    private static string MarkOf(CloseRun run) =>
        string.Join(
            ' ',
            [
                $"{run.Id} {run.Round} {run.Answers} {run.Status} {run.Signatures.Length}",
                .. run.Template.Tasks.Select(task =>
                    $"{run.StatusOf(task.Number)}/{run.IsAwaitingApproval(task.Number)}/{run.AssigneeOf(task)}"
                ),
            ]
        );
}
