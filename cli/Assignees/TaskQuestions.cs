using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Output;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Assignees;

/// <summary>
/// What the person at the keyboard is asked of a task: whether it is done, left for now, or cannot go on.
/// </summary>
/// <param name="adjustments">Asked for where a task is to adjust the books.</param>
/// <param name="block">Records why a task cannot go on.</param>
/// <param name="readPapers">What is known for the task beside the run, such as accruals that are missing.</param>
internal sealed class TaskQuestions(
    Func<CloseRun, TaskBoard> boardOf,
    AdjustmentQuestions adjustments,
    Func<RunCommand, CancellationToken, Task<Result<CloseRun>>> block,
    Func<CloseRun, TaskDefinition, CancellationToken, Task<IEnumerable<string>>> readPapers,
    IAnsiConsole console
)
{
    private const string Done = "y";
    private const string NotNow = "n";
    private const string Blocked = "b";
    private const string Adjust = "a";

    private readonly HashSet<(int Round, int Task, bool IsApproval)> _left = [];

    /// <summary>They have said "not now": the same command does not ask again.</summary>
    public bool IsLeft(CloseRun run, TaskDefinition task) => _left.Contains(KeyOf(run, task));

    public async Task<bool> IsDoneAsync(
        CloseRun run,
        TaskDefinition task,
        Actor person,
        string name,
        Fault? notice,
        CancellationToken cancel
    )
    {
        if (IsLeft(run, task))
            return false;
        TaskView.WriteBrief(console, boardOf(run), task);
        foreach (var line in await readPapers(run, task, cancel))
            console.WriteLine($"    {line}");
        if (notice is not null)
            console.MarkupLine($"  [yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}");
        var answer = await AskAsync(task, name, cancel);
        while (answer == Adjust)
        {
            await adjustments.AskAsync(run, person, cancel);
            answer = await AskAsync(task, name, cancel);
        }

        if (answer == Done)
            return true;
        if (answer == Blocked)
            await BlockAsync(run, task, person, cancel);
        _left.Add(KeyOf(run, task));
        return false;
    }

    public async Task<bool> IsApprovedAsync(CloseRun run, TaskDefinition task, string name, CancellationToken cancel)
    {
        if (IsLeft(run, task))
            return false;
        TaskView.WriteBrief(console, boardOf(run), task);
        var isApproved = await new ConfirmationPrompt($"{task.Name}: approved, {name}?".EscapeMarkup())
        {
            DefaultValue = false,
        }.ShowAsync(console, cancel);
        if (!isApproved)
            _left.Add(KeyOf(run, task));
        return isApproved;
    }

    private static (int Round, int Task, bool IsApproval) KeyOf(CloseRun run, TaskDefinition task) =>
        (run.Round, task.Number, run.IsAwaitingApproval(task.Number));

    private Task<string> AskAsync(TaskDefinition task, string name, CancellationToken cancel)
    {
        var adjusts = AdjustmentQuestions.AreFor(task);
        var keys = $"y: done, n: not now, b: blocked{(adjusts ? ", a: post an adjustment" : "")}";
        return new TextPrompt<string>($"{task.Name}: done, {name}? ({keys})".EscapeMarkup())
            .AddChoices(adjusts ? [Done, NotNow, Blocked, Adjust] : [Done, NotNow, Blocked])
            .DefaultValue(NotNow)
            .ShowAsync(console, cancel);
    }

    private async Task BlockAsync(CloseRun run, TaskDefinition task, Actor person, CancellationToken cancel)
    {
        var reason = await new TextPrompt<string>("What is it waiting for (nothing: not now):")
        {
            AllowEmpty = true,
        }.ShowAsync(console, cancel);
        if (reason.Trim().Length == 0)
            return;
        var blocked = await block(new BlockTask(person, task.Number, reason.Trim()).For(run), cancel);
        if (!blocked.IsOk)
            console.MarkupLine($"  [red bold]{blocked.Fault.Code}[/] {blocked.Fault.Message.EscapeMarkup()}");
    }
}
