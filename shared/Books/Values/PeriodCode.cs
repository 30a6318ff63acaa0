using System.Globalization;

namespace Bookseal.Books.Values;

/// <summary>A calendar month as people write it, <c>YYYY-MM</c>. (The adjustment period YYYY-13 comes with year-end.)</summary>
public readonly record struct PeriodCode(int Year, int Month) : IComparable<PeriodCode>
{
    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    public PeriodCode Next => Of(FirstDay.AddMonths(1));

    public PeriodCode Previous => Of(FirstDay.AddMonths(-1));

    public static PeriodCode Of(DateOnly date) => new(date.Year, date.Month);

    public static Result<PeriodCode> Parse(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1 and < 9999
            ? Of(date)
            : new Fault("PERIOD_INVALID", $"a period is a month written YYYY-MM, not {new JsonString(text)}");

    public bool Contains(DateOnly date) => Of(date) == this;

    public int CompareTo(PeriodCode other) => (Year, Month).CompareTo((other.Year, other.Month));

    public static bool operator <(PeriodCode left, PeriodCode right) => left.CompareTo(right) < 0;

    public static bool operator >(PeriodCode left, PeriodCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(PeriodCode left, PeriodCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PeriodCode left, PeriodCode right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Year:D4}-{Month:D2}";
}
