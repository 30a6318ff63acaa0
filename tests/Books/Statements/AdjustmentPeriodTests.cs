using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Books.Tests.Statements;

/// <summary>
/// An adjustment period belongs to its fiscal year: its year to date is the year, and comparatives include it.
/// </summary>
public sealed class AdjustmentPeriodTests
{
    private static readonly PeriodCode December = new(2026, 12);
    private static readonly PeriodCode Adjustments = PeriodCode.AdjustmentOf(2026);
    private static readonly RunId Run = RunId.Of(Some.Tenant, December, 1);

    [Fact]
    public void YearToDate_OfAnAdjustmentPeriod_IsThatOfItsFiscalYear()
    {
        var year = Closed(
            new Month(
                Some.Balances(("4000", Some.Usd, -700), ("6000", Some.Usd, 150), ("1010", Some.Usd, 550)),
                [
                    Some.Entry("S1", Some.Line("1010", 90), Some.Line("4000", -90)),
                    Some.Entry("S2", Some.Line("5000", 20), Some.Line("1010", -20)),
                ],
                null
            )
            {
                Period = December,
            }
        );
        var adjusted = Following(year, Some.Entry("AUD-1", Some.Line("6000", 35), Some.Line("2000", -35)));
        var statement = Assert.Single(IncomeStatement.Of(adjusted.Books));

        Assert.Equal(new(0, 790, 90), Assert.Single(statement.Revenue).Amounts);
        Assert.Equal(new(0, 20, 20), Assert.Single(statement.CostOfGoodsSold).Amounts);
        Assert.Equal(new(35, 185, 0), Assert.Single(statement.Expenses).Amounts);
        Assert.Equal(new(-35, 585, 70), statement.NetIncome);
        Assert.Equal(statement.NetIncome, Assert.Single(IncomeStatement.Of(Closed(adjusted).Books)).NetIncome);
    }

    [Fact]
    public void YearToDate_OfAnAdjustmentPeriodThatIsEmpty_IsStillTheYearInEachCurrency()
    {
        var year = Closed(
            new Month(
                Some.Balances(
                    ("4000", Some.Usd, -12),
                    ("1010", Some.Usd, 12),
                    ("6000", Some.Eur, 7),
                    ("3000", Some.Eur, -7)
                ),
                [],
                null
            )
            {
                Period = December,
            }
        );
        Assert.Equal(
            [("EUR", -7), ("USD", 12)],
            IncomeStatement
                .Of(Following(year).Books)
                .Select(statement => ($"{statement.Currency}", (int)statement.NetIncome.YearToDateMinor))
        );
    }

    [Fact]
    public void YearToDate_UnderRulesTwo_StaysWhatTheOpeningsGave()
    {
        var year = Closed(
            new Month(Some.Balances(("4000", Some.Usd, -12), ("1010", Some.Usd, 12)), [], null) { Period = December }
        );
        var adjusted = Following(year, Some.Entry("AUD-1", Some.Line("6000", 5), Some.Line("1010", -5))) with
        {
            Rules = RuleSet.V2,
        };
        Assert.Equal(-5, Assert.Single(IncomeStatement.Of(adjusted.Books)).NetIncome.YearToDateMinor);
    }

    [Fact]
    public void YearToDate_OfAnyYearsAdjustmentPeriod_IsWhatTheYearEarnedAndTheAdjustments() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var year = Closed(month with { Period = December });
                var adjusted = Following(
                    year,
                    Some.Entry("AUD-1", Some.Line("6000", 35), Some.Line("4000", -12), Some.Line("2000", -23))
                );
                return IncomeStatement
                    .Of(adjusted.Books)
                    .All(statement =>
                        statement.NetIncome.YearToDateMinor
                        == EarnedIn(year, statement.Currency) - (statement.Currency == Some.Usd ? 23 : 0)
                    );
            }
        );

    [Theory]
    [InlineData("2027-01", 100 - 35, "2026-12 + 2026-13")] // the month before ended the year that was adjusted
    [InlineData("2027-02", 100, "2027-01")] // taken in later: the month before is not of that year
    public void Comparatives_WhereAnAdjustmentPeriodIsTakenIn_IncludeItWithItsYearOnly(
        string period,
        int prior,
        string column
    )
    {
        var month = new Month(BalanceList.Empty, [], Some.Balances(("4000", Some.Usd, -100)))
        {
            Period = PeriodCode.Parse(period).Value,
            Restatement = new(Adjustments, [], BalanceList.Empty, BalanceList.Empty)
            {
                Result = Some.Balances(("6000", Some.Usd, 35)),
            },
        };
        var statements = IncomeStatement.Of(month.Books);
        Assert.Equal(prior, (int)Assert.Single(statements).NetIncome.PriorMinor!);
        Assert.Equal(column, IncomeStatementFormat.ToDocument(month.Books, statements).Tables[0].Columns[^1].Heading);
        var old = month with { Rules = RuleSet.V2 };
        Assert.Equal(100, (int)Assert.Single(IncomeStatement.Of(old.Books)).NetIncome.PriorMinor!);
    }

    /// <summary>The period with its closing entries.</summary>
    private static Month Closed(Month month) =>
        month with
        {
            Entries = [.. month.Entries, .. ClosingEntries.Of(month.Books, Run)],
        };

    private static Month Following(Month year, params Entry[] entries) =>
        new(
            year.Books.TrialBalance.Closing,
            [.. entries.Select(entry => entry with { Date = new(2026, 12, 31) })],
            year.Books.Result
        )
        {
            Period = Adjustments,
            ClosedBefore = year.Books.ClosingEntries,
        };

    /// <summary>From nothing but the lines: openings and entries that are not of kind closing.</summary>
    private static Int128 EarnedIn(Month month, Currency currency)
    {
        var opened = month
            .Openings.Balances.Where(balance => balance.Currency == currency && IsResult(balance.Account))
            .Select(balance => balance.BalanceMinor);
        var posted = month
            .Entries.Where(entry => entry.Kind != EntryKind.Closing)
            .SelectMany(entry => entry.Lines)
            .Where(line => line.Currency == currency && IsResult(line.Account))
            .Select(line => (Int128)line.NetMinor);
        return -opened.Concat(posted).Aggregate((Int128)0, (sum, net) => sum + net);
    }

    private static bool IsResult(AccountCode account) => Month.Chart.Find(account) is { IsResult: true };
}
