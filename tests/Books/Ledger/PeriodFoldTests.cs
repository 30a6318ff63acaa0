using Bookseal.Books.Ledger;
using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class PeriodFoldTests
{
    [Fact]
    public void Add_PartsSplitAnywhere_EqualsTheSinglePass() =>
        Property.Holds(
            from lines in Entries.JournalLine.ArrayOf()
            from cuts in Gen.Choose(0, lines.Length).ArrayOf()
            select (Lines: lines, Cuts: cuts),
            journal =>
            {
                int[] ends = [.. journal.Cuts.Order(), journal.Lines.Length];
                var joined = new PeriodFold();
                foreach (var end in ends)
                    joined.Add(Some.FoldLines(journal.Lines[(int)joined.Leaves.End..end], joined.Leaves.End));
                return ColdFold.WholeOf(joined) == ColdFold.WholeOf(Some.FoldLines(journal.Lines));
            },
            times: 500
        );

    [Fact]
    public void Add_RightPartsFirst_EqualsTheSinglePass() =>
        Property.Holds(
            from left in Entries.JournalLine.ArrayOf()
            from middle in Entries.JournalLine.ArrayOf()
            from right in Entries.JournalLine.ArrayOf()
            select (left, middle, right),
            parts =>
            {
                var tail = Some.FoldLines(parts.middle, parts.left.Length);
                tail.Add(Some.FoldLines(parts.right, parts.left.Length + parts.middle.Length));
                var joined = Some.FoldLines(parts.left);
                joined.Add(tail);
                return ColdFold.WholeOf(joined)
                    == ColdFold.WholeOf(Some.FoldLines([.. parts.left, .. parts.middle, .. parts.right]));
            }
        );

    [Fact]
    public void Root_OfAnyLines_IsTheMerkleRootOverTheirBytes() =>
        Property.Holds(
            Entries.JournalLine.ArrayOf(),
            lines =>
                Some.FoldLines(lines).Leaves.Root() == MerkleTree.Root([.. lines.Select(line => MerkleHash.Leaf(line))])
                && Some.FoldLines(lines).Entries == lines.Length
        );

    [Fact]
    public void Unbalanced_CompletedByACorrection_IsBalancedInEitherOrder()
    {
        var entry = Some.Entry("E1", Some.Line("1010", 700), Some.Line("4000", -500), Some.Line("1020", 9, Some.Eur));
        var first = Some.Entry("C1", Some.Line("4000", -200)) with
        {
            Kind = EntryKind.Correcting,
            Corrects = Some.EntryId("E1"),
        };
        var second = Some.Entry("C2", Some.Line("4000", -9, Some.Eur)) with
        {
            Kind = EntryKind.Correcting,
            Corrects = Some.EntryId("E1"),
        };
        Assert.Equal(
            [("EUR", 9), ("USD", 200)],
            Some.Fold(entry).Unbalanced.Select(item => (item.Currency.ToString(), (int)item.NetMinor))
        );
        Assert.Equal(
            new UnbalancedEntry(Some.EntryId("E1"), Some.Eur, 9),
            Assert.Single(Some.Fold(first, entry).Unbalanced)
        );
        foreach (
            var order in (Entry[][])
                [
                    [entry, first, second],
                    [first, second, entry],
                    [second, entry, first],
                ]
        )
            Assert.Empty(Some.Fold(order).Unbalanced);
    }

    [Fact]
    public void Unbalanced_TwoEntriesThatOnlyTogetherBalance_AreBothNamed()
    {
        // Without naming each other they are two mistakes, although the trial balance balances.
        var fold = Some.Fold(Some.Entry("E2", Some.Line("1010", -5)), Some.Entry("E1", Some.Line("1010", 5)));
        Assert.Equal(
            [("E1", 5), ("E2", -5)],
            fold.Unbalanced.Select(entry => (entry.Entry.ToString(), (int)entry.NetMinor))
        );
    }

    [Fact]
    public void Unbalanced_TwoCurrenciesOfTheSameAmount_DoNotBalanceEachOther() =>
        Assert.Equal(
            2,
            Some.Fold(Some.Entry("E", Some.Line("1010", 5), Some.Line("1020", -5, Some.Eur))).Unbalanced.Count
        );

    [Fact]
    public void IncompleteBatches_OfAnImportThatStopped_NameWhatIsMissing()
    {
        Entry Part(string manifest, long number) =>
            Some.Entry("E", Some.Line("1", 0)) with
            {
                Batch = new("k", 1, Some.Digest("k")) { Part = new(manifest, number, 4) },
            };
        var fold = Some.Fold(
            Part("M", 4),
            Part("M", 2),
            Part("M", 2),
            Part("L", 1),
            Part("L", 2),
            Part("L", 3),
            Part("L", 4)
        );
        var batch = Assert.Single(fold.IncompleteBatches);
        Assert.Equal(("M", 4L), (batch.Manifest, batch.Of));
        Assert.Equal([1L, 3L], batch.Missing);
    }

    [Fact]
    public void Faults_OverTheLimit_AreCountedAndTheFirstKept()
    {
        var bad = Enumerable.Repeat("{"u8.ToArray(), 70).ToList();
        var fold = Some.FoldLines([EntryCodec.Encode(Some.Entry("E", Some.Line("1", 0))), .. bad]);
        fold.Add(Some.FoldLines(bad, fold.Leaves.End));
        Assert.Equal((140, Limits.JournalFaults), (fold.FaultCount, fold.Faults.Count));
        Assert.Equal(Enumerable.Range(1, 100).Select(index => (long)index), fold.Faults.Select(fault => fault.Index));
    }

    [Fact]
    public void Add_AnotherPartThanTheNext_IsABug() =>
        Assert.Throws<ArgumentException>(() => Some.FoldLines([]).Add(Some.FoldLines([], 1)));

    [Fact]
    public void Add_TheLargestAmounts_AddsBeyondALong()
    {
        var fold = Some.FoldLines(
            Enumerable.Repeat(EntryCodec.Encode(Some.Entry("E", Some.Line("1", Limits.SafeInteger))), 2000)
        );
        Assert.Equal((Int128)Limits.SafeInteger * 2000, Assert.Single(fold.Activity).DebitMinor);
    }

    [Theory]
    [InlineData(Limits.EntryLines, 0)]
    [InlineData(Limits.EntryLines + 1, 1)]
    public void Add_AnEntryOfManyLines_FaultsBeyondTheLimit(int lines, int faults) =>
        Assert.Equal(faults, Some.Fold(Some.Entry("E", [.. Enumerable.Repeat(Some.Line("1", 0), lines)])).FaultCount);
}
