using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Tests.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Books.Tests.Guards;

public sealed class NetIncomeGuardTests
{
    private static readonly PeriodCode December = new(2026, 12);
    private static readonly RunId Run = RunId.Of(Some.Tenant, December, 1);

    [Fact]
    public void NetIncomeAgrees_InAnyMonthWithoutClosingEntries_Passes() =>
        Property.Holds(Months.Ordinary, month => Outcome(month) is { Passed: true, Exceptions.Count: 0 });

    [Fact]
    public void NetIncomeAgrees_AfterAnyYearsClosingEntriesAndInItsAdjustmentPeriod_Passes() =>
        Property.Holds(
            Months.Ordinary,
            month =>
            {
                var year = month with { Period = December };
                year = year with { Entries = [.. year.Entries, .. ClosingEntries.Of(year.Books, Run)] };
                var adjusted = new Month(year.Books.TrialBalance.Closing, [], null)
                {
                    Period = PeriodCode.AdjustmentOf(2026),
                    ClosedBefore = year.Books.ClosingEntries,
                };
                return Outcome(year).Passed && Outcome(adjusted).Passed;
            }
        );

    [Theory]
    [InlineData("1010", 15)] // an expense, paid by the bank, that no income statement would show
    [InlineData("3000", 15)] // into another account of equity than retained earnings
    [InlineData("2500", 4)]
    public void NetIncomeAgrees_AClosingEntryThatBooksSomethingElse_FailsWithTheAmount(string account, int amount)
    {
        var hidden = Some.Entry("X", Some.Line("6000", amount), Some.Line(account, -amount)) with
        {
            Kind = EntryKind.Closing,
        };
        var guard = Outcome(Year(hidden));
        var exception = Assert.Single(guard.Exceptions);
        Assert.False(guard.Passed);
        Assert.Equal(
            ("net_income_differs", amount, "USD"),
            (exception.Category, (int)exception.AmountMinor!, $"{exception.Currency}")
        );
    }

    [Fact]
    public void NetIncomeAgrees_UnderRulesTwo_IsNotAsked() =>
        Assert.DoesNotContain(
            GuardSet.Evaluate(5, (Year() with { Rules = RuleSet.V2 }).Books),
            guard => guard.Code == GuardCode.NetIncomeAgrees
        );

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void NetIncomeAgrees_OfEveryLaterPhase_IsAsked(int phase) =>
        Assert.Contains(
            GuardSet.Evaluate(phase, Year().Books),
            guard => guard is { Code: GuardCode.NetIncomeAgrees, Passed: true }
        );

    private static Month Year(params Entry[] entries) =>
        new(
            Some.Balances(("4000", Some.Usd, -80), ("6000", Some.Usd, 30), ("1010", Some.Usd, 50)),
            [.. entries.Select(entry => entry with { Date = new(2026, 12, 31) })],
            null
        )
        {
            Period = December,
        };

    private static GuardOutcome Outcome(Month month) =>
        GuardSet.Evaluate(2, month.Books).Single(guard => guard.Code == GuardCode.NetIncomeAgrees);
}
