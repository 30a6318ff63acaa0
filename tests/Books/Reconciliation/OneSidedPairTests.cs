using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Reconciliation;

/// <summary>
/// Payouts against the credits of the account that they leave, where sales come in as debits: what takes a payout back
/// stands among these.
/// </summary>
public sealed class OneSidedPairTests
{
    private static readonly DateOnly Day = new(2026, 1, 12);

    [Fact]
    public void Payout_BookedReversedAndBookedAgain_IsParity()
    {
        var pair = Compare(
            IntervalRules.Current,
            [Booking("P1", -242_45, "po_1"), Reversal("P1-R", "P1", 242_45, "po_1"), Booking("P2", -242_45, "po_1")],
            Payout("po_1", 242_45)
        );
        Assert.Equal(ParityVerdict.Parity, pair.Verdict);
        Assert.Equal(242_45, pair.LedgerMinor);
    }

    [Fact]
    public void Payout_BookedAndReversed_IsMissingInTheLedger()
    {
        var pair = Compare(
            IntervalRules.Current,
            [Booking("P1", -242_45, "po_1"), Reversal("P1-R", "P1", 242_45, "po_1")],
            Payout("po_1", 242_45)
        );
        Assert.Equal(("po_1", 0), (pair.UnmatchedOther.Single().Id, (int)pair.LedgerMinor));
    }

    [Fact]
    public void Payout_ReversedInPartOrInAnotherInterval_CountsAgainst()
    {
        var pair = Compare(
            IntervalRules.Current,
            [Booking("P1", -250_00, "po_1"), Reversal("P1-R", "P1", 7_55, "po_1")],
            Payout("po_1", 242_45)
        );
        Assert.Equal(ParityVerdict.Parity, pair.Verdict);
        var alone = Compare(IntervalRules.Current, [Reversal("P0-R", "P0", 30_00, "")]);
        Assert.Equal(-30_00, alone.UnmatchedLedger.Single().AmountMinor);
    }

    [Fact]
    public void Payout_CorrectedByAnEntryOfItsReference_IsParity()
    {
        var pair = Compare(
            IntervalRules.Current,
            [Booking("P1", -250_00, "po_1"), Booking("C1", 7_55, "po_1"), Booking("S1", 500_00, "sale")],
            Payout("po_1", 242_45)
        );
        Assert.Equal(ParityVerdict.Parity, pair.Verdict);
    }

    [Theory]
    [InlineData("po_2")]
    [InlineData("")]
    public void Payout_ThatTookMoneyBack_IsFoundAmongTheSales(string reference)
    {
        var pair = Compare(
            IntervalRules.Current,
            [Booking("S1", 500_00, "sale"), Booking("P2", 12_00, reference), Booking("S2", 13_00, "")],
            Payout("po_2", -12_00)
        );
        Assert.Equal(ParityVerdict.Parity, pair.Verdict);
        Assert.Equal(-12_00, pair.LedgerMinor);
    }

    [Fact]
    public void Sales_AgainstPayouts_AreNotCompared() =>
        Assert.Empty(Compare(IntervalRules.Current, [Booking("S1", 12_00, "")], Payout("po_2", 12_00)).Matched);

    /// <summary>A proof that was made says for ever what it said.</summary>
    [Fact]
    public void Payout_UnderTheFirstRules_IsComparedWithCreditsAlone()
    {
        var pair = Compare(
            IntervalRules.V1,
            [Booking("P1", -242_45, "po_1"), Reversal("P1-R", "P1", 242_45, "po_1"), Booking("P2", -242_45, "po_1")],
            Payout("po_1", 242_45)
        );
        Assert.Equal(242_45, pair.Unequal.Single().DifferenceMinor);
        var taken = Compare(IntervalRules.V1, [Booking("P2", 12_00, "po_2")], Payout("po_2", -12_00));
        Assert.Equal("po_2", taken.UnmatchedOther.Single().Id);
    }

    private static Entry Booking(string id, long netMinor, string reference) =>
        Some.Entry(id, Line("1150", netMinor, reference), Line("1000", -netMinor, "")) with
        {
            Date = Day,
        };

    private static Entry Reversal(string id, string of, long netMinor, string reference) =>
        Booking(id, netMinor, reference) with
        {
            Kind = EntryKind.Reversing,
            Reverses = EntryId.Parse(of).Value,
        };

    private static EntryLine Line(string account, long netMinor, string reference) =>
        new(AccountCode.Parse(account).Value, Some.Usd, Math.Max(netMinor, 0), Math.Max(-netMinor, 0))
        {
            Reference = reference.Length == 0 ? null : reference,
        };

    private static ProviderPayout Payout(string id, long netMinor) =>
        new("stripe", id, Day, Some.Usd, netMinor, 0, netMinor);

    private static ReconciledPair Compare(IntervalRules rules, Entry[] entries, params ProviderPayout[] payouts)
    {
        var books = new IntervalBooks(
            new(
                Interval.Of(new(2026, 1, 1), new(2026, 1, 31)).Value,
                Some.Chart(("1000", AccountType.Asset, ""), ("1150", AccountType.Asset, "")),
                BalanceList.Empty,
                new([
                    new("Stripe", [AccountCode.Parse("1150").Value], OtherSide.Payouts, "stripe", MatchRule.Usual)
                    {
                        Side = LedgerSide.Credit,
                    },
                ]),
                rules,
                new HashSet<SubledgerName>()
            )
        );
        foreach (var entry in entries)
            books.AddEntry(EntryCodec.Encode(entry));
        foreach (var payout in payouts)
            books.Others.AddPayout(payout.Encode());
        return books.Reconcile().Pairs.Single(pair => pair.Name == "Stripe");
    }
}
