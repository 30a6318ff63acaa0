namespace Bookseal.Books.Backups;

/// <summary>
/// Whether a restore drill is due: within a month of the last one that passed; of books without any, of their first
/// sealed proof. Before that there is nothing to lose that a bag proves.
/// </summary>
public sealed record DrillState(DateTimeOffset? LastPassed, DateTimeOffset? FirstSealed)
{
    public static DrillState None { get; } = new(null, null);

    /// <summary>Null while nothing is sealed.</summary>
    public DateTimeOffset? DueAt => (LastPassed ?? FirstSealed)?.AddMonths(1);

    public bool IsOverdue(DateTimeOffset now) => DueAt < now;

    /// <summary><c>RESTORE_DRILL_OVERDUE</c>; null where none is.</summary>
    public Fault? FaultAt(DateTimeOffset now) =>
        IsOverdue(now)
            ? new(
                RestoreDrill.Overdue,
                $"a restore drill was due on {DueAt:yyyy-MM-dd}, "
                    + (LastPassed is { } last ? $"a month after the last that passed ({last:yyyy-MM-dd})" : NoneYet)
                    + "; 'bookseal backup drill DIR' does it"
            )
            : null;

    private const string NoneYet = "a month after the first sealed proof, and none was done";
}
