using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

/// <summary>Exports fill the side that has no amount with a zero.</summary>
public sealed class ZeroSidesTests
{
    [Theory]
    [InlineData("E1,2026-01-02,Sale,1200,75.25,0.00,USD,,,,,\nE1,2026-01-02,Sale,4000,0,75.25,USD,,,,,\n", 7525)]
    [InlineData("E1,2026-01-02,Sale,1200,75,0.0,USD,,,,,\nE1,2026-01-02,Sale,4000,0.00,75,USD,,,,,\n", 7500)]
    [InlineData("E1,2026-01-02,Sale,1200,750,0.00,JPY,,,,,\nE1,2026-01-02,Sale,4000,0,750,JPY,,,,,\n", 750)]
    [InlineData("E1,2026-01-02,Sale,1200,7.125,0.000,KWD,,,,,\nE1,2026-01-02,Sale,4000,0.000,7.125,KWD,,,,,\n", 7125)]
    public void Journal_ZeroBesideAnAmount_IsTakenAsEmpty(string rows, long amountMinor)
    {
        var lines = Assert.Single(SmallBooks.Journal(rows).Read().Entries.Listed()).Lines;
        Assert.Equal([(amountMinor, 0L), (0L, amountMinor)], lines.Select(line => (line.DebitMinor, line.CreditMinor)));
    }

    [Theory]
    [InlineData("account,currency,debit,credit\n1010,USD,320.00,0.00\n3200,USD,0,320.00\n")]
    [InlineData("account,currency,debit,credit\n4000,USD,0.00,0.00\n1010,USD,320,0\n3200,USD,0,320\n1200,EUR,0,0\n")]
    public void Openings_ZerosBesideAmountsAndRowsOfZeros_AreLeftOut(string text)
    {
        var read = new SmallBooks().With(BooksFiles.Openings, text).Read();
        Assert.Equal(
            ["1010 USD 32000", "3200 USD -32000"],
            read.Openings.Balances.Select(balance => $"{balance.Account} {balance.Currency} {balance.BalanceMinor}")
                .Order()
        );
    }

    [Theory]
    [InlineData("0.00,0.00", "zero on both sides")]
    [InlineData("0,0.0", "leave the row out")]
    [InlineData(",", "both empty")]
    [InlineData("3.50,3.50", "debit is \"3.50\" and credit is \"3.50\"; leave one of them empty")]
    [InlineData("3.50,x", "credit is \"x\"")]
    public void Journal_NotOneAmount_SaysWhatIsInTheCellsAndWhatToDo(string sides, string said)
    {
        var faults = SmallBooks.Journal($"E1,2026-01-02,Sale,1200,{sides},USD,,,,,\n").FullFaults;
        var fault = Assert.Single(faults);
        Assert.Equal(("journal.csv:2:25", "AMOUNT_SIDES"), (fault.Where, fault.Code));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Openings_RowOfZerosOfAnUnknownAccount_IsStillAFault() =>
        Assert.Equal(
            ["opening_balances.csv:2:1: ACCOUNT_UNKNOWN"],
            new SmallBooks().With(BooksFiles.Openings, "account,currency,debit,credit\n7777,USD,0.00,0.00\n").Faults
        );
}
