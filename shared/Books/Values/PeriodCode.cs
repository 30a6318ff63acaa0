using System.Globalization;

namespace Bookseal.Books.Values;

/// <summary>
/// A period as people write it: a calendar month <c>YYYY-MM</c>, or the adjustment period <c>YYYY-13</c> of the fiscal
/// year that ends in that year. The days of an adjustment period depend on where the fiscal year ends, so
/// <see cref="FiscalCalendar"/> knows them and this type does not.
/// </summary>
public readonly record struct PeriodCode(int Year, int Month) : IComparable<PeriodCode>
{
    public const int AdjustmentMonth = 13;

    public bool IsAdjustment => Month == AdjustmentMonth;

    public DateOnly FirstDay => new(Year, MonthOnly, 1);

    public DateOnly LastDay => new(Year, Month, DateTime.DaysInMonth(Year, MonthOnly));

    public PeriodCode Next => Of(FirstDay.AddMonths(1));

    public PeriodCode Previous => Of(FirstDay.AddMonths(-1));

    private int MonthOnly =>
        IsAdjustment ? throw new InvalidOperationException($"the days of {this} follow from the fiscal year") : Month;

    public static PeriodCode Of(DateOnly date) => new(date.Year, date.Month);

    public static PeriodCode AdjustmentOf(int fiscalYear) => new(fiscalYear, AdjustmentMonth);

    public static Result<PeriodCode> Parse(string text)
    {
        var isShaped =
            text.Length == 7
            && text[4] == '-'
            && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0
            && text.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0;
        var (year, month) = isShaped ? (Number(text.AsSpan(0, 4)), Number(text.AsSpan(5))) : default;
        return year is > 1 and < 9999 && month is >= 1 and <= AdjustmentMonth
            ? new PeriodCode(year, month)
            : new Fault(
                "PERIOD_INVALID",
                "a period is a month written YYYY-MM, or YYYY-13 for a fiscal year's adjustments, "
                    + $"not {new JsonString(text)}"
            );
    }

    public bool Contains(DateOnly date) => Of(date) == this;

    public int CompareTo(PeriodCode other) => (Year, Month).CompareTo((other.Year, other.Month));

    public static bool operator <(PeriodCode left, PeriodCode right) => left.CompareTo(right) < 0;

    public static bool operator >(PeriodCode left, PeriodCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(PeriodCode left, PeriodCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PeriodCode left, PeriodCode right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Year:D4}-{Month:D2}";

    private static int Number(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
