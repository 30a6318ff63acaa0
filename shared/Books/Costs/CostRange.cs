using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>The charge days that a package is about, both included.</summary>
public readonly record struct CostRange
{
    private CostRange(DateOnly from, DateOnly to) => (From, To) = (from, to);

    public DateOnly From { get; }

    public DateOnly To { get; }

    public PeriodCode FirstPeriod => PeriodCode.Of(From);

    public PeriodCode LastPeriod => PeriodCode.Of(To);

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>It begins and ends with a month, so that ledgers can be laid beside it.</summary>
    public bool IsOfWholeMonths => From == FirstPeriod.FirstDay && To == LastPeriod.LastDay;

    /// <summary>The months that it touches, in order.</summary>
    public IEnumerable<PeriodCode> Periods
    {
        get
        {
            for (var period = FirstPeriod; period <= LastPeriod; period = period.Next)
                yield return period;
        }
    }

    public static CostRange Of(PeriodCode month) => new(month.FirstDay, month.LastDay);

    /// <summary><c>DATE_RANGE_INVALID</c> where it ends before it begins, or is too long.</summary>
    public static Result<CostRange> Of(DateOnly from, DateOnly to) =>
        to < from || to.DayNumber - from.DayNumber >= Limits.CostRangeDays || from.Year < 2 || to.Year > 9998
            ? new Fault(
                "DATE_RANGE_INVALID",
                $"from {Dates.Text(from)} to {Dates.Text(to)} is no range of 1 to {Limits.CostRangeDays} days"
            )
            : new CostRange(from, to);

    public bool Contains(DateOnly day) => day >= From && day <= To;
}
