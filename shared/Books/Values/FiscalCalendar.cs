namespace Bookseal.Books.Values;

/// <summary>
/// Where a company's fiscal years end, and what follows from it. A fiscal year is named after the calendar year in
/// which it ends.
/// </summary>
/// <param name="EndMonth">1 to 12.</param>
public readonly record struct FiscalCalendar(int EndMonth)
{
    public int YearOf(PeriodCode period) =>
        period.IsAdjustment || period.Month <= EndMonth ? period.Year : period.Year + 1;

    public PeriodCode LastMonthOf(int fiscalYear) => new(fiscalYear, EndMonth);

    /// <summary>An adjustment period is one day: the last of its fiscal year.</summary>
    public DateOnly FirstDayOf(PeriodCode period) => period.IsAdjustment ? LastDayOf(period) : period.FirstDay;

    public DateOnly LastDayOf(PeriodCode period) => (period.IsAdjustment ? LastMonthOf(period.Year) : period).LastDay;

    public bool Contains(PeriodCode period, DateOnly date) => date >= FirstDayOf(period) && date <= LastDayOf(period);

    /// <summary>Whether revenue and expense are closed into retained earnings at the end of the period.</summary>
    public bool IsYearEnd(PeriodCode period) => period.IsAdjustment || period.Month == EndMonth;

    /// <summary>
    /// The period whose closing balances this one opens with: for an adjustment period its fiscal year's last month.
    /// </summary>
    public PeriodCode Previous(PeriodCode period) => period.IsAdjustment ? LastMonthOf(period.Year) : period.Previous;

    /// <summary>The month that comes after: for an adjustment period the first of the next fiscal year.</summary>
    public PeriodCode Next(PeriodCode period) => (period.IsAdjustment ? LastMonthOf(period.Year) : period).Next;
}
