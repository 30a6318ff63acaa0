using Bookseal.Books.Calendars;
using Bookseal.Books.Values;

namespace Bookseal.Books.Metrics;

/// <summary>What is measured of one period that has ended.</summary>
/// <param name="Deadline">The day by whose end of work it had to be certified.</param>
/// <param name="IsCertified">A certification stands, and its proof is sealed.</param>
/// <param name="CloseDays">Business days from the first run to the certification, both days counted.</param>
/// <param name="IsOnTime">Null while it is not certified and its deadline has not passed.</param>
/// <param name="Items">Of the close that stands; none where none does.</param>
public sealed record PeriodFacts(
    PeriodCode Period,
    DateOnly Deadline,
    bool IsCertified,
    int? CloseDays,
    bool? IsOnTime,
    IReadOnlyList<ExceptionSpan> Exceptions,
    ItemCount Items
)
{
    public IEnumerable<ExceptionSpan> Resolved => Exceptions.Where(span => span.ResolvedAt is not null);

    public IEnumerable<ExceptionSpan> Open => Exceptions.Where(span => span.ResolvedAt is null);

    /// <param name="history">Null where no close of the period ever began.</param>
    public static PeriodFacts Of(
        PeriodCode period,
        PeriodHistory? history,
        ItemCount items,
        BusinessCalendar calendar,
        DateTimeOffset now
    )
    {
        var deadline = DeadlineOf(period, history, calendar);
        var dueAt = calendar.DueAt(deadline);
        if (history?.CertifiedAt is not { } certifiedAt)
            return new(period, deadline, false, null, dueAt <= now ? false : null, history?.Exceptions ?? [], default);
        var days = calendar.BusinessDaysElapsed(
            calendar.DayOf(history.BegunAt ?? certifiedAt),
            calendar.DayOf(certifiedAt)
        );
        return new(period, deadline, true, days, certifiedAt <= dueAt, history.Exceptions, items);
    }

    /// <summary>
    /// As it was pinned; where it was not, the seventh business day from the close's begin, and of a close that nobody
    /// began, from the first one after the period's end.
    /// </summary>
    private static DateOnly DeadlineOf(PeriodCode period, PeriodHistory? history, BusinessCalendar calendar)
    {
        if (history?.Deadline is { } pinned)
            return pinned;
        return calendar.Deadline(history?.BegunAt is { } begun ? calendar.DayOf(begun) : period.LastDay.AddDays(1));
    }
}
