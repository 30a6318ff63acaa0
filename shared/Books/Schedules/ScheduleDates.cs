using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>Days that a schedule may begin on: far from where the calendar ends.</summary>
internal static class ScheduleDates
{
    public const string Invalid = "SCHEDULE_DATES";
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    public static Fault? Check(DateOnly start) =>
        start < Earliest || start > Latest
            ? new(Invalid, $"a schedule begins between 1900 and 2199, not on {Dates.Text(start)}")
            : null;

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
