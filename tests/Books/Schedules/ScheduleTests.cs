using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Schedules;

public sealed class ScheduleTests
{
    private const int Times = 1_000;

    [Fact]
    public void Depreciation_AnyAsset_EqualsAnIndependentComputation() =>
        Property.Holds(
            AnySchedule.Assets,
            asset => IsSame(DepreciationSchedule.Of(asset), asset.InService, ScheduleOracle.Accumulated(asset)),
            Times
        );

    [Fact]
    public void Depreciation_AnyAssetThatIsKept_EndsAtItsResidualValue() =>
        Property.Holds(
            AnySchedule.Assets,
            asset =>
            {
                var kept = DepreciationSchedule.Of(asset with { Disposal = null });
                var sold = DepreciationSchedule.Of(asset);
                var life = Months(asset.InService, 700);
                return kept.TotalMinor == asset.DepreciableMinor
                    && life.Sum(kept.AmountMinor) == asset.DepreciableMinor
                    && life.All(month => kept.AmountMinor(month) >= 0 && sold.AmountMinor(month) >= 0)
                    && life.All(month => sold.AccumulatedMinor(month) <= kept.AccumulatedMinor(month));
            },
            Times
        );

    [Fact]
    public void Amortisation_AnyPrepaid_EqualsAnIndependentComputation() =>
        Property.Holds(
            AnySchedule.Prepaids,
            prepaid =>
            {
                var used = AmortisationSchedule.Of(prepaid);
                return used.TotalMinor == prepaid.AmountMinor
                    && IsSame(used, prepaid.Start, ScheduleOracle.Accumulated(prepaid));
            },
            Times
        );

    [Fact]
    public void StraightLine_Remainder_FallsIntoTheLastMonth()
    {
        var months = DepreciationSchedule.Of(AnySchedule.Straight(1_365_000, 0, new(2024, 11, 5), 36));
        Assert.Equal((37_917, 37_917, 37_905), (At(months, 2024, 11), At(months, 2027, 9), At(months, 2027, 10)));
        Assert.Equal((0, 0), (At(months, 2024, 10), At(months, 2027, 11)));
        Assert.Equal(1_365_000, months.AccumulatedMinor(new(2030, 1)));
    }

    [Fact]
    public void StraightLine_LessThanAUnitAMonth_NeverTakesMoreThanThereIs()
    {
        var months = DepreciationSchedule.Of(AnySchedule.Straight(60, 0, new(2026, 1, 1), 100));
        Assert.Equal((1, 1, 0), (At(months, 2026, 1), At(months, 2030, 12), At(months, 2031, 1)));
        Assert.Equal(60, months.TotalMinor);
    }

    [Fact]
    public void ProRata_FirstMonthAndThatOfTheDisposal_CountByTheirDays()
    {
        var asset = AnySchedule.Straight(120_000, 0, new(2026, 1, 17), 12) with { Convention = DayConvention.ProRata };
        var kept = DepreciationSchedule.Of(asset);
        // 15 of 31 days; the life ends on 16 January.
        Assert.Equal((4_839, 10_000, 5_161), (At(kept, 2026, 1), At(kept, 2026, 2), At(kept, 2027, 1)));
        var sold = DepreciationSchedule.Of(asset with { Disposal = new DateOnly(2026, 3, 11) });
        Assert.Equal((10_000, 3_226, 0), (At(sold, 2026, 2), At(sold, 2026, 3), At(sold, 2026, 4)));
    }

    [Fact]
    public void FullMonth_Disposal_TakesNothingInItsMonth()
    {
        var asset = AnySchedule.Straight(2_850_000, 250_000, new(2022, 7, 20), 84) with
        {
            Disposal = new DateOnly(2026, 9, 16),
        };
        var months = DepreciationSchedule.Of(asset);
        Assert.Equal((30_952, 0), (At(months, 2026, 8), At(months, 2026, 9)));
        Assert.Equal(50 * 30_952, months.TotalMinor);
    }

    [Fact]
    public void DecliningBalance_HigherStraightLine_IsSwitchedTo()
    {
        // As Excel has it: =VDB(12000,2000,24,n-1,n,1.2), which is 60 % a year.
        var asset = AnySchedule.Straight(1_200_000, 200_000, new(2026, 1, 1), 24) with
        {
            Method = DepreciationMethod.DecliningBalance,
            Rate = YearlyRate.ParsePercent("60").Value,
        };
        var months = DepreciationSchedule.Of(asset);
        Assert.Equal((60_000, 57_000), (At(months, 2026, 1), At(months, 2026, 2)));
        Assert.Equal(At(months, 2027, 10), At(months, 2027, 11), 1.0);
        Assert.Equal(1_000_000, months.TotalMinor);
    }

    [Fact]
    public void Prepaid_MonthsOrEnd_SayTheSame()
    {
        var start = new DateOnly(2026, 1, 15);
        Assert.Equal(new DateOnly(2026, 12, 31), Prepaid.EndOf(start, 12, DayConvention.FullMonth));
        Assert.Equal(new DateOnly(2027, 1, 14), Prepaid.EndOf(start, 12, DayConvention.ProRata));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1200.0001")]
    [InlineData("25.00001")]
    [InlineData("-5")]
    [InlineData("25%")]
    [InlineData(" 25")]
    [InlineData(".5")]
    [InlineData("1e2")]
    [InlineData("")]
    public void Rate_OddText_IsRefused(string text) =>
        Assert.Equal("SCHEDULE_RATE_INVALID", YearlyRate.ParsePercent(text).Fault.Code);

    private static bool IsSame(MonthlyAmounts months, DateOnly start, IReadOnlyList<long> wanted) =>
        Months(start, wanted.Count + 2)
            .Index()
            .All(month =>
                months.AccumulatedMinor(month.Item) == wanted[Math.Min(month.Index, wanted.Count - 1)]
                && months.AmountMinor(month.Item)
                    == (month.Index < wanted.Count ? wanted[month.Index] : wanted[^1])
                        - (month.Index == 0 ? 0 : wanted[Math.Min(month.Index, wanted.Count) - 1])
            );

    private static IEnumerable<PeriodCode> Months(DateOnly start, int count)
    {
        var month = PeriodCode.Of(start);
        for (var i = 0; i < count; i++, month = month.Next)
            yield return month;
    }

    private static long At(MonthlyAmounts months, int year, int month) => months.AmountMinor(new(year, month));
}
