namespace Bookseal.Books.Runs;

public enum RunStatus
{
    /// <summary>No run has started.</summary>
    None,
    InProgress,

    /// <summary>A guard failed; someone has to mend the books and resume, or cancel.</summary>
    Blocked,

    /// <summary>All is done but the certification.</summary>
    Completed,

    /// <summary>Certified; the proof waits for its signatures. The period is closing until it is sealed.</summary>
    AwaitingSignature,

    /// <summary>And sealed; under rules up to 3 from the certification on.</summary>
    Certified,
    Cancelled,
    Decertified,
}

/// <summary>
/// A period's life: open → closing → closed, and a year's last one → locked. A cancellation leads from closing
/// back to open, a reopening from closed.
/// </summary>
public enum PeriodStatus
{
    Open,
    Closing,
    Closed,

    /// <summary>Closed for good: the end of a fiscal year.</summary>
    Locked,
}

public static class Statuses
{
    public static string Text(this PeriodStatus status) =>
        status switch
        {
            PeriodStatus.Open => "open",
            PeriodStatus.Closing => "closing",
            PeriodStatus.Closed => "closed",
            PeriodStatus.Locked => "locked",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    public static Result<PeriodStatus> ParsePeriod(string text) =>
        text switch
        {
            "open" => PeriodStatus.Open,
            "closing" => PeriodStatus.Closing,
            "closed" => PeriodStatus.Closed,
            "locked" => PeriodStatus.Locked,
            _ => new Fault("PERIOD_STATUS_INVALID", "a period is open, closing, closed or locked"),
        };

    public static string Text(this RunStatus status) =>
        status switch
        {
            RunStatus.None => "none",
            RunStatus.InProgress => "in_progress",
            RunStatus.Blocked => "blocked",
            RunStatus.Completed => "completed",
            RunStatus.AwaitingSignature => "awaiting_signature",
            RunStatus.Certified => "certified",
            RunStatus.Cancelled => "cancelled",
            RunStatus.Decertified => "decertified",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}
