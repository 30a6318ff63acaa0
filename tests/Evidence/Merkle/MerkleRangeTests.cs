using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Merkle;

public sealed class MerkleRangeTests
{
    [Fact]
    public void Root_OfEverySizeUpTo130_IsTheRecursiveDefinition()
    {
        var range = new MerkleRange();
        for (var size = 0; size <= 130; size++)
        {
            Assert.Equal(Rfc6962.Mth(Leaves.Of(size)), range.Root());
            Assert.Equal(size, range.End);
            range.Append(Leaves.Of(size + 1)[size]);
        }
    }

    [Fact]
    public void Append_PartsSplitAnywhere_EqualsTheSinglePass() =>
        Property.Holds(
            Gen.Choose(0, 150).ArrayOf(),
            cuts =>
            {
                var ends = cuts.Append(150).Order().ToList();
                var (whole, joined) = (Range(0, 150), new MerkleRange());
                foreach (var end in ends)
                    joined.Append(Range((int)joined.End, end));
                return joined.Root() == whole.Root() && joined.Hashes.SequenceEqual(whole.Hashes) && joined.End == 150;
            }
        );

    [Fact]
    public void Append_RightPartsFirst_EqualsTheSinglePass() =>
        Property.Holds(
            Gen.Choose(0, 100).Three(),
            cuts =>
            {
                int[] at = [.. new[] { cuts.Item1, cuts.Item2, cuts.Item3 }.Order()];
                var (left, right) = (Range(0, at[0]), Range(at[0], at[1]));
                right.Append(Range(at[1], at[2]));
                left.Append(right);
                return left.Root() == Rfc6962.Mth(Leaves.Of(at[2])) && left.Begin == 0 && left.End == at[2];
            }
        );

    [Fact]
    public void Frontier_FromItsSizeAndHashes_GoesOnAsTheOriginal() =>
        Property.Holds(
            Gen.Choose(0, 100).Two(),
            sizes =>
            {
                var original = Range(0, sizes.Item1);
                var restored = MerkleRange.Frontier(original.End, original.Hashes).Value;
                var sameRoot = restored.Root() == original.Root();
                for (var i = 0; i < sizes.Item2; i++)
                    restored.Append(Leaves.Of(sizes.Item1 + i + 1)[^1]);
                return sameRoot && restored.Root() == Rfc6962.Mth(Leaves.Of(sizes.Item1 + sizes.Item2));
            }
        );

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(-1, 64)]
    [InlineData(long.MinValue, 1)]
    [InlineData(0, 1)]
    [InlineData(7, 2)]
    [InlineData(7, 4)]
    [InlineData(8, 0)]
    public void Frontier_ACountThatDoesNotFitTheSize_IsRefused(long size, int count) =>
        Assert.Equal("FRONTIER_INVALID", MerkleRange.Frontier(size, Leaves.Of(count)).Fault.Code);

    [Fact]
    public void Frontier_OfTheLargestSize_IsRebuilt()
    {
        var range = MerkleRange.Frontier(long.MaxValue, Leaves.Of(63)).Value;
        Assert.Equal(long.MaxValue, range.End);
        Assert.Equal(Leaves.Of(63), range.Hashes);
    }

    [Fact]
    public void Append_ARangeThatDoesNotFollow_Throws()
    {
        Assert.Throws<ArgumentException>(() => Range(0, 3).Append(Range(4, 5)));
        Assert.Throws<ArgumentException>(() => Range(0, 3).Append(Range(2, 5)));
    }

    [Fact]
    public void Root_OfARangeThatBeginsLater_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Range(4, 8).Root());

    [Fact]
    public void Constructor_ANegativeBegin_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MerkleRange(-1));

    [Fact]
    public void Copy_WhenTheOriginalGrows_StaysAsItWas()
    {
        var original = Range(0, 5);
        var copy = original.Copy();
        original.Append(Leaves.Stranger);
        Assert.Equal(Rfc6962.Mth(Leaves.Of(5)), copy.Root());
        Assert.Equal(5, copy.End);
    }

    private static MerkleRange Range(int begin, int end)
    {
        var range = new MerkleRange(begin);
        foreach (var leaf in Leaves.Of(end)[begin..])
            range.Append(leaf);
        return range;
    }
}
