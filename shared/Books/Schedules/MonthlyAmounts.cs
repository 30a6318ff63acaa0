using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>What each month of a schedule gets, from its first month on, in minor units.</summary>
public sealed class MonthlyAmounts
{
    private readonly PeriodCode _first;
    private readonly long[] _accumulatedMinor;

    internal MonthlyAmounts(PeriodCode first, IEnumerable<long> amountsMinor)
    {
        _first = first;
        var sumMinor = 0L;
        _accumulatedMinor = [.. amountsMinor.Select(amount => sumMinor += amount)];
    }

    /// <summary>The months that get something, or could.</summary>
    public int Count => _accumulatedMinor.Length;

    public long TotalMinor => Count == 0 ? 0 : _accumulatedMinor[^1];

    /// <summary>Of a month; nothing before the first and after the last.</summary>
    public long AmountMinor(PeriodCode month) => AccumulatedMinor(month) - AccumulatedAt(Place(month) - 1);

    /// <summary>Up to the month's end.</summary>
    public long AccumulatedMinor(PeriodCode month) => AccumulatedAt(Place(month));

    private long AccumulatedAt(int place) =>
        place < 0 || Count == 0 ? 0 : _accumulatedMinor[Math.Min(place, Count - 1)];

    private int Place(PeriodCode month) =>
        month.IsAdjustment
            ? throw new ArgumentOutOfRangeException(nameof(month), "an adjustment period is no month of a schedule")
            : (month.Year - _first.Year) * 12 + month.Month - _first.Month;
}
