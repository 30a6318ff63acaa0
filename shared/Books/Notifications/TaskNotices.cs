using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>
/// Who is told that a task is theirs: once it can be done, and not before. A task that nobody has is told to the
/// persons of the least role that may do it, and not to those above them. That there is something to certify is said by
/// its own notice.
/// </summary>
internal static class TaskNotices
{
    public static IEnumerable<Notice> Of(CloseRun before, CloseRun after)
    {
        if (!after.IsActive)
            yield break;
        foreach (var task in after.Template.Tasks)
            if (TurnOf(after, task) is { } turn && (before.Id != after.Id || TurnOf(before, task) != turn))
                yield return Notices.TaskAssigned(after.Period, after.Id, task.Number, turn);
    }

    /// <summary>Null while nobody can do it, and of what needs nobody.</summary>
    private static TaskTurn? TurnOf(CloseRun run, TaskDefinition task)
    {
        if (task is not { Role: { } role, Action: not TaskAction.Certify } || !Planner.IsReady(run, task))
            return null;
        var open = run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        if (task.IsHybrid && open.Prepared is null)
            return null;
        // Sent back or voided, it is to be done once more, which is another reason to be told.
        var time = 1 + run.Round + open.Voided;
        return new(HolderOf(run, task, role), time, open.Completed?.CompletedBy);
    }

    /// <summary>Whose it is, now or once it can be done.</summary>
    public static Audience HolderOf(CloseRun run, TaskDefinition task, Role role)
    {
        if (run.IsAwaitingApproval(task.Number))
            return Audience.OfRole(task.Approval ?? role);
        return run.AssigneeOf(task) is { } assignee ? Audience.Of(assignee) : Audience.OfRole(role);
    }
}

/// <summary>A task's state, as far as somebody is to be told that it is theirs.</summary>
/// <param name="Time">1 when it is to be done for the first time.</param>
/// <param name="CompletedBy">Whose work waits for an approval; null where the work itself waits.</param>
public readonly record struct TaskTurn(Audience Audience, int Time, PersonId? CompletedBy);
