using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using FsCheck;
using FsCheck.Fluent;
using static Bookseal.Books.Tests.Jobs.SomeJobs;

namespace Bookseal.Books.Tests.Jobs;

public sealed class JobTotalsTests
{
    [Fact]
    public void Rows_OfMonthAndYear_AreByJobAndCurrency()
    {
        var totals = new JobTotals(Chart);
        totals.Add(Sale("A", "J1", 1_000, 600), isOfMonth: false);
        totals.Add(Sale("B", "J1", 500, 450), isOfMonth: true);
        totals.Add(Entry("C", Of("6000", 70, "J1"), Of("1000", -70)), isOfMonth: true);
        totals.Add(Entry("D", Of("5000", 30, "J2", Some.Eur), Of("1000", -30, null, Some.Eur)), isOfMonth: true);
        Assert.Equal(
            [
                new JobRow("J1", Some.Usd, new(500, 450, 70), new(1_500, 1_050, 70)),
                new JobRow("J2", Some.Eur, new(0, 30, 0), new(0, 30, 0)),
            ],
            totals.Rows
        );
        Assert.Equal((-20, "-4.0"), (totals.Rows[0].Month.MarginMinor, totals.Rows[0].Month.MarginPercent));
        Assert.Null(totals.Rows[1].Month.MarginPercent);
    }

    [Theory]
    [InlineData(1_000, 333, "66.7")]
    [InlineData(1_000, 1_000, "0.0")]
    [InlineData(2_000, 1_999, "0.1")]
    [InlineData(100_000, 100_001, "0.0")]
    [InlineData(3, 7, "-133.3")]
    public void MarginPercent_OfRevenue_IsRoundedHalfAwayFromZero(long revenue, long cost, string percent) =>
        Assert.Equal(percent, new JobFigures(revenue, cost, 0).MarginPercent);

    [Fact]
    public void Rows_OfClosingEntries_AreNone()
    {
        var totals = new JobTotals(Chart);
        totals.Add(Sale("A", "J1", 1_000, 600) with { Kind = EntryKind.Closing }, isOfMonth: true);
        Assert.Empty(totals.Rows);
    }

    [Fact]
    public void Rows_OfAReversedSale_AreZeroAndNotTwice()
    {
        var (totals, sale) = (new JobTotals(Chart), Sale("A", "J1", 1_000, 600));
        totals.Add(sale, isOfMonth: true);
        totals.Add(Reversal.Of(sale, sale.Date, Some.Poster), isOfMonth: true);
        Assert.Equal(default, Assert.Single(totals.Rows).Month);
    }

    [Fact]
    public void Rows_OverTheLimit_AreTooMany()
    {
        var totals = new JobTotals(Chart);
        for (var job = 0; job < Limits.Jobs; job++)
            totals.Add(Entry("A", Of("5000", 1, $"J{job}")), isOfMonth: true);
        Assert.False(totals.IsTooMany);
        totals.Add(Entry("A", Of("5000", 1, "J0")), isOfMonth: true);
        Assert.False(totals.IsTooMany);
        totals.Add(Entry("A", Of("5000", 1, "another")), isOfMonth: true);
        Assert.True(totals.IsTooMany);
    }

    /// <summary>Whatever was reversed, edited, corrected or tagged.</summary>
    [Fact]
    public void TaggedAndUntagged_OfAnyJournal_AreTheAccountTotals() =>
        Property.Holds(
            Seeds,
            seed =>
            {
                var journal = RandomJournal(seed);
                var totals = new JobTotals(Chart);
                foreach (var entry in journal)
                    totals.Add(entry, isOfMonth: true);
                var costs = journal
                    .SelectMany(entry => entry.Lines)
                    .Where(line => line.Account == Some.Account("5000"));
                var tagged = Sum(totals.Rows.Select(row => row.Month.CostOfSalesMinor));
                var without = Sum(totals.Untagged.Select(cost => cost.MonthMinor));
                return tagged + without == Sum(costs.Select(line => (Int128)line.NetMinor))
                    && without == Sum(OpenOf(journal).Select(line => (Int128)line.Line.NetMinor));
            }
        );

    /// <summary>Every open line can be given a job, once; then none is open, and no account has moved.</summary>
    [Fact]
    public void Tags_OfAllOpenLines_LeaveNoneOpenAndNoAccountMoved() =>
        Property.Holds(
            Seeds,
            seed =>
            {
                var journal = RandomJournal(seed);
                var tags = OpenOf(journal).Select(line => JobTag.EntryOf(line, "all", Some.Poster)).ToList();
                var ids = journal.Concat(tags).Select(entry => entry.Id).ToList();
                return ids.Distinct().Count() == ids.Count
                    && tags.TrueForAll(tag => tag.Lines.Sum(line => line.NetMinor) == 0)
                    && OpenOf([.. journal, .. tags]).Count == 0;
            }
        );

    private static Gen<int> Seeds => Gen.Choose(0, int.MaxValue - 1);

    private static Int128 Sum(IEnumerable<Int128> amounts) =>
        amounts.Aggregate((Int128)0, (sum, amount) => checked(sum + amount));
}
