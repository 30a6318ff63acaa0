using Bookseal.Books.Calendars;

namespace Bookseal.Books.Notifications;

/// <summary>
/// What follows from time alone: who is told when a task is late by one, two and three business days, when the deadline
/// of the close has passed, and how far it is each morning. Asked as often as anyone likes: the same reasons come back
/// with the same keys, and are sent once.
/// </summary>
public static class EscalationLadder
{
    /// <summary>Business days after which a task is flagged as blocked.</summary>
    public const int DaysUntilBlocked = 3;

    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Everything that is due to be said now.</summary>
    public static IReadOnlyList<Notice> FindDue(FollowedClose close, BusinessCalendar calendar, DateTimeOffset now) =>
        [
            .. close.Tasks.SelectMany(task => OfTask(close, task, DaysLate(task, calendar, now))),
            .. OfDeadline(close, calendar, now),
            .. OfMorning(close, calendar, now),
        ];

    /// <summary>The tasks that the run should flag as blocked now. They can be completed all the same.</summary>
    public static IReadOnlyList<int> FindToFlag(FollowedClose close, BusinessCalendar calendar, DateTimeOffset now) =>
        [
            .. close
                .Tasks.Where(task =>
                    task.State != FollowedState.Blocked && DaysLate(task, calendar, now) >= DaysUntilBlocked
                )
                .Select(task => task.Number),
        ];

    /// <summary>Full business days since it was due; 0 before the first is over, and of what is not late.</summary>
    public static int DaysLate(FollowedTask task, BusinessCalendar calendar, DateTimeOffset now)
    {
        if (task.LateAfter is not { } due)
            return 0;
        var days = 0;
        while (days < DaysUntilBlocked && calendar.DueAt(calendar.AddBusinessDays(due, days + 1)) <= now)
            days++;
        return days;
    }

    /// <summary>
    /// Where nobody looked for some days, the assignee is not told of every step that was missed: the reminder gives
    /// way to what goes to the manager too.
    /// </summary>
    private static IEnumerable<Notice> OfTask(FollowedClose close, FollowedTask task, int daysLate)
    {
        if (daysLate == 1)
            yield return Notices.TaskReminder(close, task);
        if (daysLate >= 2)
            yield return Notices.TaskEscalated(close, task);
        if (daysLate >= DaysUntilBlocked)
            yield return Notices.TaskBlocked(close, task);
    }

    private static IEnumerable<Notice> OfDeadline(FollowedClose close, BusinessCalendar calendar, DateTimeOffset now)
    {
        if (calendar.DueAt(close.Deadline) <= now)
            yield return Notices.DeadlinePassed(close);
    }

    /// <summary>The day's own, once: what was not said on a day that is over is of no use.</summary>
    private static IEnumerable<Notice> OfMorning(FollowedClose close, BusinessCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.DayOf(now);
        if (
            today > calendar.BusinessDayFrom(close.StartedOn)
            && calendar.IsBusinessDay(today)
            && calendar.InstantOf(today, Morning) <= now
        )
            yield return Notices.DailyProgress(close, today);
    }
}
