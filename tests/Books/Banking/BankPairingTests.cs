using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Banking;

/// <summary>What is matched without asking.</summary>
public sealed class BankPairingTests
{
    [Fact]
    public void Reference_OfAnyNumberOfLinesWhoseSumsAgree_Pairs()
    {
        Pairs("RUN RUN = RUN", [Bank.Item("RUN", -50), Bank.Item("RUN", -30, "01-02")], [Bank.Transaction("RUN", -80)]);
        Pairs("RUN = RUN RUN", [Bank.Item("RUN", 80)], [Bank.Transaction("RUN", 50), Bank.Transaction("RUN", 30)]);
        Pairs("CHQ-7 CHQ-7 = ", [Bank.Item("CHQ-7", -50), Bank.Item("CHQ-7", 50, "01-20")], []); // voided
    }

    [Fact]
    public void Reference_SpeltInAnotherWay_IsTheSameNumber() =>
        Pairs("CHQ-0101 = chq 101", [Bank.Item("CHQ-0101", -50, "01-02")], [Bank.Transaction("chq 101", -50, "01-30")]);

    [Theory]
    [InlineData("01-10", true)]
    [InlineData("01-20", true)]
    [InlineData("01-09", false)]
    [InlineData("01-21", false)]
    public void Amount_OfTheOnlyTwoLinesWithinFiveDays_PairsAndIsListed(string day, bool pairs)
    {
        var bank = Bank.Month([Bank.Item("VOUCHER", -50, day)], [Bank.Transaction("DEBIT", -50)]);
        Assert.Equal(pairs ? "VOUCHER = DEBIT" : "", Bank.Shown(bank.Pairs!));
        Assert.All(bank.Pairs!, pair => Assert.Equal(MatchedBy.AmountAndDate, pair.How));
    }

    [Fact]
    public void Amount_ThatSeveralLinesHave_IsNotGuessed()
    {
        Pairs("", [Bank.Item("A", 50), Bank.Item("B", 50, "01-17")], [Bank.Transaction("X", 50)]);
        Pairs("", [Bank.Item("A", 50)], [Bank.Transaction("X", 50), Bank.Transaction("Y", 50, "01-12")]);
        // A's only transaction has two items.
        Pairs("", [Bank.Item("A", 50, "01-10"), Bank.Item("B", 50, "01-18")], [Bank.Transaction("X", 50, "01-14")]);
    }

    [Fact]
    public void Numbers_OfOneKindThatDiffer_NeverPair()
    {
        Pairs("", [Bank.Item("CHK-2001", -75)], [Bank.Transaction("CHK-2010", -75)]);
        Pairs("", [Bank.Item("E2E-88", 75)], [Bank.Transaction("E2E-89", 75)]);
        // The other number is no rival for a line that may pair.
        Pairs(
            "CHK-1 = DEBIT",
            [Bank.Item("CHK-1", -75)],
            [Bank.Transaction("CHK-2", -75), Bank.Transaction("DEBIT", -75)]
        );
    }

    [Fact]
    public void Number_ThatTheOtherSideHasWithAnotherAmount_PairsWithNothingElse() =>
        Pairs("", [Bank.Item("CHK-1", -50)], [Bank.Transaction("CHK-1", -60), Bank.Transaction("DEBIT", -50)]);

    [Fact]
    public void Pair_OfAnEarlierMonth_IsNotUndoneByALaterLine()
    {
        SubledgerItem[] book = [Bank.Item("VOUCHER 1", 50, "01-29"), Bank.Item("GUTSCHRIFT", 50, "02-01")];
        BankTransaction[] transactions =
        [
            Bank.Transaction("CREDIT", 50, "01-30"),
            Bank.Transaction("ANOTHER", 50, "02-02"),
        ];
        var february = Bank.Month(new(2026, 2, 28), book, transactions);
        Assert.Equal("GUTSCHRIFT = ANOTHER", Bank.Shown(february.Pairs!)); // January's stands in January's bag
        Assert.Equal("", Bank.Categories(february));
        Assert.Empty(february.Outstanding);
    }

    [Fact]
    public void Pairs_AreListedInOrderOfDate_WhateverTheOrderOfTheFile()
    {
        SubledgerItem[] book = [Bank.Item("B", 5, "01-20"), Bank.Item("A", 7, "01-03"), Bank.Item("C", 9, "01-09")];
        BankTransaction[] transactions = [.. book.Select(item => Bank.Transaction(item.Reference, item.NetMinor))];
        Assert.Equal("A = A, C = C, B = B", Bank.Shown(Bank.Month(book, transactions).Pairs!));
        Assert.Equal(
            Bank.Month(book, transactions).ToBytes(),
            Bank.Month([.. book.Reverse()], [.. transactions.Reverse()]).ToBytes()
        );
    }

    private static void Pairs(string expected, SubledgerItem[] book, BankTransaction[] transactions) =>
        Assert.Equal(expected, Bank.Shown(Bank.Month(book, transactions).Pairs!));
}
