using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Statements;

public sealed class BalanceSheetTests
{
    [Fact]
    public void Sheets_OfBalancedBooks_BalanceInEveryCurrencyAtBothEnds() =>
        Property.Holds(
            Months.Any,
            month =>
                BalanceSheet.Of(Month.Chart, month.Books.TrialBalance) is var sheets
                && sheets.All(sheet => sheet.IsBalanced)
                && sheets
                    .Select(sheet => sheet.Currency)
                    .SequenceEqual(month.Books.TrialBalance.Rows.Select(row => row.Currency).Distinct().Order())
        );

    [Fact]
    public void Totals_OfAnySheet_AgreeWithTheTrialBalance() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var trialBalance = month.Books.TrialBalance;
                return BalanceSheet
                    .Of(Month.Chart, trialBalance)
                    .All(sheet =>
                        sheet.TotalAssets == Sum(trialBalance, sheet.Currency, 1, AccountType.Asset)
                        && sheet.TotalLiabilities == Sum(trialBalance, sheet.Currency, -1, AccountType.Liability)
                        && sheet.CurrentYearEarnings
                            == Sum(trialBalance, sheet.Currency, -1, AccountType.Revenue, AccountType.Expense)
                        && sheet.TotalEquity
                            == Sum(
                                trialBalance,
                                sheet.Currency,
                                -1,
                                AccountType.Equity,
                                AccountType.Revenue,
                                AccountType.Expense
                            )
                    );
            }
        );

    [Fact]
    public void Openings_OfTheNextMonth_AreTheClosingColumnOfThisOne() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var now = BalanceSheet.Of(Month.Chart, month.Books.TrialBalance);
                var next = BalanceSheet.Of(
                    Month.Chart,
                    (month with { Openings = month.Books.TrialBalance.Closing, Entries = [] }).Books.TrialBalance
                );
                return next.All(sheet =>
                    now.Single(earlier => earlier.Currency == sheet.Currency) is var earlier
                    && (
                        sheet.TotalAssets.OpeningMinor,
                        sheet.TotalLiabilities.OpeningMinor,
                        sheet.TotalEquity.OpeningMinor,
                        sheet.CurrentYearEarnings.OpeningMinor
                    )
                        == (
                            earlier.TotalAssets.ClosingMinor,
                            earlier.TotalLiabilities.ClosingMinor,
                            earlier.TotalEquity.ClosingMinor,
                            earlier.CurrentYearEarnings.ClosingMinor
                        )
                );
            }
        );

    [Fact]
    public void IsBalanced_WithUnbalancedOpeningsOrEntries_IsFalse()
    {
        Assert.False(
            BalanceSheet
                .Of(Month.Chart, new Month(Some.Balances(("1010", Some.Usd, 1)), [], null).Books.TrialBalance)
                .Single()
                .IsBalanced
        );
        Assert.False(
            BalanceSheet
                .Of(
                    Month.Chart,
                    new Month(BalanceList.Empty, [Some.Entry("E", Some.Line("1010", 1))], null).Books.TrialBalance
                )
                .Single()
                .IsBalanced
        );
    }

    [Fact]
    public void Lines_AreSignedByTheirSectionAndLeftOutWhenNothingStandsInThem()
    {
        var openings = Some.Balances(("1010", Some.Usd, 1_000), ("2000", Some.Usd, -400), ("3000", Some.Usd, -600));
        var sale = Some.Entry("E", Some.Line("1010", 250), Some.Line("4000", -250), Some.Line("1500", 0));
        var sheet = Assert.Single(BalanceSheet.Of(Month.Chart, new Month(openings, [sale], null).Books.TrialBalance));
        Assert.Equal([("1010", 1_250, 1_000)], sheet.Assets.Select(Read));
        Assert.Equal([("2000", 400, 400)], sheet.Liabilities.Select(Read));
        Assert.Equal([("3000", 600, 600)], sheet.Equity.Select(Read));
        Assert.Equal((new(250, 0), new(850, 600)), (sheet.CurrentYearEarnings, sheet.TotalEquity));
    }

    private static (string, int, int) Read(BalanceSheetLine line) =>
        ($"{line.Account.Code}", (int)line.Amounts.ClosingMinor, (int)line.Amounts.OpeningMinor);

    private static BalanceSheetAmounts Sum(
        TrialBalance trialBalance,
        Currency currency,
        int sign,
        params AccountType[] types
    )
    {
        var (closing, opening) = ((Int128)0, (Int128)0);
        foreach (var row in trialBalance.Rows.Where(row => row.Currency == currency && Month.IsOf(row, types)))
            (closing, opening) = (closing + row.ClosingMinor, opening + row.OpeningMinor);
        return new(sign * closing, sign * opening);
    }
}
