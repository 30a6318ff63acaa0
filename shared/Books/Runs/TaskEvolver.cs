using Bookseal.Books.Checklists;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>What the events of tasks make of a run.</summary>
internal static class TaskEvolver
{
    /// <summary>What does not apply to this close is done from its start.</summary>
    public static CloseRun SkipWhatDoesNotApply(CloseRun run, DateTimeOffset at) =>
        run with
        {
            Tasks = run.Tasks.SetItems(
                run.Template.Tasks.Where(task => task.NotApplicable is not null)
                    .Select(task =>
                        KeyValuePair.Create(
                            task.Number,
                            new TaskState(task.Number, PersonId.System, at, "unattended")
                            {
                                SkipReason = $"not applicable: {task.NotApplicable}",
                            }
                        )
                    )
            ),
        };

    public static CloseRun Start(CloseRun run, TaskStarted started, DateTimeOffset at) =>
        Touch(
            run,
            started.Task,
            open => open with { StartedBy = started.By, StartedAt = open.StartedAt ?? at, BlockedReason = null }
        );

    public static CloseRun Touch(CloseRun run, int task, Func<OpenTask, OpenTask> change) =>
        run with
        {
            OpenTasks = run.OpenTasks.SetItem(task, change(run.OpenTasks.GetValueOrDefault(task, OpenTask.Untouched))),
        };

    public static CloseRun Complete(CloseRun run, TaskCompleted completed, DateTimeOffset at)
    {
        var task = run.Template.Find(completed.Task);
        var state = new TaskState(completed.Task, completed.By, at, completed.Attestation)
        {
            Evidence = completed.Evidence,
            Summary = completed.Summary,
            Seen = completed.Seen,
        };
        if (task is { IsPreparation: true } && completed.By != PersonId.System)
            run = run with { Preparers = run.Preparers.Add(completed.By) };
        return task is { Approval: not null }
            ? Touch(run, completed.Task, open => open with { Completed = state, BlockedReason = null })
            : Finish(run, state);
    }

    public static CloseRun Approve(CloseRun run, TaskApproved approved) =>
        run.OpenTasks.GetValueOrDefault(approved.Task)?.Completed is { } state
            ? Finish(run, state with { ApprovedBy = approved.By })
            : run;

    public static CloseRun Skip(CloseRun run, TaskSkipped skipped, DateTimeOffset at) =>
        Finish(run, new(skipped.Task, skipped.By, at, "attended") { SkipReason = skipped.Reason });

    /// <summary>
    /// They are to be prepared and done again, and so are the guards from their phases on. Behind the fence the run
    /// goes back to before it, under leases of another round.
    /// </summary>
    public static CloseRun Void(CloseRun run, SignOffsVoided voided)
    {
        var tasks = voided.Tasks.Select(task => task.Task).ToHashSet();
        var again = run.Template.Tasks.Where(task => tasks.Contains(task.Number)).ToList();
        if (again.Count == 0)
            return run;
        foreach (var task in again)
            run = Touch(run, task.Number, open => open with { Voided = open.Voided + 1 });
        return run.FenceIntended ? SendBack(run, again) : Redo(run, again);
    }

    /// <summary>
    /// Back to before the fence, which comes down by another change of the lease: the lock of the next round. Who
    /// prepared has prepared, and answers to warnings stand as long as they fit.
    /// </summary>
    public static CloseRun SendBack(CloseRun run, IReadOnlyList<TaskDefinition> again) =>
        Redo(run, [.. again.Union(run.Template.Tasks.Where(task => task.Phase > 3))]) with
        {
            Status = RunStatus.InProgress,
            Round = run.Round + 1,
            HoldsLock = false,
            FenceIntended = false,
            Fence = null,
            Package = null,
        };

    /// <summary>Who has it keeps it; whatever else was said of it was said of what it was then.</summary>
    private static CloseRun Redo(CloseRun run, IReadOnlyList<TaskDefinition> again)
    {
        var from = again.Select(task => task.Phase).Append(3).Min();
        return run with
        {
            Tasks = run.Tasks.RemoveRange(again.Select(task => task.Number)),
            OpenTasks = run.OpenTasks.SetItems(
                from task in again
                where run.OpenTasks.ContainsKey(task.Number)
                let open = run.OpenTasks[task.Number]
                select KeyValuePair.Create(task.Number, new OpenTask { Assignee = open.Assignee, Voided = open.Voided })
            ),
            PhasesPassed = [.. run.PhasesPassed.Where(phase => phase < from)],
            AreSubledgersSealed = run.AreSubledgersSealed && from > 1,
        };
    }

    private static CloseRun Finish(CloseRun run, TaskState state) =>
        run with
        {
            Tasks = run.Tasks.SetItem(state.Number, state),
            OpenTasks = run.OpenTasks.SetItem(
                state.Number,
                run.OpenTasks.GetValueOrDefault(state.Number, OpenTask.Untouched) with
                {
                    Completed = null,
                    BlockedReason = null,
                    LateAfter = null,
                }
            ),
        };
}
