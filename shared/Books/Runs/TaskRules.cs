using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>Who may do what with the tasks of a checklist, and when.</summary>
internal static class TaskRules
{
    public static Result<IReadOnlyList<RunEvent>> Start(CloseRun run, StartTask start)
    {
        if (!FindOpen(run, start.Actor, start.Task).TryGet(out var task, out var fault))
            return fault;
        if (!Planner.IsReady(run, task))
            return NotReady(task.Number);
        var open = run.OpenTasks.GetValueOrDefault(task.Number);
        return open is { StartedBy: { } by, BlockedReason: null } && by == start.Actor.Id
            ? Nothing()
            : Happens(new TaskStarted(start.Actor.Id, task.Number));
    }

    public static Result<IReadOnlyList<RunEvent>> Prepare(CloseRun run, PrepareTask prepare)
    {
        if (run.Template.Find(prepare.Task) is not { IsHybrid: true } task || !prepare.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, $"task {prepare.Task} is not prepared by an agent");
        if (run.IsDone(task.Number) || run.OpenTasks.GetValueOrDefault(task.Number)?.Prepared is not null)
            return Nothing();
        return Planner.IsReady(run, task)
            ? Happens(new TaskPrepared(prepare.Actor.Id, task.Number, prepare.Evidence, prepare.Summary))
            : NotReady(task.Number);
    }

    public static Result<IReadOnlyList<RunEvent>> Complete(CloseRun run, CompleteTask complete)
    {
        if (run.Template.Find(complete.Task) is not { } task)
            return Unknown(run, complete.Task);
        if (run.IsDone(task.Number) || run.IsAwaitingApproval(task.Number))
            return Nothing();
        if (task.Action is TaskAction.CloseSubledgers or TaskAction.PrepareReports or TaskAction.Certify)
            return Refuse(Refusal.OutOfOrder, $"'{task.Name}' is completed by its result, not by hand");
        if (task.Role is { } role && MissingRole(run, complete.Actor, role) is { } denied)
            return denied;
        if (task.Role is not null && complete.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, $"'{task.Name}' is a person's task");
        if (task.Role is null && !complete.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, $"'{task.Name}' is Bookseal's own task");
        if (!Planner.IsReady(run, task))
            return NotReady(task.Number);
        if (task.IsHybrid && run.OpenTasks.GetValueOrDefault(task.Number)?.Prepared is null)
            return Refuse(Refusal.TaskNotReady, $"Bookseal has not prepared task {task.Number} yet");
        if (task.Scope == TaskScope.Statements && run.OpenNotes.FirstOrDefault() is { } note)
            return Refuse(
                Refusal.NotesOpen,
                $"note {note.Number} on {note.On} is open; 'bookseal task note --resolve {note.Number}' answers it"
            );
        if (Planner.IsAhead(run, task))
            return NotReady(task.Number);
        if (IsUnseen(task, complete.Evidence, complete.Seen))
            return Refuse(Refusal.EvidenceMissing, $"task {task.Number} is signed off on what the books show");
        return Happens(
            new TaskCompleted(complete.Actor.Id, task.Number, complete.Actor.Attestation)
            {
                Evidence = complete.Evidence,
                Summary = complete.Summary,
                Seen = complete.Seen,
            }
        );
    }

    public static Result<IReadOnlyList<RunEvent>> Approve(CloseRun run, ApproveTask approve)
    {
        if (run.Template.Find(approve.Task) is not { } task)
            return Unknown(run, approve.Task);
        if (run.IsDone(task.Number))
            return Nothing();
        if (task.Approval is not { } role || run.OpenTasks.GetValueOrDefault(task.Number)?.Completed is not { } done)
            return Refuse(Refusal.TaskNotReady, $"task {approve.Task} does not wait for an approval");
        if (approve.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "an agent approves nothing");
        if (MissingRole(run, approve.Actor, role) is { } denied)
            return denied;
        return done.CompletedBy == approve.Actor.Id && run.Policy.EnforceSegregation
            ? Refuse(
                Refusal.SegregationOfDuties,
                $"{approve.Actor.Id} completed task {task.Number}; another {role.Text()} approves it"
            )
            : Happens(new TaskApproved(approve.Actor.Id, task.Number, approve.Actor.Attestation));
    }

    public static Result<IReadOnlyList<RunEvent>> Block(CloseRun run, BlockTask block)
    {
        if (!FindOpen(run, block.Actor, block.Task).TryGet(out var task, out var fault))
            return fault;
        if (ReasonFault(block.Reason) is { } unreasoned)
            return unreasoned;
        return run.OpenTasks.GetValueOrDefault(task.Number)?.BlockedReason == block.Reason
            ? Nothing()
            : Happens(new TaskBlocked(block.Actor.Id, task.Number, block.Reason));
    }

    public static Result<IReadOnlyList<RunEvent>> Skip(CloseRun run, SkipTask skip)
    {
        if (run.Template.Find(skip.Task) is not { } task)
            return Unknown(run, skip.Task);
        if (run.IsDone(task.Number))
            return Nothing();
        if (task.Priority == TaskPriority.P0)
            return Refuse(Refusal.TaskNotSkippable, $"'{task.Name}' is P0 and cannot be skipped");
        if (MissingPerson(run, skip.Actor, RoleToSkip(task)) is { } denied)
            return denied;
        return ReasonFault(skip.Reason) is { } unreasoned
            ? unreasoned
            : Happens(new TaskSkipped(skip.Actor.Id, task.Number, skip.Reason));
    }

    /// <summary>Nobody leaves out what they could not do.</summary>
    internal static Role RoleToSkip(TaskDefinition? task) =>
        task?.Role is { } own && own > Acts.SkipTask.Role ? own : Acts.SkipTask.Role;

    public static Result<IReadOnlyList<RunEvent>> Assign(CloseRun run, AssignTask assign)
    {
        if (run.Template.Find(assign.Task) is not { } task)
            return Unknown(run, assign.Task);
        if (MissingPerson(run, assign.Actor, Acts.AssignTask.Role) is { } denied)
            return denied;
        if (run.IsDone(task.Number) || task.Role is not { } role)
            return Refuse(Refusal.TaskNotReady, $"task {task.Number} is done, or an agent's");
        if (run.Team?.Find(assign.Assignee) is not { } person)
            return Refuse(
                Refusal.PersonUnknown,
                $"{assign.Assignee} is not in the team that the close of {run.Period} has pinned"
            );
        if (person.Role < role)
            return Refuse(
                Refusal.AuthorityDenied,
                $"{person.Id} is {person.Role.Text()}; task {task.Number} needs {role.Text()}"
            );
        return run.AssigneeOf(task) == assign.Assignee
            ? Nothing()
            : Happens(new TaskAssigned(assign.Actor.Id, task.Number, assign.Assignee));
    }

    /// <summary>
    /// A changed scope voids what was signed for it; of the statements only a change of the result beyond the policy's
    /// materiality, for the final adjustments follow the review.
    /// </summary>
    public static Result<IReadOnlyList<RunEvent>> CheckSignOffs(CloseRun run, CheckSignOffs check)
    {
        if (run.Package is not null)
            return Nothing();
        var voided = run
            .Tasks.Values.Where(state => state is { Evidence: not null, SkipReason: null })
            // What was signed again since the books were read was not what they were compared with.
            .Where(state =>
                check.Found.TryGetValue(state.Number, out var found)
                && state.Evidence == found.Signed
                && IsVoid(run, state, found)
            )
            .Select(state => new VoidedSignOff(state.Number, state.Evidence!.Value, check.Found[state.Number].Evidence))
            .ToList();
        if (voided.Count == 0)
            return Nothing();
        return run.FenceIntended && run.Round == Limits.DeclinedRounds
            ? Refuse(
                Refusal.DeclinedTooOften,
                $"a close is sent back at most {Limits.DeclinedRounds} times; cancel it and close again"
            )
            : Happens(new SignOffsVoided(check.Actor.Id, voided));
    }

    /// <summary>
    /// Does what was signed off count no more? What is measured may differ up to the policy's materiality: the
    /// certificate says by how much.
    /// </summary>
    internal static bool IsVoid(CloseRun run, TaskState state, SignOffFound found)
    {
        if (state.Evidence == found.Evidence)
            return false;
        return state.Seen is not { } seen
            || found.Seen is not { } now
            // Without another entry only what was carried into the period can have changed.
            || seen.Entries >= now.Entries
            || seen.IsMaterialTo(now, run.Policy.MaterialityMinor);
    }

    /// <summary>A person's word on a part of the books stands on that part, or on nothing.</summary>
    internal static bool IsUnseen(TaskDefinition task, Digest? evidence, BooksSeen? seen) =>
        task is { Role: not null, Scope: not TaskScope.None }
        && (evidence is null || (task.Scope == TaskScope.Statements && seen is null));

    /// <summary>The task, where it is a person's, not done, and this person may do it.</summary>
    private static Result<TaskDefinition> FindOpen(CloseRun run, Actor actor, int number)
    {
        if (run.Template.Find(number) is not { } task)
            return Unknown(run, number);
        if (task.Role is not { } role || actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, $"'{task.Name}' is Bookseal's own task");
        if (MissingRole(run, actor, role) is { } denied)
            return denied;
        return run.IsDone(number) ? Refuse(Refusal.TaskNotReady, $"task {number} is done") : task;
    }

    private static Fault Unknown(CloseRun run, int task) =>
        Refuse(Refusal.TaskNotFound, $"the checklist of {run.Period} has no task {task}");
}
