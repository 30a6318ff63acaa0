using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// The sample's own program depreciates and amortises all but what it does not know, which the close posts: the
/// register agrees with the ledger.
/// </summary>
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
            (6, 9),
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

    /// <summary>A pallet truck from April on, 70.00 a month, and a survey from June to November, 290.00.</summary>
    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(6, 2)]
    [InlineData(11, 2)]
    [InlineData(12, 1)]
    public void Close_OfWhatTheJournalLacks_PostsItOnce(int month, int entries)
    {
        var posted = year.Months[new PeriodCode(2026, month)]
            .Journal.Where(entry => entry["run"] is not null && IsOfRegister(entry))
            .ToList();
        Assert.Equal(entries, posted.Count);
    }

    private static bool IsOfRegister(JsonObject entry) =>
        $"{entry}".Contains("PALLET-E", StringComparison.Ordinal)
        || $"{entry}".Contains("SURVEY-2026", StringComparison.Ordinal);

    [Fact]
    public void Prepaids_AllPaid_AgreeWithTheLedger()
    {
        var december = new PeriodCode(2026, 12);
        var total = year.Schedules[december].Totals.Single(each => each.Kind == ScheduleKind.Amortisation);
        Assert.Equal(total.BookValueMinor, year.Months[december].ClosingOf("USD", ["1400"]));
    }
}
