using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Banking;

public sealed class BankMatcherTests
{
    [Theory]
    [InlineData("01-01")] // whatever the date
    [InlineData("01-31")]
    public void Match_OneReferenceAndAmount_Pairs(string day) =>
        Leaves([Bank.Item("CHK-1", -50, day)], [Bank.Transaction("CHK-1", -50)], "", "");

    [Fact]
    public void Match_AReferenceOfManyOnEitherSide_PairsIfTheSumsAgree()
    {
        Leaves(
            [Bank.Item("RUN", -50), Bank.Item("RUN", -30, "01-02")],
            [Bank.Transaction("RUN", -80, "01-31")],
            "",
            ""
        );
        Leaves(
            [Bank.Item("RUN", -80)],
            [Bank.Transaction("RUN", -50, "01-30"), Bank.Transaction("RUN", -30, "01-31")],
            "",
            ""
        );
        Leaves(
            [Bank.Item("RUN", -80), Bank.Item("RUN", 5)],
            [Bank.Transaction("RUN", -50, "01-30"), Bank.Transaction("RUN", -25, "01-31")],
            "",
            ""
        );
    }

    [Fact]
    public void Match_AReferenceWhoseSumsDiffer_LeavesAll() =>
        Leaves(
            [Bank.Item("RUN", -50), Bank.Item("RUN", -30, "01-02")],
            [Bank.Transaction("RUN", -81, "01-31")],
            "RUN -30, RUN -50",
            "RUN -81"
        );

    [Fact]
    public void Match_NoReference_IsNoReference() =>
        Leaves([Bank.Item("", -50, "01-01")], [Bank.Transaction("", -50, "01-31")], " -50", " -50");

    [Theory]
    [InlineData("01-10", true)]
    [InlineData("01-20", true)]
    [InlineData("01-09", false)]
    [InlineData("01-21", false)]
    public void Match_AnAmountWithinFiveDays_Pairs(string day, bool pairs) =>
        Leaves(
            [Bank.Item("BOOK", -50, day)],
            [Bank.Transaction("BANK", -50)],
            pairs ? "" : "BOOK -50",
            pairs ? "" : "BANK -50"
        );

    [Theory]
    [InlineData("01-13", "01-16", "EARLY")] // one day is nearer than two
    [InlineData("01-14", "01-17", "LATE")]
    [InlineData("01-14", "01-16", "EARLY")] // equally near: the later
    [InlineData("01-15", "01-16", "LATE")]
    [InlineData("01-14", "01-15", "EARLY")]
    public void Match_SeveralOfAnAmount_TakesTheNearest(string early, string late, string left) =>
        Leaves(
            [Bank.Item("EARLY", -50, early), Bank.Item("LATE", -50, late)],
            [Bank.Transaction("BANK", -50)],
            $"{left} -50",
            ""
        );

    [Fact]
    public void Match_EqualAmountsOnOneDay_PairsEachOnce() =>
        Leaves(
            [Bank.Item("A", -50), Bank.Item("B", -50), Bank.Item("C", -50)],
            [Bank.Transaction("X", -50), Bank.Transaction("Y", -50)],
            "C -50",
            ""
        );

    [Theory]
    [InlineData("01-15", true)]
    [InlineData("01-20", true)]
    [InlineData("01-10", true)]
    [InlineData("01-21", false)]
    [InlineData("01-09", false)]
    public void Match_OneDepositOfAllChecksOfADay_Pairs(string day, bool pairs) =>
        Leaves(
            [Bank.Item("A", 30, day), Bank.Item("B", 40, day), Bank.Item("C", -7, day)],
            [Bank.Transaction("DEPOSIT", 70)],
            pairs ? "C -7" : "A 30, B 40, C -7",
            pairs ? "" : "DEPOSIT 70"
        );

    [Fact]
    public void Match_OneDepositOfSomeChecksOfADay_IsNotGuessed() =>
        Leaves(
            [Bank.Item("A", 30), Bank.Item("B", 40), Bank.Item("C", 7)],
            [Bank.Transaction("DEPOSIT", 70)],
            "A 30, B 40, C 7",
            "DEPOSIT 70"
        );

    [Fact]
    public void Match_OnePaymentRunOfManyPaymentsAtTheBank_Pairs() =>
        Leaves(
            [Bank.Item("RUN", -90)],
            [
                Bank.Transaction("A", -50, "01-17"),
                Bank.Transaction("B", -40, "01-17"),
                Bank.Transaction("C", 5, "01-17"),
            ],
            "",
            "C 5"
        );

    [Fact]
    public void Match_ADayThatTwoCouldTake_IsTakenOnce() =>
        Leaves(
            [Bank.Item("A", 30), Bank.Item("B", 40)],
            [Bank.Transaction("X", 70, "01-15"), Bank.Transaction("Y", 70, "01-16")],
            "",
            "Y 70"
        );

    [Fact]
    public void Match_AReceiptAndAPaymentOfOneAmount_DoNotPair() =>
        Leaves([Bank.Item("A", 50)], [Bank.Transaction("X", -50)], "A 50", "X -50");

    [Fact]
    public void Match_AtTheEndsOfTheCalendar_DoesNotOverflow()
    {
        foreach (var day in (DateOnly[])[DateOnly.MinValue, DateOnly.MaxValue])
        {
            var match = BankMatcher.Match(
                [Bank.Item("A", 50, day), Bank.Item("B", 20, day), Bank.Item("C", 20, day)],
                [Bank.Transaction("X", 50, day), Bank.Transaction("Y", 40, day)]
            );
            Assert.Equal(
                match.Outstanding.Sum(item => item.NetMinor),
                match.UnrecordedItems.Sum(transaction => transaction.AmountMinor)
            );
        }
    }

    private static void Leaves(SubledgerItem[] book, BankTransaction[] bank, string outstanding, string unrecorded)
    {
        var match = BankMatcher.Match(book, bank);
        Assert.Equal(
            outstanding,
            string.Join(", ", match.Outstanding.Select(item => $"{item.Reference} {item.NetMinor}"))
        );
        Assert.Equal(
            unrecorded,
            string.Join(
                ", ",
                match.UnrecordedItems.Select(transaction => $"{transaction.Reference} {transaction.AmountMinor}")
            )
        );
    }
}
