using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Proof.Verification;

/// <summary>Were the tasks of the checklist done in an order that it allows, and approved by others?</summary>
internal static class TaskConduct
{
    /// <summary>Null where the event may follow; otherwise the finding.</summary>
    /// <param name="run">As it was before the event.</param>
    public static Fault? Refuse(CloseRun run, RunEvent happened) =>
        happened switch
        {
            TaskPrepared prepared => Find(run, prepared.Task, out var task)
                ?? (task.IsHybrid && Planner.IsReady(run, task) ? null : Disorder(task, "is not prepared by an agent")),
            TaskCompleted completed => Find(run, completed.Task, out var task) ?? Complete(run, task, completed),
            TaskApproved approved => Find(run, approved.Task, out var task) ?? Approve(run, task, approved),
            TaskSkipped skipped => Find(run, skipped.Task, out var task)
                ?? (
                    task.Priority == TaskPriority.P0 || run.IsDone(task.Number)
                        ? Disorder(task, "was done, or cannot be skipped")
                        : null
                ),
            SignOffsVoided voided => voided.Tasks.FirstOrDefault(item =>
                run.Tasks.GetValueOrDefault(item.Task)?.Evidence != item.Signed
            )
                is { } stranger
                ? ConductRules.Disorder($"task {stranger.Task} was not signed off so")
                : null,
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };

    private static Fault? Find(CloseRun run, int number, out TaskDefinition task)
    {
        var found = run.Template.Find(number);
        task = found!;
        return found is null ? ConductRules.Disorder($"the checklist has no task {number}") : null;
    }

    private static Fault? Complete(CloseRun run, TaskDefinition task, TaskCompleted completed)
    {
        if (!Planner.IsReady(run, task) || Planner.IsAhead(run, task) || run.IsAwaitingApproval(task.Number))
            return Disorder(task, "was done, or others before it were not");
        if (task.IsHybrid && run.OpenTasks.GetValueOrDefault(task.Number)?.Prepared is null)
            return Disorder(task, "was not prepared");
        if (TaskRules.IsUnseen(task, completed.Evidence, completed.Seen))
            return Disorder(task, "was signed off on nothing");
        if (task.Scope == TaskScope.Statements && run.OpenNotes.Any())
            return Disorder(task, "was completed while notes were open");
        return task.Action == TaskAction.PrepareReports && run.Package is null
            ? ConductRules.Disorder("no package was prepared")
            : null;
    }

    private static Fault? Approve(CloseRun run, TaskDefinition task, TaskApproved approved)
    {
        if (run.OpenTasks.GetValueOrDefault(task.Number)?.Completed is not { } done)
            return Disorder(task, "did not wait for an approval");
        return done.CompletedBy == approved.By && run.Policy.EnforceSegregation
            ? Disorder(task, $"was approved by {approved.By}, who had completed it")
            : null;
    }

    private static Fault Disorder(TaskDefinition task, string why) =>
        ConductRules.Disorder($"task {task.Number} {why}");
}
