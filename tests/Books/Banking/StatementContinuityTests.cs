using Bookseal.Books.Banking;

namespace Bookseal.Books.Tests.Banking;

public sealed class StatementContinuityTests
{
    private static readonly BankStatement[] Daily =
    [
        Bank.Statement("01-01", "01-08", 0, 40),
        Bank.Statement("01-09", "01-09", 40, 60), // a Friday
        Bank.Statement("01-12", "01-30", 60, 60),
    ];

    private static readonly BankTransaction[] Moves =
    [
        Bank.Transaction("A", 40, "01-05"),
        Bank.Transaction("B", 20, "01-09"),
    ];

    [Fact]
    public void Days_WithoutStatementAndMovement_AreNoGapWhereBalancesFollowOn() =>
        Assert.Equal("", Found(Daily, Moves));

    [Fact]
    public void Balances_ThatDoNotFollowOn_AreAGapOfSoMuch()
    {
        var found = Bank.Reconcile(
            Bank.Fold([Daily[0], Daily[1], Daily[2] with { OpeningMinor = 65, ClosingMinor = 65 }], Moves)
        );
        var gap = found.Exceptions.First(exception => exception.Category == "STATEMENT_GAP");
        Assert.Equal(5, (int)gap.AmountMinor!);
        Assert.Equal(
            "the statement from 2026-01-12 opens at 0.65, and the one to 2026-01-09 closed at 0.60",
            gap.Description
        );
    }

    [Fact]
    public void Transaction_OfADayBetweenStatements_IsAGapThatNamesIt()
    {
        var weekend = Bank.Transaction("SAT", 7, "01-10");
        var gap = Bank.Reconcile(Bank.Fold(Daily, [.. Moves, weekend])).Exceptions[0];
        Assert.Equal("STATEMENT_GAP", gap.Category);
        Assert.Contains("SAT of 2026-01-10 is dated between them", gap.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_ThatShareADay_AreAGap() =>
        Assert.Equal("STATEMENT_GAP", Found([Daily[0], Bank.Statement("01-08", "01-31", 40, 60)], Moves));

    [Theory]
    [InlineData("01-30", "")]
    [InlineData("01-24", "")]
    [InlineData("01-23", "statement_missing")] // more than a week, and nothing confirms the balance
    public void LastStatement_BeforeDaysWithoutOne_IsTheLastOfTheMonth(string to, string found) =>
        Assert.Equal(found, Found([Bank.Statement("01-01", to, 0, 60)], Moves));

    [Theory]
    [InlineData("02-02", 60, "")] // however long: the next one confirms the balance
    [InlineData("02-02", 61, "statement_missing")]
    [InlineData("01-28", 60, "statement_missing")] // it runs over the month's end
    public void LastStatement_IsHeldAgainstTheNext(string from, long opening, string found) =>
        Assert.Equal(
            found,
            Found([Bank.Statement("01-01", "01-20", 0, 60), Bank.Statement(from, "02-05", opening, opening)], Moves)
        );

    [Fact]
    public void Transaction_AfterTheLastStatement_ContradictsIt()
    {
        var late = Bank.Transaction("LATE", 7, "01-31");
        Assert.Equal("statement_missing", Found(Daily, [.. Moves, late]));
    }

    [Fact]
    public void Card_IsItsStatementAtTheCycleDateAndWhatMovedSince()
    {
        var cycle = Bank.Statement("01-01", "01-20", 0, 60) with { IsCard = true };
        var bank = Bank.Reconcile(
            Bank.Fold(
                [cycle],
                [.. Moves, Bank.Transaction("FUEL", -25, "01-27"), Bank.Transaction("TOLL", -5, "02-02")]
            ),
            Bank.Item("A", 40, "01-05"),
            Bank.Item("B", 20, "01-09"),
            Bank.Item("FUEL", -25, "01-26"),
            Bank.Item("HOTEL", -9, "01-30")
        );
        var row = bank.Rows.Single();
        Assert.Equal("", Bank.Categories(bank));
        Assert.Equal(
            (60, -25, 9, 26, 26),
            (
                (int)row.StatementMinor,
                (int)row.AfterStatementMinor,
                (int)row.OutstandingChecksMinor,
                (int)row.AdjustedBankMinor,
                (int)row.BookMinor
            )
        );
        Assert.Equal(Bank.Date("01-20"), row.StatementDate);
    }

    [Fact]
    public void Card_WhoseCycleHasNoStatement_IsMissingIt() =>
        Assert.Equal(
            "statement_missing",
            Found(
                [
                    new BankStatement(Bank.Account, Some.Usd, new(2025, 11, 21), new(2025, 12, 20), 0, 0)
                    {
                        IsCard = true,
                    },
                ],
                []
            )
        );

    [Fact]
    public void Statement_OfACard_IsThisLine()
    {
        var line = BankLine.Encode(Daily[0] with { IsCard = true });
        Assert.Contains(
            "\"from\":\"2026-01-01\",\"kind\":\"card\"",
            System.Text.Encoding.UTF8.GetString(line),
            StringComparison.Ordinal
        );
        Assert.True(BankLine.ReadStatement(JsonText.ParseObject(line).Value).Value.IsCard);
        Assert.False(BankLine.ReadStatement(JsonText.ParseObject(line).Value, readsKinds: false).IsOk);
    }

    private static string Found(BankStatement[] statements, BankTransaction[] transactions) =>
        Bank.Categories(
            Bank.Reconcile(
                Bank.Fold(statements, transactions),
                [
                    .. transactions
                        .Where(each => each.Date <= Some.January.LastDay)
                        .Select(each => Bank.Item(each.Reference, each.AmountMinor, each.Date)),
                ]
            )
        );
}
