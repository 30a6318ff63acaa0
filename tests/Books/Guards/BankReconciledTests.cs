using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Tests.Banking;

namespace Bookseal.Books.Tests.Guards;

public sealed class BankReconciledTests
{
    private static readonly BooksUnderTest Good = new()
    {
        Chart = Some.Chart(
            ("1010", AccountType.Asset, "cash control:BANK"),
            ("1200", AccountType.Asset, ""),
            ("4000", AccountType.Revenue, "")
        ),
        Openings = BalanceList.Empty,
        Entries = [Some.Entry("E1", Some.Line("1010", 50), Some.Line("4000", -50))],
        Items = [Bank.Item("DEP-1", 50)],
        BankLines =
        [
            BankLine.Encode(Bank.Statement("01-01", "01-31", 0, 50)),
            BankLine.Encode(Bank.Transaction("DEP-1", 50, "01-16")),
        ],
    };

    [Fact]
    public void BankReconciled_StatementAndBooksThatAgree_PassesWithoutAWord()
    {
        Assert.All(Good.Guards.Values, guard => Assert.True(guard.Passed));
        Assert.Empty(Good.Guards[GuardCode.BankReconciled].Exceptions);
    }

    [Fact]
    public void BankReconciled_ADepositInTransit_PassesAndAnUnrecordedChargeDoesNot()
    {
        Assert.True(
            (Good with { BankLines = [BankLine.Encode(Bank.Statement("01-01", "01-31", 0, 0))] })
                .Guards[GuardCode.BankReconciled]
                .Passed
        );
        var guard = (
            Good with
            {
                BankLines =
                [
                    BankLine.Encode(Bank.Statement("01-01", "01-31", 0, 43)),
                    Good.BankLines[1],
                    BankLine.Encode(Bank.Transaction("FEE", -7, "01-31")),
                ],
            }
        ).Guards[GuardCode.BankReconciled];
        Assert.False(guard.Passed);
        Assert.Equal(
            ("bank_unrecorded", -7),
            (Assert.Single(guard.Exceptions).Category, (int)guard.Exceptions[0].AmountMinor!)
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    public void BankReconciled_ALineThatCannotBeRead_Fails(string line) =>
        Assert.False(
            (Good with { BankLines = [.. Good.BankLines, System.Text.Encoding.UTF8.GetBytes(line)] })
                .Guards[GuardCode.BankReconciled]
                .Passed
        );

    [Fact]
    public void BankReconciled_NoStatements_PassesWithAWarningWhereThereIsABankAccount()
    {
        var guard = (Good with { BankLines = [] }).Guards[GuardCode.BankReconciled];
        Assert.Equal((true, "no_bank_statement"), (guard.Passed, Assert.Single(guard.Exceptions).Category));
        Assert.Empty(new BooksUnderTest().Guards[GuardCode.BankReconciled].Exceptions);
    }

    [Fact]
    public void BankReconciled_ItemsOfASubledgerThatControlsNoCash_AreNoBanks()
    {
        var chart = Some.Chart(
            ("1010", AccountType.Asset, "control:BANK"),
            ("1200", AccountType.Asset, ""),
            ("4000", AccountType.Revenue, "")
        );
        Assert.Empty((Good with { Chart = chart, BankLines = [] }).Guards[GuardCode.BankReconciled].Exceptions);
    }

    [Fact]
    public void BankReconciled_InPhaseOne_IsJudgedToo() =>
        Assert.False(
            GuardSet
                .Evaluate(1, (Good with { BankLines = ["{}"u8.ToArray()] }).Books)
                .Single(guard => guard.Code == GuardCode.BankReconciled)
                .Passed
        );
}
