using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Health;

public sealed class HealthReportTests
{
    [Fact]
    public void Of_BooksInOrder_CanProceed()
    {
        var report = HealthReport.Of(new BooksUnderTest().Books, Policy.Default);
        Assert.True(report.CanProceed);
        Assert.Empty(report.Exceptions);
    }

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(-100, 100, true)]
    [InlineData(101, 100, false)]
    [InlineData(-101, 100, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, 0, true)]
    public void Of_ASuspenseBalance_WarnsBeyondTheToleranceAndDoesNotBlock(long minor, long tolerance, bool isWithin)
    {
        var books = new BooksUnderTest
        {
            Openings = Some.Balances(("9999", Some.Usd, minor), ("1010", Some.Usd, -minor)),
            Entries = [Some.Entry("E", Some.Line("9999", 0))],
            Items = [],
        }.Books;
        var report = HealthReport.Of(books, new Policy(true, tolerance));
        Assert.Equal(
            (minor, isWithin),
            ((long)Assert.Single(report.Suspense).BalanceMinor, report.Suspense[0].IsWithinTolerance)
        );
        Assert.Equal(isWithin ? [] : ["suspense_balance"], report.Warnings.Select(warning => warning.Category));
        Assert.True(report.CanProceed);
    }

    [Fact]
    public void Of_SpoiledBooks_BlocksAndShowsEverythingAtOnce()
    {
        var good = new BooksUnderTest();
        var report = HealthReport.Of(
            (
                good with
                {
                    IsFirstPeriod = false,
                    OtherLines = ["{"u8.ToArray()],
                    Items = [],
                    Entries = [.. good.Entries, Some.Entry("E2", Some.Line("7777", 5))],
                }
            ).Books,
            Policy.Default
        );
        Assert.False(report.CanProceed);
        Assert.Equal(
            [
                "prior_period_open",
                "sl_variance",
                "trial_balance",
                "unbalanced_entry",
                "unknown_account",
                "unreadable_line",
            ],
            report.Blocking.Select(exception => exception.Category).Order()
        );
        Assert.Contains("\"can_proceed\":false", report.ToJson().ToString(), StringComparison.Ordinal);
    }
}
