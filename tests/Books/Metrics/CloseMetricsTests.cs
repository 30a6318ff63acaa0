using Bookseal.Books.Metrics;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Metrics;

/// <summary>Histories told by hand, with the numbers that they come to, reckoned by hand too.</summary>
public sealed class CloseMetricsTests
{
    private static readonly PeriodCode February = Some.January.Next;

    [Fact]
    public void All_OfNoMonth_HaveNoData()
    {
        var metrics = new CloseMetrics([], Story.Instant("2026-01-10 09:00"));
        Assert.Equal(5, metrics.All.Count);
        Assert.All(
            metrics.All,
            metric =>
            {
                Assert.Equal((MetricLevel.NoData, MetricTrend.NoData), (metric.Level, metric.Trend));
                Assert.Equal("-", metric.Value.Text(metric.Goal.Unit));
                Assert.Null(metric.ToJson()["value"]);
            }
        );
    }

    [Fact]
    public void MonthThatNobodyBegan_InTime_IsUncertifiedAndNotLateYet()
    {
        // Seven business days from Monday 2 February: Tuesday the 10th, 17:00.
        var metrics = new Story().At("2026-02-10 16:59");
        Assert.Equal(new DateOnly(2026, 2, 10), metrics.Periods[0].Deadline);
        Assert.Equal((MetricLevel.NoData, "0.0"), (metrics.OnTime.Level, Percent(metrics.Certification)));
        Assert.Equal(MetricLevel.Alert, metrics.Certification.Level);
        Assert.Equal(MetricLevel.NoData, metrics.CloseDays.Level);
    }

    [Fact]
    public void MonthThatNobodyBegan_PastItsDeadline_IsLate()
    {
        var metrics = new Story().At("2026-02-10 17:00");
        Assert.Equal((MetricLevel.Alert, "0.0"), (metrics.OnTime.Level, Percent(metrics.OnTime)));
    }

    /// <summary>The 14th and 15th are a weekend, the 16th a holiday: 12, 13, 17, 18.</summary>
    [Fact]
    public void CloseDays_OverAWeekendAndAHoliday_CountBusinessDaysOnly()
    {
        var story = new Story().Begins("2026-02-12 09:00").Certifies("2026-02-18 10:00").Seals("2026-02-18 10:01");
        var metrics = story.At("2026-03-01 00:00");
        Assert.Equal(4, metrics.Periods[0].CloseDays);
        Assert.Equal((MetricLevel.OnTarget, MetricLevel.OnTarget), (metrics.CloseDays.Level, metrics.OnTime.Level));
    }

    [Theory]
    [InlineData("2026-02-06 12:00", 5, MetricLevel.OnTarget, true)]
    [InlineData("2026-02-09 12:00", 6, MetricLevel.OffTarget, true)]
    [InlineData("2026-02-10 17:00", 7, MetricLevel.OffTarget, true)]
    [InlineData("2026-02-10 17:01", 7, MetricLevel.OffTarget, false)]
    [InlineData("2026-02-11 12:00", 8, MetricLevel.Alert, false)]
    public void Close_BegunOnAMonday_IsJudgedByItsCertification(string at, int days, MetricLevel level, bool isOnTime)
    {
        var metrics = new Story().Begins("2026-02-02 09:00").Certifies(at).Seals(at).At("2026-03-01 00:00");
        Assert.Equal((days, level), (metrics.Periods[0].CloseDays, metrics.CloseDays.Level));
        Assert.Equal(isOnTime, metrics.Periods[0].IsOnTime);
        Assert.Equal(MetricLevel.OnTarget, metrics.Certification.Level);
    }

    [Fact]
    public void Certification_BeforeItsSeal_DoesNotCount()
    {
        var story = new Story().Begins("2026-02-02 09:00").Certifies("2026-02-03 09:00");
        Assert.False(story.At("2026-02-04 09:00").Periods[0].IsCertified);
        Assert.Equal(2, story.Seals("2026-02-04 08:00").At("2026-02-04 09:00").Periods[0].CloseDays);
    }

    /// <summary>Begun on Monday the 2nd, certified on Wednesday the 11th: eight days, and late.</summary>
    [Fact]
    public void CloseCancelledAndBegunAgain_CountsFromTheFirstBegin()
    {
        var metrics = new Story()
            .Begins("2026-02-02 09:00")
            .Cancels("2026-02-06 12:00")
            .Begins("2026-02-09 09:00")
            .Certifies("2026-02-11 12:00")
            .Seals("2026-02-11 12:00")
            .At("2026-03-01 00:00");
        Assert.Equal((8, false), (metrics.Periods[0].CloseDays, metrics.Periods[0].IsOnTime));
        Assert.Equal(new DateOnly(2026, 2, 10), metrics.Periods[0].Deadline);
    }

    [Fact]
    public void ReopenedClose_IsUncertifiedUntilTheNext_WhichCountsByItself()
    {
        var story = new Story()
            .Begins("2026-02-02 09:00")
            .Posts("2026-02-02 10:00", isAgent: false, 5, "a")
            .Certifies("2026-02-11 12:00")
            .Seals("2026-02-11 12:00")
            .Reopens("2026-02-19 09:00");
        // Reopened, the month is no close any more; nobody has begun another, and it was due on the 10th.
        var open = story.At("2026-02-20 09:00").Periods[0];
        Assert.Equal((false, null, false), (open.IsCertified, open.CloseDays, open.IsOnTime));
        story.Begins("2026-02-19 10:00").Certifies("2026-02-20 10:00").Seals("2026-02-20 10:00");
        var again = story.At("2026-03-01 00:00").Periods[0];
        Assert.Equal((true, 2, true), (again.IsCertified, again.CloseDays, again.IsOnTime));
        Assert.Equal(default, again.Items);
    }

    /// <summary>4 and 6 days: 5.0, and worse than the month before.</summary>
    [Fact]
    public void Average_OfTwoMonths_AndItsTrend()
    {
        var metrics = new Story()
            .Begins("2026-02-02 09:00")
            .Certifies("2026-02-05 09:00")
            .Seals("2026-02-05 09:00")
            .In(February)
            .Begins("2026-03-02 09:00")
            .Certifies("2026-03-09 09:00")
            .Seals("2026-03-09 09:00")
            .At("2026-04-01 12:00", months: 3);
        Assert.Equal("5.0", metrics.CloseDays.Value.Text(MetricUnit.BusinessDays));
        Assert.Equal((MetricLevel.OnTarget, MetricTrend.Worse), (metrics.CloseDays.Level, metrics.CloseDays.Trend));
        // March has ended, and nobody has closed it: 2 of 3. It is not late yet.
        Assert.Equal(("66.7", MetricTrend.Worse), (Percent(metrics.Certification), metrics.Certification.Trend));
        Assert.Equal(("100.0", MetricTrend.Steady), (Percent(metrics.OnTime), metrics.OnTime.Trend));
    }

    /// <summary>The bank: 6 matched alone, 2 by people; entries: 3 by agents, 1 by a person. 9 of 12.</summary>
    [Fact]
    public void Automation_OfMatchesAndEntries_IsTheShareThatNobodyChanged()
    {
        var story = new Story { Bank = new(6, 2) }
            .Begins("2026-02-02 09:00")
            .Posts("2026-02-02 09:01", isAgent: true, 3, "a")
            .Posts("2026-02-02 10:00", isAgent: false, 1, "b");
        Assert.Equal(MetricLevel.NoData, story.At("2026-02-03 09:00").Automation.Level);
        var metrics = story.Certifies("2026-02-03 10:00").Seals("2026-02-03 10:00").At("2026-02-03 10:00");
        Assert.Equal(("75.0", MetricLevel.OnTarget), (Percent(metrics.Automation), metrics.Automation.Level));
    }

    [Theory]
    [InlineData(61, 39, MetricLevel.OnTarget)]
    [InlineData(60, 40, MetricLevel.OffTarget)]
    [InlineData(50, 50, MetricLevel.OffTarget)]
    [InlineData(49, 51, MetricLevel.Alert)]
    public void Automation_AtItsBorders_IsJudgedExactly(int untouched, int changed, MetricLevel level) =>
        Assert.Equal(level, MetricGoal.Automation.LevelOf(new(untouched, untouched + changed)));

    [Fact]
    public void OfBank_AReconciliation_CountsWhatPeopleDecidedAndWereLeftToDecide()
    {
        var found = JsonText.ParseObject(
            """
            {"accounts":[],"pairs":[{"how":"reference"},{"how":"reference"},{"by":"nora","how":"accepted"}],
             "bank_errors":[{"by":"nora"}],"proposals":[{"how":"amount_and_date"}]}
            """u8
        );
        Assert.Equal(new ItemCount(2, 3), found.Then(ItemCount.OfBank).Value);
        Assert.Equal("EVIDENCE_INVALID", ItemCount.OfBank(JsonObject.Of()).Fault.Code);
    }

    private static string Percent(Metric metric) => metric.Value.Text(MetricUnit.Percent);
}
