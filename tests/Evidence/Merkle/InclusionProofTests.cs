using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Merkle;

public sealed class InclusionProofTests
{
    private const int MaxSize = 40;

    [Fact]
    public void InclusionProof_OfEveryLeaf_IsTheRecursiveDefinitionAndVerifies() =>
        ForEveryLeaf(
            (leaves, index, path, root) =>
            {
                Assert.Equal(Rfc6962.Path(index, leaves), path);
                Assert.True(MerkleProof.VerifyInclusion(leaves[index], index, leaves.Length, path, root));
            }
        );

    [Fact]
    public void VerifyInclusion_AnyOtherLeafIndexOrRoot_IsFalse() =>
        ForEveryLeaf(
            (leaves, index, path, root) =>
            {
                Assert.False(MerkleProof.VerifyInclusion(Leaves.Stranger, index, leaves.Length, path, root));
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, leaves.Length, path, Leaves.Stranger));
                for (var other = -1; other <= leaves.Length; other++)
                    Assert.Equal(
                        other == index,
                        MerkleProof.VerifyInclusion(leaves[index], other, leaves.Length, path, root)
                    );
            }
        );

    [Fact]
    public void VerifyInclusion_AnyOtherPath_IsFalse() =>
        ForEveryLeaf(
            (leaves, index, path, root) =>
                Assert.All(
                    Leaves.Variants(path),
                    other => Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, leaves.Length, other, root))
                )
        );

    [Fact]
    public void VerifyInclusion_AnotherSize_IsTrueOnlyWhereTheShapeIsTheSame() =>
        ForEveryLeaf(
            (leaves, index, path, root) =>
            {
                // A path binds the size only as far as the size changes its turns (leaf 0 looks the same in trees of 5
                // to 8 leaves); the signed tree head binds the rest. The recursive verifier says which sizes those are.
                for (var size = 0; size <= MaxSize + 1; size++)
                    Assert.Equal(
                        Rfc6962.Includes(leaves[index], index, size, path, root),
                        MerkleProof.VerifyInclusion(leaves[index], index, size, path, root)
                    );
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, index, path, root));
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, 4L * leaves.Length + 4, path, root));
            }
        );

    [Fact]
    public void VerifyInclusion_AnotherIndexInAnotherSize_AgreesWithTheRecursion() =>
        ForEveryLeaf(
            (leaves, index, path, root) =>
            {
                // A path of two leaves must not pass as one of a tree that has only one, and so on: surplus elements
                // are not hashed on.
                if (leaves.Length > 12)
                    return;
                for (var size = 0; size <= 16; size++)
                for (var other = 0; other <= size; other++)
                    Assert.Equal(
                        Rfc6962.Includes(leaves[index], other, size, path, root),
                        MerkleProof.VerifyInclusion(leaves[index], other, size, path, root)
                    );
            }
        );

    [Fact]
    public void VerifyInclusion_RandomGarbage_NeverThrowsAndAgreesWithTheRecursion() =>
        Property.Holds(
            from index in Gen.Choose(-2, 20)
            from size in Gen.Choose(-2, 20)
            from path in Leaves.Digests.ArrayOf()
            select (index, size, path),
            x =>
                MerkleProof.VerifyInclusion(Leaves.Stranger, x.index, x.size, x.path, Leaves.Stranger)
                == Rfc6962.Includes(Leaves.Stranger, x.index, x.size, x.path, Leaves.Stranger),
            times: 1000
        );

    [Theory]
    [InlineData(long.MaxValue - 1, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(0, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    public void VerifyInclusion_NumbersAtTheEdges_IsFalse(long index, long size) =>
        Assert.False(MerkleProof.VerifyInclusion(Leaves.Stranger, index, size, Leaves.Of(70), Leaves.Stranger));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void InclusionProof_OfALeafOutsideTheTree_Throws(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.InclusionProof(Leaves.Of(3), index));

    private static void ForEveryLeaf(Action<Digest[], int, IReadOnlyList<Digest>, Digest> check)
    {
        for (var size = 1; size <= MaxSize; size++)
        {
            var leaves = Leaves.Of(size);
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < size; index++)
                check(leaves, index, MerkleTree.InclusionProof(leaves, index), root);
        }
    }
}
