namespace Bookseal.Books.Metrics;

/// <summary>Something that stood in the way of a close, from when the chain told of it until it did not.</summary>
/// <param name="Subject">Which guard, task or note: <c>BANK_RECONCILED</c>, <c>6</c>, <c>2</c>.</param>
/// <param name="ResolvedAt">Null while it is open.</param>
public sealed record ExceptionSpan(
    ExceptionKind Kind,
    string Subject,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ResolvedAt
)
{
    /// <summary>How long it took; of an open one, how old it is by now.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => (ResolvedAt ?? now) - OpenedAt;

    public override string ToString() => $"{Kind.Text()} {Subject}";
}

/// <summary>What the chain records the beginning and the end of, in the order in which they are listed.</summary>
public enum ExceptionKind
{
    GuardFailed,
    TaskBlocked,
    TaskLate,
    TaskSentBack,
    NoteOpen,
}

public static class ExceptionKinds
{
    public static string Text(this ExceptionKind kind) =>
        kind switch
        {
            ExceptionKind.GuardFailed => "guard_failed",
            ExceptionKind.TaskBlocked => "task_blocked",
            ExceptionKind.TaskLate => "task_late",
            ExceptionKind.TaskSentBack => "task_sent_back",
            ExceptionKind.NoteOpen => "note_open",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
