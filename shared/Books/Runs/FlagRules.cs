using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>What time does to tasks. How late one is, the company's calendar says, outside the run.</summary>
internal static class FlagRules
{
    /// <summary>Once; a task that was done meanwhile is late no more.</summary>
    public static Result<IReadOnlyList<RunEvent>> Flag(CloseRun run, FlagTask flag)
    {
        if (run.Template.Find(flag.Task) is not { } task)
            return Refuse(Refusal.TaskNotFound, $"the checklist of {run.Period} has no task {flag.Task}");
        if (!flag.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "time flags a task, and no person does");
        if (
            !EventsOfRules.HasChecklist(run)
            || run.IsDone(task.Number)
            || run.OpenTasks.GetValueOrDefault(task.Number)?.LateAfter is not null
        )
            return Nothing();
        return Planner.IsReady(run, task)
            ? Happens(new TaskFlagged(flag.Actor.Id, task.Number, flag.LateAfter))
            : NotReady(task.Number);
    }
}
