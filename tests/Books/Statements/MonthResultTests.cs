using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Statements;

public sealed class MonthResultTests
{
    [Fact]
    public void ReadSealed_OfAStatementAsItIsSealed_IsWhatTheStatementSays() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var statements = IncomeStatement.Of(month.Books);
                var json = IncomeStatementFormat.ToJson(month.Books, statements);
                return MonthResult.ReadSealed(json).Value.SequenceEqual(statements.Select(MonthResult.Of));
            }
        );

    [Fact]
    public void CostMinor_OfAnyMonth_IsAllThatTheRevenueDoesNotLeave() =>
        Property.Holds(
            Months.Any,
            month =>
                IncomeStatement
                    .Of(month.Books)
                    .All(statement =>
                        MonthResult.Of(statement).CostMinor
                            == statement.TotalCostOfGoodsSold.PeriodMinor + statement.TotalExpenses.PeriodMinor
                        && MonthResult.PriorOf(statement) is not null == statement.HasPrior
                    )
        );

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"statements":[{}]}""")]
    [InlineData("""{"statements":[{"currency":"usd"}]}""")]
    [InlineData(
        """
            {"statements":[{"currency":"USD","net_income":{"period_minor":"1"},"total_revenue":{"period_minor":"1.5"}}]}
            """
    )]
    public void ReadSealed_OfWhatIsNone_IsAFault(string json) =>
        Assert.False(MonthResult.ReadSealed(System.Text.Encoding.UTF8.GetBytes(json)).IsOk);
}
