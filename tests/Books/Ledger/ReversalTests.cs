using Bookseal.Books.Ledger;

namespace Bookseal.Books.Tests.Ledger;

public sealed class ReversalTests
{
    private static readonly DateOnly FirstOfFebruary = Some.January.Next.FirstDay;

    [Fact]
    public void Of_AnyEntry_TakesBackWhatItDid() =>
        Property.Holds(
            Entries.Any,
            original =>
            {
                var reversal = Reversal.Of(original, FirstOfFebruary, Some.Poster);
                return TrialBalance.Of(BalanceList.Empty, Some.Fold(original, reversal).Activity).Closing.Balances.Count
                        == 0
                    && reversal
                        .Lines.Zip(original.Lines)
                        .All(pair =>
                            pair.First
                            == pair.Second with
                            {
                                DebitMinor = pair.Second.CreditMinor,
                                CreditMinor = pair.Second.DebitMinor,
                            }
                        )
                    && (reversal.Reverses, reversal.Date, reversal.Kind, reversal.PostedBy)
                        == (original.Id, FirstOfFebruary, EntryKind.Reversing, Some.Poster)
                    && EntryCodec.Decode(EntryCodec.Encode(reversal)).IsOk;
            }
        );

    [Fact]
    public void Of_AnAccrualOfARun_IsNoAccrualNoLateItemAndOfNoRun()
    {
        var accrual = Some.Entry("ACC-1", Some.Line("1", 5), Some.Line("2", -5)) with
        {
            AutoReverse = true,
            OriginalDate = Some.Day,
            Corrects = Some.EntryId("E"),
            Task = 3,
            Run = Books.Values.RunId.Of(Some.Tenant, Some.January, 1),
            Batch = new("k", 1, Some.Digest("k")),
        };
        var reversal = Reversal.Of(accrual, FirstOfFebruary, Some.Poster);
        Assert.Equal((false, null, null), (reversal.AutoReverse, reversal.OriginalDate, reversal.Corrects));
        Assert.Equal((null, null, null), (reversal.Run, reversal.Task, reversal.Batch));
        Assert.Equal(("ACC-1-R", "Reversal of ACC-1: a description"), ($"{reversal.Id}", reversal.Description));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(126, true)]
    [InlineData(127, false)]
    [InlineData(128, false)]
    public void IdOf_AnIdWithoutRoomForTheSuffix_IsADigestOfIt(int length, bool isReadable)
    {
        var original = Some.EntryId(new string('x', length));
        Assert.Equal(isReadable, Reversal.IdOf(original).ToString() == $"{original}-R");
        Assert.Equal(Reversal.IdOf(original), Reversal.IdOf(original));
        Assert.NotEqual(Reversal.IdOf(original), Reversal.IdOf(Some.EntryId(new string('x', length - 1) + "y")));
    }
}
