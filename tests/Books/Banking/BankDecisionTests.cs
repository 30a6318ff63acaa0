using System.Text;
using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Banking;

public sealed class BankDecisionTests
{
    private static readonly SubledgerItem[] Receipts = [Bank.Item("A", 50, "01-09"), Bank.Item("B", 30, "01-09")];
    private static readonly BankTransaction Slip = Bank.Transaction("SLIP", 80, "01-12");
    private static readonly BankDecision Accepted = Bank.Decide(MatchedBy.Accepted, Receipts, [Slip]);

    [Fact]
    public void Proposal_ThatIsAccepted_IsMatchedAndListed()
    {
        var proposal = Assert.Single(Bank.Month(Receipts, [Slip]).Proposals);
        Assert.Equal(Accepted.Id, proposal.Id);
        var bank = Bank.Month(Receipts, [Slip], Accepted);
        Assert.Equal(("", "A B = SLIP"), (Bank.Categories(bank), Bank.Shown(bank.Pairs!)));
        Assert.Equal((MatchedBy.Accepted, Some.Poster), (bank.Pairs![0].How, bank.Pairs[0].By!.Value));
        Assert.Empty(bank.Outstanding);
        Assert.Empty(bank.Proposals);
    }

    [Fact]
    public void Decision_ThatIsUndone_IsNone_UntilItIsMadeAgain()
    {
        var fold = Bank.Fold([Bank.Statement("01-01", "01-31", 0, 80)], Slip);
        fold.Add(Accepted.Encode());
        fold.Add(new BankUndo(Accepted.Id, Some.Poster, 2).Encode());
        Assert.Equal("bank_match_proposed", Bank.Categories(Bank.Reconcile(fold, Receipts)));
        Assert.Equal(2, fold.LinesAbout(Accepted.Id));
        fold.Add((Accepted with { Revision = 3 }).Encode());
        Assert.Equal("", Bank.Categories(Bank.Reconcile(fold, Receipts)));
    }

    [Fact]
    public void Hand_TakesLinesThatTheRulesWouldPairOtherwise()
    {
        SubledgerItem[] book = [Bank.Item("CHQ-1", -50), Bank.Item("CHQ-2", -50)];
        var transaction = Bank.Transaction("CHQ-1", -50);
        var bank = Bank.Month(book, [transaction], Bank.Decide(MatchedBy.ByHand, [book[1]], [transaction]));
        Assert.Equal(("CHQ-2 = CHQ-1", "CHQ-1"), (Bank.Shown(bank.Pairs!), Assert.Single(bank.Outstanding).Reference));
    }

    [Theory]
    [InlineData("item")]
    [InlineData("transaction")]
    [InlineData("twice")]
    public void Decision_ThatNamesALineThatIsNotThere_Blocks(string gone)
    {
        var decision = gone switch
        {
            "item" => Bank.Decide(MatchedBy.Accepted, [Receipts[0], Bank.Item("EDITED", 30)], [Slip]),
            "transaction" => Bank.Decide(MatchedBy.ByHand, Receipts, [Slip with { Description = "edited" }]),
            _ => Bank.Decide(MatchedBy.ByHand, [Receipts[0], Receipts[0]], [Slip]),
        };
        Faulty("BANK_MATCH_LINE_MISSING bank_match_proposed", Receipts, [Slip], decision);
    }

    [Fact]
    public void Decisions_ThatOverlap_BlockAndTheFirstStands()
    {
        SubledgerItem[] book = [.. Receipts, Bank.Item("C", 30, "01-10")];
        var other = Bank.Decide(MatchedBy.ByHand, [book[0], book[2]], [Slip]);
        var bank = Faulty("BANK_MATCH_OVERLAP", book, [Slip], Accepted, other);
        Assert.Equal("A B = SLIP", Bank.Shown(bank.Pairs!));
        Assert.Contains($"--undo {other.Id}", bank.Exceptions[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_WhoseSumsDisagree_BlocksAndMatchesNothing()
    {
        var bank = Faulty(
            "BANK_MATCH_UNEQUAL bank_match_proposed",
            Receipts,
            [Slip],
            Bank.Decide(MatchedBy.ByHand, [Receipts[0]], [Slip])
        );
        Assert.Contains("items", bank.Exceptions[0].Description, StringComparison.Ordinal);
        Assert.Empty(bank.Pairs!);
    }

    [Fact]
    public void Decision_AboutAnAccountWithoutStatements_Blocks() =>
        Faulty(
            "BANK_MATCH_LINE_MISSING bank_match_proposed",
            Receipts,
            [Slip],
            Accepted with
            {
                Account = "elsewhere",
            }
        );

    [Fact]
    public void Decision_WithALaterLine_KeepsTheEarlierOneUnmatchedUntilThen()
    {
        var (item, later) = (Bank.Item("CHQ-5", -50, "01-20"), Bank.Transaction("DEBIT", -50, "02-03"));
        var rival = Bank.Transaction("OTHER", -50, "01-21");
        var decision = Bank.Decide(MatchedBy.ByHand, [item], [later], "02-03");
        var january = Bank.Month([item], [rival, later], decision);
        Assert.Equal(("bank_unrecorded", "CHQ-5"), (Bank.Categories(january), january.Outstanding.Single().Reference));
        var february = Bank.Month(new(2026, 2, 28), [item], [rival, later], decision);
        Assert.Equal("CHQ-5 = DEBIT", Bank.Shown(february.Pairs!));
    }

    [Fact]
    public void Decision_OfALaterPeriodAboutEarlierLines_SaysNothingAboutThatPeriod()
    {
        SubledgerItem[] book = [Bank.Item("REFUND", 40), Bank.Item("RETURN", -40)];
        var decision = Bank.Decide(MatchedBy.ByHand, book, [], "02-01");
        Assert.Equal(2, Bank.Month(book, [], decision).Outstanding.Count);
        var february = Bank.Month(new(2026, 2, 28), book, [], decision);
        Assert.Equal(("REFUND RETURN = ", 0), (Bank.Shown(february.Pairs!), february.Outstanding.Count));
    }

    [Fact]
    public void Error_OfTheBank_IsAReconcilingItemOnItsSide()
    {
        var (check, charged) = (Bank.Item("CHQ-7", -50), Bank.Transaction("CHQ-7", -60));
        var bank = Bank.Month([check], [charged], Bank.Decide(MatchedBy.BankError, [check], [charged]));
        Assert.Equal(("bank_error", false), (Bank.Categories(bank), bank.Exceptions[0].IsBlocking));
        var row = bank.Rows.Single();
        Assert.Equal(
            (-60, 10, -50, -50, 0),
            (
                (int)row.StatementMinor,
                (int)row.BankErrorsMinor,
                (int)row.AdjustedBankMinor,
                (int)row.AdjustedBookMinor,
                (int)row.VarianceMinor
            )
        );
        Assert.Contains("16 days", bank.Exceptions[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_OfTheBank_StandsUntilAMatchWithItsCorrectionSettlesIt()
    {
        var (wrong, correction) = (Bank.Transaction("DEBIT", -60), Bank.Transaction("REVERSAL", 60, "02-04"));
        BankDecision[] decisions =
        [
            Bank.Decide(MatchedBy.BankError, [], [wrong]),
            Bank.Decide(MatchedBy.ByHand, [], [wrong, correction], "02-04"),
        ];
        Assert.Equal("bank_error", Bank.Categories(Bank.Month([], [wrong, correction], decisions)));
        var february = Bank.Month(new(2026, 2, 28), [], [wrong, correction], decisions);
        Assert.Equal(("", " = DEBIT REVERSAL"), (Bank.Categories(february), Bank.Shown(february.Pairs!)));
        Assert.Empty(february.Errors);
    }

    [Fact]
    public void Lines_OfDecisions_AreThisTextAndReadBack()
    {
        var text = Encoding.UTF8.GetString(Accepted.Encode());
        Assert.StartsWith(
            """{"account":"main","by":"nora","currency":"USD","date":"2026-01-31","how":"accepted","items":[""",
            text,
            StringComparison.Ordinal
        );
        var read = BankDecision.Read(JsonText.ParseObject(Accepted.Encode()).Value).Value;
        Assert.Equal((Accepted.Id, text), (read.Id, Encoding.UTF8.GetString(read.Encode())));
        var undo = new BankUndo(Accepted.Id, Some.Poster, 2);
        Assert.Equal(undo, BankUndo.Read(JsonText.ParseObject(undo.Encode()).Value).Value);
        Assert.Equal(
            $$"""{"by":"nora","match":"{{Accepted.Id.Digest}}","revision":2,"type":"unmatch"}""",
            Encoding.UTF8.GetString(undo.Encode())
        );
    }

    [Theory]
    [InlineData("\"how\":\"accepted\"", "\"how\":\"reference\"")]
    [InlineData("\"revision\":1", "\"revision\":1,\"x\":1")]
    [InlineData("\"by\":\"nora\"", "\"by\":\"\"")]
    [InlineData("\"items\":[\"", "\"items\":[\"0")]
    public void Line_OfADecisionThatIsNotWellFormed_IsUnreadable(string part, string instead)
    {
        var line = Encoding.UTF8.GetString(Accepted.Encode()).Replace(part, instead, StringComparison.Ordinal);
        var fold = Bank.Fold([Bank.Statement("01-01", "01-31", 0, 80)], Slip);
        fold.Add(Encoding.UTF8.GetBytes(line));
        Assert.StartsWith(
            "unreadable_bank_line",
            Bank.Categories(Bank.Reconcile(fold, Receipts)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rules2_KnowNoDecisions()
    {
        var fold = Bank.FoldOfRules2([Bank.Statement("01-01", "01-31", 0, 80)], Slip);
        fold.Add(Accepted.Encode());
        Assert.Equal("unreadable_bank_line", Bank.Categories(Bank.Reconcile(fold, Receipts)));
    }

    private static BankReconciliation Faulty(
        string categories,
        SubledgerItem[] book,
        BankTransaction[] transactions,
        params BankDecision[] decisions
    )
    {
        var bank = Bank.Month(book, transactions, decisions);
        Assert.Equal(categories.Split(' ').Order(), Bank.Categories(bank).Split(' ').Order());
        Assert.All(bank.Exceptions, exception => Assert.True(exception.IsBlocking));
        return bank;
    }
}
