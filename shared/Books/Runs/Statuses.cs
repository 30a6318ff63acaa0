namespace Bookseal.Books.Runs;

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

    public static string Text(this RunStatus status) =>
        status switch
        {
            RunStatus.None => "none",
            RunStatus.InProgress => "in_progress",
            RunStatus.Blocked => "blocked",
            RunStatus.Completed => "completed",
            RunStatus.Certified => "certified",
            RunStatus.Cancelled => "cancelled",
            RunStatus.Decertified => "decertified",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}
