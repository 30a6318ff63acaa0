using Bookseal.Books.Accounts;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Books.Tests.Guards;

public sealed class YearEndGuardTests
{
    private static readonly BooksUnderTest Year = BooksUnderTest.YearEnd with
    {
        Chart = Some.Chart(
            ("1010", AccountType.Asset, ""),
            ("3200", AccountType.Equity, ""),
            ("4000", AccountType.Revenue, ""),
            ("6000", AccountType.Expense, "")
        ),
        Openings = Some.Balances(("1010", Some.Usd, 60), ("4000", Some.Usd, -90), ("6000", Some.Usd, 30)),
    };

    [Fact]
    public void YearEndEntriesPosted_ResultAccountsWithBalances_FailsNamingEach()
    {
        var guard = Year.Guards[GuardCode.YearEndEntriesPosted];
        Assert.False(guard.Passed);
        Assert.Equal(
            [("year_not_closed", "4000", -90), ("year_not_closed", "6000", 30)],
            guard.Exceptions.Select(exception =>
                (exception.Category, $"{exception.Account}", (int)exception.AmountMinor!)
            )
        );
    }

    [Fact]
    public void YearEndEntriesPosted_AfterTheClosingEntries_Passes()
    {
        var entries = ClosingEntries.Of(Year.Books, RunId.Of(Some.Tenant, Year.Period, 1));
        Assert.All((Year with { Entries = entries }).Guards.Values, guard => Assert.True(guard.Passed));
    }

    [Theory]
    [InlineData("2026-11", false)]
    [InlineData("2026-12", true)]
    [InlineData("2026-13", true)]
    [InlineData("2027-01", false)]
    public void YearEndEntriesPosted_IsAskedAtTheEndOfAYearOnly(string period, bool isAsked) =>
        Assert.Equal(
            isAsked,
            (Year with { Period = PeriodCode.Parse(period).Value }).Guards.ContainsKey(GuardCode.YearEndEntriesPosted)
        );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void YearEndEntriesPosted_BeforePhaseFive_IsNotAsked(int phase) =>
        Assert.DoesNotContain(
            GuardSet.Evaluate(phase, Year.Books),
            guard => guard.Code == GuardCode.YearEndEntriesPosted
        );

    [Fact]
    public void JournalExtended_OfAPeriodThatWasNeverReopened_IsNotAsked() =>
        Assert.False(Year.Guards.ContainsKey(GuardCode.JournalExtended));

    [Theory]
    [InlineData("covered", true)]
    [InlineData("edited", false)]
    [InlineData(null, false)] // the journal became shorter
    public void JournalExtended_AfterAReopening_PassesIfTheCoveredPartIsUntouched(string? prefix, bool passes)
    {
        var decertified = new DecertifiedCertificate(
            [],
            Some.Digest("covered"),
            prefix is null ? null : Some.Digest(prefix)
        );
        var guards = (new BooksUnderTest() with { Decertified = decertified }).Guards;
        Assert.Equal(passes, guards[GuardCode.JournalExtended].Passed);
        Assert.Equal(
            passes ? [] : ["journal_not_extended"],
            guards[GuardCode.JournalExtended].Exceptions.Select(exception => exception.Category)
        );
    }

    [Theory]
    [InlineData("2026-12-30", false)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void EntriesInPeriod_OfAnAdjustmentPeriod_HoldsOneDay(string date, bool passes)
    {
        var adjustments = BooksUnderTest.YearEnd with
        {
            Period = PeriodCode.AdjustmentOf(2026),
            Entries = [Some.Entry("E", Some.Line("1010", 0)) with { Date = Dates.Parse(date).Value }],
        };
        Assert.Equal(passes, adjustments.Guards[GuardCode.EntriesInPeriod].Passed);
    }
}
