using System.Diagnostics;
using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Banking;

/// <summary>What may belong together and waits for a person; until then nothing of it is matched.</summary>
public sealed class ProposalSearchTests
{
    private const int Hostile = 100_000;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Fact]
    public void Sum_OfSomeOfADaysReceipts_IsProposed() =>
        Proposes(
            "A B = SLIP",
            [Bank.Item("A", 50_00, "01-09"), Bank.Item("B", 30_00, "01-09"), Bank.Item("C", 7_00, "01-09")],
            [Bank.Transaction("SLIP", 80_00, "01-12")]
        );

    [Fact]
    public void Sum_OfManyTransactionsForOneItem_IsProposed() =>
        Proposes(
            "RUN = P1 P2",
            [Bank.Item("RUN", -90)],
            [Bank.Transaction("P1", -50, "01-17"), Bank.Transaction("P2", -40, "01-16"), Bank.Transaction("P3", -8)]
        );

    [Fact]
    public void Sum_OfAllOfADay_IsProposedHoweverManyTheyAre()
    {
        SubledgerItem[] day =
        [
            .. Enumerable.Range(1, 40).Select(n => Bank.Item($"R{(char)('a' + n)}", n * n, "01-14")),
        ];
        var bank = Bank.Month(day, [Bank.Transaction("SLIP", day.Sum(item => item.NetMinor))]);
        Assert.Equal(40, Assert.Single(bank.Proposals).Items.Count);
    }

    [Fact]
    public void EqualAmounts_AreProposedEachOnce_TheNearestFirst() =>
        Proposes(
            "B = X, A = Y",
            [Bank.Item("A", 50, "01-12"), Bank.Item("B", 50, "01-15")],
            [Bank.Transaction("X", 50, "01-15"), Bank.Transaction("Y", 50, "01-16")]
        );

    [Fact]
    public void Amount_OfAnItemFarOutsideTheWindow_IsProposed() =>
        Proposes("OLD = DEBIT", [Bank.Item("OLD", -50, "01-02")], [Bank.Transaction("DEBIT", -50, "01-29")]);

    [Theory]
    [InlineData("CHQ-1", "CHQ-9")]
    [InlineData("DEP 1", "DEP 2")]
    public void Numbers_ThatDiffer_AreNotProposedEither(string item, string transaction)
    {
        Proposes("", [Bank.Item(item, 50)], [Bank.Transaction(transaction, 50)]);
        Proposes("", [Bank.Item(item, 30), Bank.Item(item + "1", 20)], [Bank.Transaction(transaction, 50)]);
    }

    [Fact]
    public void Message_OfWhatItemsExplain_NamesThemAndTheCommand_AndNeverSaysPostIt()
    {
        var bank = Bank.Month(
            [Bank.Item("A", 50_00, "01-09"), Bank.Item("B", 30_00, "01-09")],
            [Bank.Transaction("SLIP", 80_00, "01-12"), Bank.Transaction("FEE", -4_00)]
        );
        Assert.Equal("bank_match_proposed bank_unrecorded", Bank.Categories(bank));
        Assert.Equal(
            "SLIP of 2026-01-12 (80.00) may be what the books have as A of 2026-01-09 (50.00) + B of 2026-01-09 "
                + $"(30.00); if so, 'bookseal match --period 2026-01 --accept {bank.Proposals[0].Id}' matches them",
            bank.Exceptions[0].Description
        );
        Assert.EndsWith(
            "FEE of 2026-01-15 () is on the statement and not in the books; post it",
            bank.Exceptions[1].Description,
            StringComparison.Ordinal
        );
        Assert.All(bank.Exceptions, exception => Assert.True(exception.IsBlocking));
        Assert.Equal((80_00, 0), ((int)bank.Rows[0].UnrecordedReceiptsMinor, (int)bank.Rows[0].VarianceMinor));
    }

    [Fact]
    public void Message_OfANumberThatTheBooksHaveWithAnotherAmount_SaysTheDifferenceIsWrong()
    {
        var bank = Bank.Month([Bank.Item("CHQ-101", -50_00)], [Bank.Transaction("CHQ-101", -60_00)]);
        var message = Assert.Single(bank.Exceptions).Description;
        Assert.Contains("in the books with -50.00", message, StringComparison.Ordinal);
        Assert.DoesNotContain("post it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_OfAProposal_DoesNotDependOnWhatElseIsThere()
    {
        SubledgerItem[] book = [Bank.Item("A", 50), Bank.Item("B", 30)];
        var alone = Bank.Month(book, [Bank.Transaction("SLIP", 80)]);
        var among = Bank.Month([Bank.Item("Z", 4, "01-02"), .. book], [Bank.Transaction("SLIP", 80)]);
        Assert.Equal(alone.Proposals[0].Id, among.Proposals[0].Id);
        Assert.Equal(12, alone.Proposals[0].Id.ToString().Length);
    }

    [Theory]
    [InlineData(1, 0, "T", 1)] // equal amounts of one day
    [InlineData(20, 3, "T", 1)]
    [InlineData(20, 0, "CHQ", 1)] // every number conflicts with every other
    [InlineData(20, 0, "T", 7919)] // sums of every size
    [InlineData(3600, 0, "T", 7919)] // ten years
    public void Search_OfAHundredThousandLines_EndsInTime(int days, int apart, string kind, int amounts)
    {
        var from = new DateOnly(2016, 1, 1);
        var book = Lines(0).Select(line => Bank.Item($"CHQ-{line.N}", 500 + line.Minor, line.Date)).ToArray();
        var transactions = Lines(apart)
            .Select(line => Bank.Transaction($"{kind}-{line.N + Hostile}", 1000 + line.Minor * 2, line.Date))
            .ToArray();
        var fold = new BankFold(Some.January.LastDay);
        var sum = transactions.Sum(each => each.AmountMinor);
        fold.Add(new BankStatement(Bank.Account, Some.Usd, from, Some.January.LastDay, 0, sum));
        foreach (var transaction in transactions)
            fold.Add(transaction);
        var clock = Stopwatch.StartNew();
        var bank = BankReconciliation.Of(fold, book, Some.January.LastDay);
        Assert.True(clock.Elapsed < Bound, $"took {clock.Elapsed}");
        Assert.Equal(0, (int)bank.Rows[0].VarianceMinor);

        IEnumerable<(int N, long Minor, DateOnly Date)> Lines(int shift) =>
            Enumerable.Range(0, Hostile).Select(n => (n, (long)n % amounts, from.AddDays(n % days + shift)));
    }

    private static void Proposes(string expected, SubledgerItem[] book, BankTransaction[] transactions)
    {
        var bank = Bank.Month(book, transactions);
        Assert.Equal(expected, Bank.Shown(bank.Proposals));
        Assert.Empty(bank.Pairs!);
        Assert.Equal((book.Length, transactions.Length), (bank.Outstanding.Count, bank.Unrecorded.Count));
    }
}
