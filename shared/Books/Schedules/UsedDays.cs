using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>The days on which something is in use, by months.</summary>
/// <param name="End">The day after the last.</param>
internal readonly record struct UsedDays(DateOnly Start, DateOnly End)
{
    public int Count => Math.Max(0, End.DayNumber - Start.DayNumber);

    /// <summary>The months that have such a day, in order, with how many of their days.</summary>
    public IEnumerable<UsedMonth> Months()
    {
        for (var first = ScheduleDates.FirstOf(Start); first < End && Count > 0; first = first.AddMonths(1))
        {
            var next = first.AddMonths(1);
            var from = first < Start ? Start : first;
            var to = next < End ? next : End;
            yield return new(to.DayNumber - from.DayNumber, next.DayNumber - first.DayNumber, next >= End);
        }
    }
}

/// <param name="Days">Days in use.</param>
/// <param name="Length">Days of the calendar month.</param>
internal readonly record struct UsedMonth(int Days, int Length, bool IsLast);

/// <summary>Exact fractions of amounts.</summary>
internal static class Shares
{
    /// <summary>To the minor unit, halves up. Neither is negative.</summary>
    public static long Round(Int128 numerator, Int128 denominator) =>
        (long)((2 * numerator + denominator) / (2 * denominator));
}
