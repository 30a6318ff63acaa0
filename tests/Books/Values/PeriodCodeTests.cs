using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Values;

public sealed class PeriodCodeTests
{
    [Theory]
    [InlineData("2026-01", "2026-01-01", "2026-01-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2100-02", "2100-02-01", "2100-02-28")]
    [InlineData("2025-12", "2025-12-01", "2025-12-31")]
    public void Parse_AMonth_HasItsFirstAndLastDay(string text, string first, string last)
    {
        var period = PeriodCode.Parse(text).Value;
        Assert.Equal(text, period.ToString());
        Assert.Equal((first, last), (Dates.Text(period.FirstDay), Dates.Text(period.LastDay)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-1")]
    [InlineData("2026-00")]
    [InlineData("2026-14")]
    [InlineData("2026-99")]
    [InlineData("0001-13")]
    [InlineData("9999-13")]
    [InlineData("26-01")]
    [InlineData("2026/01")]
    [InlineData("2026-01-01")]
    [InlineData(" 2026-01")]
    [InlineData("2026-01 ")]
    [InlineData("2026-01\0")]
    [InlineData("02026-01")]
    [InlineData("0000-01")]
    [InlineData("0001-01")] // its previous month does not exist
    [InlineData("9999-12")] // its next month does not exist
    [InlineData("\u0662026-01")]
    public void Parse_NoPeriod_IsRefused(string text) =>
        Assert.Equal("PERIOD_INVALID", PeriodCode.Parse(text).Fault.Code);

    [Fact]
    public void NextAndPrevious_OfAnyMonth_AreNeighboursAndOrdered() =>
        Property.Holds(
            Gen.Choose(2, 9998).SelectMany(year => Gen.Choose(1, 12).Select(month => new PeriodCode(year, month))),
            period =>
                period.Next.Previous == period
                && period.Next > period
                && period.Previous < period
                && period.Next.FirstDay == period.LastDay.AddDays(1)
                && period.Contains(period.FirstDay)
                && period.Contains(period.LastDay)
                && !period.Contains(period.Next.FirstDay)
                && !period.Contains(period.Previous.LastDay)
                && PeriodCode.Parse(period.ToString()).Value == period
        );

    [Theory]
    [InlineData("2026-13")]
    [InlineData("0002-13")]
    [InlineData("9998-13")]
    public void Parse_AnAdjustmentPeriod_HasAYearAndNoDaysOfItsOwn(string text)
    {
        var period = PeriodCode.Parse(text).Value;
        Assert.Equal((true, text), (period.IsAdjustment, period.ToString()));
        Assert.Equal(PeriodCode.AdjustmentOf(period.Year), period);
        // Its days depend on the company: who asks for them here has forgotten the fiscal calendar.
        foreach (
            var days in (Func<object>[])
                [() => period.FirstDay, () => period.LastDay, () => period.Next, () => period.Previous]
        )
            Assert.Throws<InvalidOperationException>(days);
        Assert.False(period.Contains(new DateOnly(period.Year, 12, 31)));
        Assert.True(period > new PeriodCode(period.Year, 12) && period < new PeriodCode(period.Year + 1, 1));
    }

    [Fact]
    public void IsAdjustment_OfAMonth_IsFalse() =>
        Assert.All(Enumerable.Range(1, 12), month => Assert.False(new PeriodCode(2026, month).IsAdjustment));
}
