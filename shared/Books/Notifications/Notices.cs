using Bookseal.Books.Payouts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>
/// The notices: whom each kind is for, and for what reason. Most of what the texts say is looked up when they are sent
/// (<see cref="NoticeValues"/>): a notice that waited says how things are, not how they were.
/// </summary>
public static class Notices
{
    public static Notice CloseInitiated(PeriodCode period, RunId run) =>
        Of(NoticeKind.CloseInitiated, period, run, null, [Audience.Owner], "started");

    /// <summary>Again to each new assignee, to who approves it, and where it is to be done once more.</summary>
    public static Notice TaskAssigned(PeriodCode period, RunId run, int task, TaskTurn turn) =>
        Of(
            NoticeKind.TaskAssigned,
            period,
            run,
            task,
            [turn.Audience],
            $"task:{task}:{(turn.CompletedBy is null ? "assigned" : "approval")}:{turn.Audience}:{turn.Time}"
        ) with
        {
            Values = JsonObject.Of(("completed_by", turn.CompletedBy?.ToString())),
        };

    public static Notice TaskReminder(FollowedClose close, FollowedTask task) =>
        Late(NoticeKind.TaskReminder, close, task, 1, task.Holder is { } holder ? [holder] : []);

    public static Notice TaskEscalated(FollowedClose close, FollowedTask task) =>
        Late(
            NoticeKind.TaskEscalated,
            close,
            task,
            2,
            task.Holder switch
            {
                { Person: { } person } holder => [holder, Audience.ManagerOf(person)],
                { } holder => [holder],
                null => [],
            }
        );

    public static Notice TaskBlocked(FollowedClose close, FollowedTask task) =>
        Late(NoticeKind.TaskEscalated, close, task, EscalationLadder.DaysUntilBlocked, [Audience.SeniorFinance]);

    public static Notice DeadlinePassed(FollowedClose close) =>
        Of(
            NoticeKind.DeadlinePassed,
            close.Period,
            close.Run,
            null,
            [Audience.Owner, Audience.FinanceLead],
            $"deadline:{Dates.Text(close.Deadline)}"
        );

    public static Notice DailyProgress(FollowedClose close, DateOnly today) =>
        Of(
            NoticeKind.DailyProgress,
            close.Period,
            close.Run,
            null,
            [Audience.Owner, Audience.FinanceLead],
            $"progress:{Dates.Text(today)}"
        );

    /// <param name="payload">What is to be certified: prepared anew, it is another reason.</param>
    public static Notice ReadyForCertification(PeriodCode period, RunId run, Digest payload) =>
        Of(
            NoticeKind.ReadyForCertification,
            period,
            run,
            null,
            [Audience.Owner, Audience.Approvers],
            $"ready:{payload}"
        );

    /// <summary>To the finance lead at once, once for each run and code.</summary>
    /// <param name="run">Null where it is found outside a run, such as a broken chain.</param>
    /// <param name="what">For people: what is wrong and what to do.</param>
    public static Notice CriticalException(PeriodCode period, RunId? run, string code, string what) =>
        Of(NoticeKind.CriticalException, period, run, null, [Audience.FinanceLead], $"critical:{code}") with
        {
            Values = JsonObject.Of(("code", code), ("exception", what)),
        };

    /// <summary>To the finance lead, once a day for each payout.</summary>
    public static Notice PayoutStuck(Payout payout, DateOnly today)
    {
        var period = PeriodCode.Of(today).Previous;
        var notice = CriticalException(period, null, StuckPayouts.Code, StuckPayouts.Describe(payout));
        return notice with { Reason = $"{notice.Reason}:{payout.Id}:{Dates.Text(today)}" };
    }

    private static Notice Late(
        NoticeKind kind,
        FollowedClose close,
        FollowedTask task,
        int days,
        IReadOnlyList<Audience> audiences
    ) =>
        Of(
            kind,
            close.Period,
            close.Run,
            task.Number,
            audiences,
            $"task:{task.Number}:late:{Dates.Text(task.LateAfter ?? task.Due)}:+{days}"
        ) with
        {
            Values = JsonObject.Of(("days_late", days)),
        };

    private static Notice Of(
        NoticeKind kind,
        PeriodCode period,
        RunId? run,
        int? task,
        IReadOnlyList<Audience> audiences,
        string reason
    ) => new(kind, period, run, task, audiences, $"{run?.ToString() ?? period.ToString()}:{reason}", JsonObject.Of());
}
