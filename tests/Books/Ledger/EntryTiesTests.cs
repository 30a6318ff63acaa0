using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Ledger;

public sealed class EntryTiesTests
{
    private static readonly Entry First = Some.Entry("JE-1", Some.Line("6000", 100), Some.Line("1000", -100));

    [Fact]
    public void Ties_OfAnEntry_AreWhatLaterOnesDidToItAndToNoOther()
    {
        var ties = new EntryTies([First.Key]);
        var february = Some.January.Next;
        ties.Add(Reversal.Of(First, new(2026, 2, 1), Some.Poster), february);
        ties.Add(First with { Id = Some.EntryId("FIX"), Corrects = First.Id }, Some.January);
        ties.Add(First with { Id = Some.EntryId("OTHER"), Corrects = Some.EntryId("JE-2") }, Some.January);
        ties.Add(First with { Id = SourceEdit.IdOf(First.Id, 1), Replaces = First.Id }, Some.January);
        ties.Add(
            First with
            {
                Id = SourceEdit.TakeBackIdOf(First.Id, 1),
                Reverses = First.Id,
                Replaces = First.Id,
                Edit = EntryEdit.Amended,
            },
            Some.January
        );
        Assert.Equal(
            ["reversed_by 2026-02 ", "corrected_by 2026-01 ", "replaced_by 2026-01 ", "taken_back_by 2026-01 Amended"],
            ties.Of(First.Key).Select(tie => $"{tie.Kind.Text()} {tie.Period} {tie.Edit}")
        );
        Assert.Empty(ties.Of(new(null, Some.EntryId("JE-2"))));
    }

    [Fact]
    public void Ties_OfTheSameIdInAnotherScope_AreOfAnotherEntry()
    {
        var ties = new EntryTies([First.Key]);
        var scope = ScopeName.Parse("2026").Value;
        ties.Add(Reversal.Of(First with { Scope = scope }, new(2026, 2, 1), Some.Poster), Some.January);
        Assert.Empty(ties.Of(First.Key));
    }

    [Fact]
    public void MayTie_OfALine_IsToldByItsMembersAndNotByItsWords()
    {
        Assert.True(EntryTies.MayTie(EntryCodec.Encode(Reversal.Of(First, new(2026, 2, 1), Some.Poster))));
        Assert.True(EntryTies.MayTie(EntryCodec.Encode(First with { Corrects = Some.EntryId("X") })));
        Assert.False(EntryTies.MayTie(EntryCodec.Encode(First with { Description = "\"reverses\":\"JE-1\"" })));
    }
}
