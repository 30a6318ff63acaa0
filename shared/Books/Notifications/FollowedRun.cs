using Bookseal.Books.Calendars;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Notifications;

/// <summary>A run as it is followed.</summary>
public static class FollowedRun
{
    /// <summary>Null where nobody needs to be told of it any more: it is over, or only waits for signatures.</summary>
    public static FollowedClose? Of(CloseRun run, CompanyProfile company)
    {
        if (run.Status is not (RunStatus.InProgress or RunStatus.Blocked or RunStatus.Completed))
            return null;
        var calendar = company.BusinessDays;
        var start = calendar.DayOf(run.StartedAt);
        return new(
            run.Period,
            run.Id,
            run.Status.Text(),
            start,
            run.Initiation?.Deadline ?? calendar.Deadline(start),
            [.. run.Template.Tasks.Select(task => TaskOf(run, task, calendar, start))]
        );
    }

    private static FollowedTask TaskOf(CloseRun run, TaskDefinition task, BusinessCalendar calendar, DateOnly start)
    {
        var isReady = Planner.IsReady(run, task);
        return new(
            task.Number,
            task.Name,
            task.Description,
            task.Priority.Text(),
            calendar.BusinessDay(start, task.DueDay),
            run.AssigneeOf(task),
            StateOf(run, task, isReady),
            isReady ? ReadyOn(run, task, calendar, start) : null,
            run.OpenTasks.GetValueOrDefault(task.Number)?.BlockedReason
                ?? (run.FailedGuards is { } failed ? string.Join(", ", failed.Failed) : null),
            task.DependsOn
        )
        {
            Holder = task.Role is null ? null : TaskNotices.HolderOf(run, task, task.Role.Value),
        };
    }

    private static FollowedState StateOf(CloseRun run, TaskDefinition task, bool isReady)
    {
        if (run.Tasks.GetValueOrDefault(task.Number) is { } done)
            return done.SkipReason is null ? FollowedState.Completed : FollowedState.Skipped;
        if (!isReady)
            return FollowedState.Pending;
        return run.Status == RunStatus.Blocked || run.StatusOf(task.Number) == "blocked"
            ? FollowedState.Blocked
            : FollowedState.InProgress;
    }

    private static DateOnly ReadyOn(CloseRun run, TaskDefinition task, BusinessCalendar calendar, DateOnly start) =>
        task.DependsOn.Select(number => calendar.DayOf(run.Tasks[number].CompletedAt)).Append(start).Max();
}
