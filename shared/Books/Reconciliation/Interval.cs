using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>Days from one to another, both of them in it.</summary>
public sealed record Interval(DateOnly From, DateOnly To)
{
    public const string Invalid = "INTERVAL_INVALID";
    public const string NotEnded = "INTERVAL_NOT_ENDED";

    /// <summary><c>INTERVAL_INVALID</c> where it ends before it begins.</summary>
    public static Result<Interval> Of(DateOnly from, DateOnly to) =>
        from <= to
            ? new Interval(from, to)
            : new Fault(Invalid, $"an interval does not end ({Dates.Text(to)}) before it begins ({Dates.Text(from)})");

    public bool Contains(DateOnly date) => date >= From && date <= To;

    /// <summary>Whether what belongs to the date may have its other half before the interval.</summary>
    public bool IsNearBegin(DateOnly date, int days) => date.DayNumber - From.DayNumber < days;

    /// <summary>Whether what belongs to the date may have its other half after the interval.</summary>
    public bool IsNearEnd(DateOnly date, int days) => To.DayNumber - date.DayNumber < days;

    public override string ToString() => $"{Dates.Text(From)} to {Dates.Text(To)}";
}
