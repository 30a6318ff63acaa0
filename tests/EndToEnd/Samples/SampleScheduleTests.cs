using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>The sample's own program depreciates and amortises: its register agrees with what it posted.</summary>
[Collection(SampleYearGroup.Name)]
public sealed class SampleScheduleTests(SampleYear year)
{
    public static TheoryData<int> Months => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Months))]
    public void Schedules_OfTheMonth_HaveNothingLeftToPost(int month)
    {
        var statement = year.Schedules[new PeriodCode(2026, month)];
        Assert.Equal(
            (5, 8),
            (statement.Of(ScheduleKind.Depreciation).Count(), statement.Of(ScheduleKind.Amortisation).Count())
        );
        Assert.All(statement.Lines, line => Assert.Equal((0, 0), (line.DueMinor, line.CatchUpMinor)));
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Assets_CostAndDepreciation_AgreeWithTheLedger(int month)
    {
        var period = new PeriodCode(2026, month);
        var total = year.Schedules[period].Totals.Single(each => each.Kind == ScheduleKind.Depreciation);
        Assert.Equal(total.CostMinor, year.Months[period].ClosingOf("USD", ["1500", "1510", "1520"]));
        Assert.Equal(total.AccumulatedMinor, -year.Months[period].ClosingOf("USD", ["1590"]));
    }

    [Fact]
    public void Prepaids_AllPaid_AgreeWithTheLedger()
    {
        var december = new PeriodCode(2026, 12);
        var total = year.Schedules[december].Totals.Single(each => each.Kind == ScheduleKind.Amortisation);
        Assert.Equal(total.BookValueMinor, year.Months[december].ClosingOf("USD", ["1400"]));
    }
}
