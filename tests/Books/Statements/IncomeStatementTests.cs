using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Statements;

namespace Bookseal.Books.Tests.Statements;

public sealed class IncomeStatementTests
{
    [Fact]
    public void NetIncome_OfAMonthWithoutClosingEntries_IsTheChangeOfCurrentYearEarnings() =>
        Property.Holds(
            Months.Ordinary,
            month =>
                BalanceSheet
                    .Of(Month.Chart, month.Books.TrialBalance)
                    .All(sheet =>
                        NetIncome(month, sheet) is var net
                        && net.PeriodMinor
                            == sheet.CurrentYearEarnings.ClosingMinor - sheet.CurrentYearEarnings.OpeningMinor
                        && net.YearToDateMinor == sheet.CurrentYearEarnings.ClosingMinor
                    )
        );

    [Fact]
    public void NetIncome_OfAnyMonth_IsWhatItWouldBeWithoutItsClosingEntries() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var ordinary = month with
                {
                    Entries = [.. month.Entries.Where(entry => entry.Kind != EntryKind.Closing)],
                };
                return BalanceSheet
                    .Of(Month.Chart, month.Books.TrialBalance)
                    .All(sheet => NetIncome(month, sheet) == NetIncome(ordinary, sheet));
            }
        );

    [Fact]
    public void Statement_OfAnyMonth_AddsUp() =>
        Property.Holds(
            Months.Any,
            month =>
                Of(month)
                    .All(statement =>
                        statement.GrossProfit == statement.TotalRevenue.Plus(statement.TotalCostOfGoodsSold.Negated())
                        && statement.NetIncome.PeriodMinor
                            == Sum(statement.Revenue) - Sum(statement.CostOfGoodsSold) - Sum(statement.Expenses)
                        && statement.HasPrior == month.PriorResult is not null
                        && statement.NetIncome.PriorMinor is null != statement.HasPrior
                        && statement.Revenue.All(line => line.Account.Type == AccountType.Revenue)
                        && statement.CostOfGoodsSold.All(line => line.Account.IsCostOfGoodsSold)
                        && statement.Expenses.All(line =>
                            line.Account.Type == AccountType.Expense && !line.Account.IsCostOfGoodsSold
                        )
                    )
        );

    [Fact]
    public void Comparatives_OfTheNextMonth_AreThePeriodColumnOfThisOne() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var next = Of(new Month(month.Books.TrialBalance.Closing, [], month.Books.Result));
                var now = Of(month).ToDictionary(statement => statement.Currency);
                return next.All(statement =>
                    statement.NetIncome.PriorMinor
                        == (now.TryGetValue(statement.Currency, out var earlier) ? earlier.NetIncome.PeriodMinor : 0)
                    && statement.Revenue.All(line =>
                        line.Amounts.PriorMinor
                        == (
                            earlier!
                                .Revenue.SingleOrDefault(other => other.Account == line.Account)
                                ?.Amounts.PeriodMinor
                            ?? 0
                        )
                    )
                );
            }
        );

    [Fact]
    public void Comparatives_OfAnAccountThatIsQuietNow_AreShownAllTheSame()
    {
        var statement = Assert.Single(
            Of(new Month(BalanceList.Empty, [], Some.Balances(("4000", Some.Usd, -70), ("6000", Some.Usd, 30))))
        );
        Assert.Equal(new(0, 0, 70), Assert.Single(statement.Revenue).Amounts);
        Assert.Equal(new(0, 0, 30), Assert.Single(statement.Expenses).Amounts);
        Assert.Equal(new(0, 0, 40), statement.NetIncome);
    }

    [Fact]
    public void Statement_OfATradingMonth_IsThatOfATextbook()
    {
        var month = new Month(
            Some.Balances(("4000", Some.Usd, -1_000), ("6000", Some.Usd, 400), ("3200", Some.Usd, 600)),
            [
                Some.Entry("S1", Some.Line("1200", 500), Some.Line("4000", -500)),
                Some.Entry("S2", Some.Line("4100", 40), Some.Line("1200", -40)),
                Some.Entry("S3", Some.Line("5000", 200), Some.Line("1500", -200)),
                Some.Entry("S4", Some.Line("6000", 90), Some.Line("1010", -90)),
            ],
            null
        );
        var statement = Assert.Single(Of(month));
        Assert.Equal((new(460, 1_460, null), new(260, 1_260, null)), (statement.TotalRevenue, statement.GrossProfit));
        Assert.Equal((new(90, 490, null), new(170, 770, null)), (statement.TotalExpenses, statement.NetIncome));
        Assert.Equal(
            [("4000", 500), ("4100", -40)],
            statement.Revenue.Select(line => ($"{line.Account.Code}", (int)line.Amounts.PeriodMinor))
        );
    }

    private static IReadOnlyList<IncomeStatement> Of(Month month) => IncomeStatement.Of(month.Books);

    private static StatementAmounts NetIncome(Month month, BalanceSheet sheet) =>
        IncomeStatement
            .Of((month with { PriorResult = null }).Books)
            .SingleOrDefault(statement => statement.Currency == sheet.Currency)
            ?.NetIncome
        ?? NothingBut(month, sheet);

    /// <summary>No account of revenue or expense stands in the currency.</summary>
    private static StatementAmounts NothingBut(Month month, BalanceSheet sheet) =>
        month.Books.TrialBalance.Rows.Any(row =>
            row.Currency == sheet.Currency && Month.IsOf(row, AccountType.Revenue, AccountType.Expense)
        )
            ? throw new InvalidOperationException($"there is no statement in {sheet.Currency}")
            : new(0, 0, null);

    private static Int128 Sum(IReadOnlyList<StatementLine> lines) =>
        lines.Aggregate((Int128)0, (sum, line) => sum + line.Amounts.PeriodMinor);
}
