using Bookseal.Evidence.Merkle;

namespace Bookseal.Evidence.Tests.Merkle;

public sealed class InclusionPathTests
{
    [Fact]
    public void Path_OfEveryLeafOfEverySize_IsTheRecursiveDefinition()
    {
        for (var size = 1; size <= 70; size++)
        {
            var leaves = Leaves.Of(size);
            for (var index = 0; index < size; index++)
            {
                var path = Folded(leaves, index);
                Assert.Equal(Rfc6962.Path(index, leaves), path.Path);
                Assert.Equal(MerkleTree.Root(leaves), path.Root);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(99_999)]
    public void Path_InALargeTree_Verifies(int index)
    {
        var leaves = Enumerable.Range(0, 100_000).Select(i => new Digest((ulong)i, 0, 0, 0)).ToList();
        var path = Folded(leaves, index);
        Assert.Equal(MerkleTree.InclusionProof(leaves, index), path.Path);
        Assert.True(MerkleProof.VerifyInclusion(leaves[index], index, leaves.Count, path.Path, path.Root));
    }

    [Fact]
    public void Path_WhileLeavesAreMissing_Throws()
    {
        var path = new InclusionPath(2, 5);
        foreach (var leaf in Leaves.Of(4))
            path.Append(leaf);
        Assert.False(path.IsComplete);
        Assert.Throws<InvalidOperationException>(() => path.Path);
    }

    [Fact]
    public void IsComplete_OneLeafTooMany_IsFalse()
    {
        var path = new InclusionPath(2, 5);
        foreach (var leaf in Leaves.Of(6))
            path.Append(leaf);
        Assert.False(path.IsComplete);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public void Path_OfALeafOutsideTheTree_Throws(long index, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new InclusionPath(index, size));

    private static InclusionPath Folded(IReadOnlyList<Digest> leaves, int index)
    {
        var path = new InclusionPath(index, leaves.Count);
        foreach (var leaf in leaves)
            path.Append(leaf);
        Assert.True(path.IsComplete);
        return path;
    }
}
