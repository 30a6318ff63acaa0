using Bookseal.Books.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Metrics;

public sealed class MeasureTests
{
    private static readonly MetricUnit[] Units = [MetricUnit.BusinessDays, MetricUnit.Percent, MetricUnit.Hours];

    private static readonly Gen<Measure> Measures =
        from sum in Gen.Choose(0, int.MaxValue)
        from count in Gen.Choose(1, 10_000)
        select new Measure(sum, count);

    [Fact]
    public void Tenths_OfAnyMeasure_AreWithinHalfATenthOfTheQuotient() =>
        Property.Holds(
            from measure in Measures
            from unit in Gen.Elements(Units)
            select (measure, unit),
            given =>
            {
                var exact =
                    (decimal)given.measure.Sum * given.unit.Multiplier / given.unit.Divisor / given.measure.Count;
                return Math.Abs(given.measure.Tenths(given.unit) / 10m - exact) <= 0.0500001m;
            }
        );

    [Fact]
    public void Total_OfSomeMeasures_LiesBetweenTheLeastAndTheGreatest() =>
        Property.Holds(
            Measures.NonEmptyListOf(),
            measures =>
            {
                var tenths = measures.Select(measure => measure.Tenths(MetricUnit.Hours)).ToList();
                var total = Measure.Total(measures).Tenths(MetricUnit.Hours);
                return total >= tenths.Min() && total <= tenths.Max();
            }
        );

    [Fact]
    public void LevelOf_AGreaterValue_IsNeverWorseWhereMoreIsBetter() =>
        Property.Holds(
            from count in Gen.Choose(1, 1_000)
            from less in Gen.Choose(0, count)
            from more in Gen.Choose(less, count)
            from goal in Gen.Elements(MetricGoal.OnTime, MetricGoal.Certification, MetricGoal.Automation)
            select (goal, Less: new Measure(less, count), More: new Measure(more, count)),
            given => given.goal.LevelOf(given.More) <= given.goal.LevelOf(given.Less)
        );
}
