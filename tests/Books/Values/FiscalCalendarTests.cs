using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Values;

public sealed class FiscalCalendarTests
{
    private static readonly FiscalCalendar June = new(6);

    [Theory]
    [InlineData("2026-06", "2026-06-01", "2026-06-30", 2026, true, "2026-05", "2026-07")]
    [InlineData("2026-07", "2026-07-01", "2026-07-31", 2027, false, "2026-06", "2026-08")]
    [InlineData("2026-12", "2026-12-01", "2026-12-31", 2027, false, "2026-11", "2027-01")]
    [InlineData("2027-01", "2027-01-01", "2027-01-31", 2027, false, "2026-12", "2027-02")]
    [InlineData("2026-13", "2026-06-30", "2026-06-30", 2026, true, "2026-06", "2026-07")]
    public void Period_OfAYearThatEndsInJune_HasItsDaysYearAndNeighbours(
        string text,
        string first,
        string last,
        int year,
        bool isYearEnd,
        string previous,
        string next
    )
    {
        var period = PeriodCode.Parse(text).Value;
        Assert.Equal((first, last), (Dates.Text(June.FirstDayOf(period)), Dates.Text(June.LastDayOf(period))));
        Assert.Equal((year, isYearEnd), (June.YearOf(period), June.IsYearEnd(period)));
        Assert.Equal((previous, next), ($"{June.Previous(period)}", $"{June.Next(period)}"));
    }

    [Theory]
    [InlineData(2, "2024-13", "2024-02-29")]
    [InlineData(2, "2026-13", "2026-02-28")]
    [InlineData(12, "2026-13", "2026-12-31")]
    [InlineData(1, "2026-13", "2026-01-31")]
    public void LastDayOf_AnAdjustmentPeriod_IsTheLastDayOfItsFiscalYear(int endMonth, string text, string day)
    {
        var (calendar, period) = (new FiscalCalendar(endMonth), PeriodCode.Parse(text).Value);
        Assert.Equal((day, day), (Dates.Text(calendar.FirstDayOf(period)), Dates.Text(calendar.LastDayOf(period))));
    }

    [Fact]
    public void Year_WithAnyEndMonth_HasTwelveMonthsOfWhichTheLastEndsIt()
    {
        for (var endMonth = 1; endMonth <= 12; endMonth++)
        {
            var calendar = new FiscalCalendar(endMonth);
            var months = new List<PeriodCode> { calendar.Next(PeriodCode.AdjustmentOf(2025)) };
            while (months.Count < 12)
                months.Add(calendar.Next(months[^1]));
            Assert.All(months, month => Assert.Equal(2026, calendar.YearOf(month)));
            Assert.Equal([months[^1]], months.Where(calendar.IsYearEnd));
            Assert.Equal(
                (months[^1], 2026, endMonth),
                (calendar.LastMonthOf(2026), calendar.LastMonthOf(2026).Year, calendar.LastMonthOf(2026).Month)
            );
            Assert.Equal(
                (2025, 2027),
                (calendar.YearOf(calendar.Previous(months[0])), calendar.YearOf(calendar.Next(months[^1])))
            );
        }
    }

    [Fact]
    public void Adjustments_OfAnyYear_StandBetweenItsLastMonthAndTheNextYear() =>
        Property.Holds(
            from endMonth in Gen.Choose(1, 12)
            from year in Gen.Choose(2, 9998)
            select (Calendar: new FiscalCalendar(endMonth), Year: year),
            pair =>
            {
                var (calendar, adjustments) = (pair.Calendar, PeriodCode.AdjustmentOf(pair.Year));
                var last = calendar.LastMonthOf(pair.Year);
                return calendar.Previous(adjustments) == last
                    && calendar.Next(adjustments) == calendar.Next(last)
                    && calendar.YearOf(adjustments) == calendar.YearOf(last)
                    && calendar.Contains(last, calendar.LastDayOf(adjustments))
                    && calendar.Contains(adjustments, calendar.LastDayOf(last))
                    && !calendar.Contains(adjustments, calendar.LastDayOf(last).AddDays(-1))
                    && !calendar.Contains(adjustments, calendar.LastDayOf(last).AddDays(1));
            }
        );
}
