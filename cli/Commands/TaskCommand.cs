using System.CommandLine;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal task list | show | start | complete | approve | block | skip | assign | attach | note</c>: what people
/// do with the tasks of a close. Each act is one decision; then the close goes on as far as it goes without people.
/// </summary>
internal static class TaskCommand
{
    public static Command Create() =>
        new("task", "List, show and do the tasks of a close")
        {
            List(),
            Show(),
            Act("start", "Say that you work on a task, or take a blocked one up again", RoleOf, Start),
            Complete(),
            Act("approve", "Approve what another has completed", task => task.Approval ?? Role.Preparer, Approve),
            Reasoned(
                "block",
                "Say why a task cannot go on",
                RoleOf,
                (actor, task, why) => new BlockTask(actor, task, why)
            ),
            Reasoned(
                "skip",
                "Leave a task out of this close (reviewer; never a P0 task)",
                task => task.Role > Acts.SkipTask.Role ? task.Role.Value : Acts.SkipTask.Role,
                (actor, task, why) => new SkipTask(actor, task, why)
            ),
            Assign(),
            TaskFileCommand.Create(),
            TaskNoteCommand.Create(),
        };

    public static Argument<int> Number() => new("task") { Description = "The task's number, as 'task list' shows it" };

    public static Role RoleOf(TaskDefinition task) => task.Role ?? Role.Preparer;

    private static Command List()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("list", "List the tasks: who is to do what, until when") { directory };
        command.Options.Add(CommonOptions.Period);
        command.SetAction(
            (parse, cancel) =>
                InTask.LookAsync(
                    parse,
                    parse.GetValue(directory),
                    (_, terminal, board) =>
                    {
                        if (terminal.IsJson)
                            Terminal.WriteJson(RunJson.Of(board.Run).With("tasks", TaskJson.ArrayOf(board)));
                        else
                            foreach (var line in TaskLines.Of(board))
                                terminal.Out.WriteLine(line);
                        return Task.FromResult(ExitCode.Success);
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Show()
    {
        var (number, directory) = (Number(), CommonOptions.Directory());
        var command = new Command("show", "Show a task: what to do, who, until when, and what is known of it")
        {
            number,
            directory,
            CommonOptions.Period,
        };
        command.SetAction(
            (parse, cancel) =>
                InTask.LookAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, board) =>
                    {
                        if (board.Run.Template.Find(parse.GetValue(number)) is not { } task)
                            return terminal.Fail(InTask.NotFound(board.Run, parse.GetValue(number)));
                        var read = await TaskPapers.ReadAsync(session.Services.Workspace, board.Run, task, cancel);
                        if (!read.TryGet(out var papers, out var fault))
                            return terminal.Fail(fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(papers.ToJson(board.Run, task).With("task", TaskJson.Of(board, task)));
                        else
                            TaskView.Write(terminal.Out, board, task, papers);
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Complete()
    {
        var (number, directory) = (Number(), CommonOptions.Directory());
        var command = new Command("complete", "Sign a task off, as the books stand now") { number, directory };
        command.Options.Add(CommonOptions.Period);
        command.SetAction(
            (parse, cancel) =>
                InTask.ActAsync(
                    parse,
                    parse.GetValue(directory),
                    parse.GetValue(number),
                    RoleOf,
                    (session, run, actor) =>
                        run.IsAwaitingApproval(parse.GetValue(number))
                            ? Refused(run, parse.GetValue(number))
                            : session.Services.Tasks.CompleteAsync(run.Period, actor, parse.GetValue(number), cancel),
                    cancel
                )
        );
        return command;
    }

    private static Command Act(
        string name,
        string description,
        Func<TaskDefinition, Role> role,
        Func<Actor, int, RunCommand> make
    )
    {
        var (number, directory) = (Number(), CommonOptions.Directory());
        var command = new Command(name, description) { number, directory, CommonOptions.Period };
        command.SetAction(
            (parse, cancel) =>
                DoAsync(parse, directory, number, role, actor => make(actor, parse.GetValue(number)), cancel)
        );
        return command;
    }

    private static Command Reasoned(
        string name,
        string description,
        Func<TaskDefinition, Role> role,
        Func<Actor, int, string, RunCommand> make
    )
    {
        var (number, directory) = (Number(), CommonOptions.Directory());
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands in the audit chain",
            Required = true,
        };
        var command = new Command(name, description) { number, directory, CommonOptions.Period, reason };
        command.SetAction(
            (parse, cancel) =>
                DoAsync(
                    parse,
                    directory,
                    number,
                    role,
                    actor => make(actor, parse.GetValue(number), parse.GetValue(reason)!.Trim()),
                    cancel
                )
        );
        return command;
    }

    private static Command Assign()
    {
        var (number, directory) = (Number(), CommonOptions.Directory());
        var to = new Option<string>("--to") { Description = "A person of the team", Required = true };
        var command = new Command("assign", "Give a task to somebody") { number, directory, CommonOptions.Period, to };
        command.SetAction(
            (parse, cancel) =>
                PersonId.Parse(parse.GetValue(to)!).TryGet(out var person, out var fault)
                    ? DoAsync(
                        parse,
                        directory,
                        number,
                        _ => Acts.AssignTask.Role,
                        actor => new AssignTask(actor, parse.GetValue(number), person),
                        cancel
                    )
                    : Task.FromResult(
                        new Terminal(parse.GetValue(CommonOptions.Json)).Fail(
                            new Fault(Refusal.PersonUnknown, fault.Message)
                        )
                    )
        );
        return command;
    }

    private static Task<int> DoAsync(
        ParseResult parse,
        Argument<string?> directory,
        Argument<int> number,
        Func<TaskDefinition, Role> role,
        Func<Actor, RunCommand> make,
        CancellationToken cancel
    ) =>
        InTask.ActAsync(
            parse,
            parse.GetValue(directory),
            parse.GetValue(number),
            role,
            (session, run, actor) => session.Services.Tasks.DoAsync(run.Period, make(actor).For(run), cancel),
            cancel
        );

    private static RunCommand Start(Actor actor, int task) => new StartTask(actor, task);

    private static RunCommand Approve(Actor actor, int task) => new ApproveTask(actor, task);

    /// <summary>To complete is not to approve: who meant the one has not said the other.</summary>
    private static Task<Result<CloseRun>> Refused(CloseRun run, int number) =>
        Task.FromResult<Result<CloseRun>>(
            new Fault(
                Refusal.TaskNotReady,
                $"task {number} of {run.Period} was completed by {run.OpenTasks[number].Completed!.CompletedBy} and "
                    + $"waits for an approval: 'bookseal task approve {number}'"
            )
        );
}
