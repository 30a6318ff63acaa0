using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Banking;

/// <summary>How rules 2 judge statements.</summary>
public sealed class StatementCheckTests
{
    private static readonly BankStatement FirstHalf = Bank.Statement("01-01", "01-15", 0, 100);
    private static readonly BankStatement SecondHalf = Bank.Statement("01-16", "01-31", 100, 130);

    private static readonly BankTransaction[] Moves =
    [
        Bank.Transaction("A", 60, "01-01"),
        Bank.Transaction("B", 40, "01-15"),
        Bank.Transaction("C", 30, "01-16"),
    ];

    [Fact]
    public void Statements_ThatHangTogetherToThePeriodsEnd_HaveNoExceptions()
    {
        Assert.Equal("", Found([FirstHalf, SecondHalf], Moves));
        Assert.Equal("", Found([SecondHalf, FirstHalf], [.. Moves.Reverse()])); // in whatever order they came
        Assert.Equal("", Found([Bank.Statement("01-01", "01-31", 0, 0)], []));
    }

    [Fact]
    public void Statements_ThatDoNotFollowEachOther_AreAGap()
    {
        Assert.Equal(
            "STATEMENT_GAP 0",
            Found(
                [FirstHalf, SecondHalf with { From = Bank.Date("01-17") }],
                [.. Moves[..2], Moves[2] with { Date = Bank.Date("01-17") }]
            )
        );
        Assert.Equal(
            "STATEMENT_GAP 0",
            Found(
                [FirstHalf, SecondHalf with { From = Bank.Date("01-15") }],
                [Moves[0] with { AmountMinor = 100 }, Moves[2]]
            )
        ); // overlapping by a day
        Assert.Equal(
            "STATEMENT_GAP 5, bank_variance 5",
            Found([FirstHalf, SecondHalf with { OpeningMinor = 105, ClosingMinor = 135 }], Moves)
        );
    }

    [Fact]
    public void Statement_ThatItsTransactionsDoNotExplain_IsUnbalanced() =>
        Assert.Equal("statement_unbalanced -30, bank_variance 30", Found([FirstHalf, SecondHalf], Moves[..2]));

    [Fact]
    public void Statement_OfEarlierThanThePeriodsEnd_IsMissingItsSuccessor() =>
        Assert.Equal("statement_missing ", Found([FirstHalf], Moves[..2]));

    [Fact]
    public void Statement_OfALaterPeriod_IsNotLookedAt()
    {
        Assert.Equal(
            "",
            Found(
                [FirstHalf, SecondHalf, Bank.Statement("02-01", "02-28", 999, 0)],
                [.. Moves, Bank.Transaction("D", 5, "02-01")]
            )
        );
        Assert.Equal("statement_missing ", Found([FirstHalf, Bank.Statement("01-16", "02-15", 100, 130)], Moves[..2]));
    }

    [Fact]
    public void Statement_ThatBeginsOnTheSameDayAsAnEarlierLine_TakesItsPlace()
    {
        var draft = Bank.Statement("01-01", "01-10", 0, 7);
        Assert.Equal("", Found([draft, FirstHalf, SecondHalf], Moves));
        Assert.NotEqual("", Found([FirstHalf, SecondHalf, draft], Moves));
        Assert.Equal(
            [FirstHalf, SecondHalf],
            Bank.FoldOfRules2([draft, SecondHalf, FirstHalf]).StatementsOf(Bank.Account, Some.Usd)
        );
    }

    [Fact]
    public void Statements_OfTwoCurrencies_AreTwoAccounts()
    {
        var euros = Bank.Statement("01-01", "01-31", 0, 0) with { Currency = Some.Eur };
        var bank = Bank.FoldOfRules2([FirstHalf, SecondHalf, euros], Moves);
        Assert.Equal([(Bank.Account, Some.Eur), (Bank.Account, Some.Usd)], bank.Accounts);
        Assert.Empty(Bank.Reconcile(bank, [.. Moves.Select(Known)]).Exceptions);
    }

    private static SubledgerItem Known(BankTransaction move) => Bank.Item(move.Reference, move.AmountMinor, move.Date);

    /// <summary>What is found about statements, where the books know every transaction.</summary>
    private static string Found(BankStatement[] statements, BankTransaction[] transactions)
    {
        var found = Bank.Reconcile(
            Bank.FoldOfRules2(statements, transactions),
            [.. transactions.Where(move => move.Date <= Some.January.LastDay).Select(Known)]
        ).Exceptions;
        Assert.All(
            found,
            exception =>
                Assert.Equal(
                    (true, Bank.Account, Some.Usd),
                    (exception.IsBlocking, exception.Entity, exception.Currency!.Value)
                )
        );
        return string.Join(", ", found.Select(exception => $"{exception.Category} {exception.AmountMinor}"));
    }
}
