namespace Bookseal.Books.Notifications;

/// <summary>What people are told of. The text is also the name of the templates.</summary>
public enum NoticeKind
{
    CloseInitiated,
    TaskAssigned,
    DailyProgress,
    ReadyForCertification,

    /// <summary>A task is one business day late.</summary>
    TaskReminder,

    /// <summary>A task is two business days late, or three and flagged as blocked.</summary>
    TaskEscalated,
    DeadlinePassed,
    CriticalException,
}

public static class NoticeKinds
{
    public static IReadOnlyList<NoticeKind> All { get; } = Enum.GetValues<NoticeKind>();

    public static string Text(this NoticeKind kind) =>
        kind switch
        {
            NoticeKind.CloseInitiated => "close_initiated",
            NoticeKind.TaskAssigned => "task_assigned",
            NoticeKind.DailyProgress => "daily_progress",
            NoticeKind.ReadyForCertification => "ready_for_certification",
            NoticeKind.TaskReminder => "task_reminder",
            NoticeKind.TaskEscalated => "task_escalated",
            NoticeKind.DeadlinePassed => "deadline_passed",
            NoticeKind.CriticalException => "critical_exception",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static Result<NoticeKind> Parse(string text)
    {
        foreach (var kind in All)
            if (kind.Text() == text)
                return kind;
        return new Fault("NOTICE_KIND_INVALID", $"{new JsonString(text)} is no kind of notification");
    }
}
