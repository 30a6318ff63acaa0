using Bookseal.Books.Values;

namespace Bookseal.Books.Calendars;

/// <summary>
/// A company's business days: dates are those of its time zone, and a day's work is due at 17:00 there.
/// </summary>
public sealed class BusinessCalendar(CalendarSettings settings, TimeZoneInfo zone)
{
    /// <summary>The business day of a close by whose end it should be certified.</summary>
    public const int TargetDay = 5;

    /// <summary>And the one by whose end it has to be, where nobody said otherwise.</summary>
    public const int DeadlineDay = 7;

    private static readonly TimeOnly EndOfWork = new(17, 0);
    private readonly HashSet<DateOnly> _holidays = [.. settings.Holidays];

    public bool IsBusinessDay(DateOnly day) => !settings.Weekend.Contains(day.DayOfWeek) && !_holidays.Contains(day);

    /// <summary>The day itself if it is a business day, else the next one.</summary>
    public DateOnly BusinessDayFrom(DateOnly day)
    {
        while (!IsBusinessDay(day) && day < DateOnly.MaxValue)
            day = day.AddDays(1);
        return day;
    }

    /// <summary>
    /// The business day of this number: 1 is the start if it is a business day, else the first one after it.
    /// </summary>
    /// <param name="number">At least 1.</param>
    public DateOnly BusinessDay(DateOnly start, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return AddBusinessDays(BusinessDayFrom(start), number - 1);
    }

    /// <summary>So many business days after a day that need not be one; with 0 the day itself.</summary>
    /// <param name="count">Not negative.</param>
    public DateOnly AddBusinessDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (; count > 0; count--)
            day = day == DateOnly.MaxValue ? day : BusinessDayFrom(day.AddDays(1));
        return day;
    }

    /// <summary>How many business days there are from a day to another, both counted; 0 if it lies before.</summary>
    public int BusinessDaysElapsed(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
            count += IsBusinessDay(day) ? 1 : 0;
        return count;
    }

    /// <summary>Of the month in which the day lies.</summary>
    public DateOnly FirstBusinessDayOfMonth(DateOnly day) => BusinessDayFrom(new DateOnly(day.Year, day.Month, 1));

    /// <summary>When a close that began on this day should be certified.</summary>
    public DateOnly Target(DateOnly start) => BusinessDay(start, TargetDay);

    /// <summary>When a close that began on this day has to be certified, where nobody said otherwise.</summary>
    public DateOnly Deadline(DateOnly start) => BusinessDay(start, DeadlineDay);

    /// <summary>The end of a day's work, 17:00 in the company's time zone; in UTC.</summary>
    public DateTimeOffset DueAt(DateOnly day) => InstantOf(day, EndOfWork);

    /// <summary>
    /// A company's local time in UTC. Of a time that the clocks pass twice the later, so that nothing is overdue while
    /// some clock has not come to it; one that they leave out is as much later as they were put forward, and a whole
    /// day that a place left out is due with the day after it. At the ends of the calendar, the last instant there is.
    /// </summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        // Not by GetUtcOffset(local): of a time in a day that was left out it gives the offset from after it.
        var local = day.ToDateTime(time);
        var (before, after) = (
            OffsetAt(local.Ticks - TimeSpan.TicksPerDay),
            OffsetAt(local.Ticks + TimeSpan.TicksPerDay)
        );
        var instant = InstantAt(local.Ticks - after.Ticks);
        return LocalTimeOf(instant).DateTime == local ? instant : InstantAt(local.Ticks - before.Ticks);
    }

    private TimeSpan OffsetAt(long utcTicks) => zone.GetUtcOffset(InstantAt(utcTicks));

    private static DateTimeOffset InstantAt(long utcTicks) =>
        new(Math.Clamp(utcTicks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTimeOf(instant).DateTime);

    public DateTimeOffset LocalTimeOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);
}
