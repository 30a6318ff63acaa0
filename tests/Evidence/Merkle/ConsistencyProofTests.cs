using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Merkle;

public sealed class ConsistencyProofTests
{
    private const int MaxSize = 40;

    [Fact]
    public void ConsistencyProof_OfEveryPair_IsTheRecursiveDefinitionAndVerifies() =>
        ForEveryPair(
            (first, second, proof) =>
            {
                Assert.Equal(Rfc6962.Proof(first, Leaves.Of(second)), proof);
                Assert.True(MerkleProof.VerifyConsistency(first, Roots[first], second, Roots[second], proof));
            }
        );

    [Fact]
    public void ConsistencyProof_FromTheOldFrontier_IsTheSameProof() =>
        ForEveryPair(
            (first, second, proof) =>
            {
                var frontier = new MerkleRange();
                foreach (var leaf in Leaves.Of(first))
                    frontier.Append(leaf);
                Assert.Equal(proof, MerkleTree.ConsistencyProof(frontier, Leaves.Of(second)[first..]));
            }
        );

    [Fact]
    public void VerifyConsistency_AnyOtherRoot_IsFalse() =>
        ForEveryPair(
            (first, second, proof) =>
            {
                Assert.False(MerkleProof.VerifyConsistency(first, Leaves.Stranger, second, Roots[second], proof));
                // Every tree extends the empty one, so from size 0 nothing is said of the second root; otherwise it is
                // bound.
                Assert.Equal(
                    first == 0 && second > 0,
                    MerkleProof.VerifyConsistency(first, Roots[first], second, Leaves.Stranger, proof)
                );
            }
        );

    [Fact]
    public void VerifyConsistency_AnyOtherProof_IsFalse() =>
        ForEveryPair(
            (first, second, proof) =>
                Assert.All(
                    Leaves.Variants(proof),
                    other =>
                        Assert.False(MerkleProof.VerifyConsistency(first, Roots[first], second, Roots[second], other))
                )
        );

    [Fact]
    public void VerifyConsistency_OtherSizes_IsTrueOnlyWhereTheShapeIsTheSame() =>
        ForEveryPair(
            (first, second, proof) =>
            {
                // As with inclusion: sizes are bound by the signed heads, a proof binds only its own shape.
                for (var other = -1; other <= MaxSize + 1; other++)
                {
                    Assert.Equal(
                        Rfc6962.Consistent(other, Roots[first], second, Roots[second], proof),
                        MerkleProof.VerifyConsistency(other, Roots[first], second, Roots[second], proof)
                    );
                    Assert.Equal(
                        Rfc6962.Consistent(first, Roots[first], other, Roots[second], proof),
                        MerkleProof.VerifyConsistency(first, Roots[first], other, Roots[second], proof)
                    );
                }
            }
        );

    [Fact]
    public void VerifyConsistency_AChangedOldLeaf_IsFalse() =>
        ForEveryPair(
            (first, second, _) =>
            {
                if (first == 0)
                    return;
                Digest[] rewritten = [Leaves.Stranger, .. Leaves.Of(second).Skip(1)];
                Assert.False(
                    MerkleProof.VerifyConsistency(
                        first,
                        Roots[first],
                        second,
                        MerkleTree.Root(rewritten),
                        MerkleTree.ConsistencyProof(rewritten, first)
                    )
                );
            }
        );

    [Fact]
    public void VerifyConsistency_RandomGarbage_NeverThrowsAndAgreesWithTheRecursion() =>
        Property.Holds(
            from first in Gen.Choose(-2, 20)
            from second in Gen.Choose(-2, 20)
            from proof in Leaves.Digests.ArrayOf()
            from roots in Leaves.Digests.Two()
            select (first, second, proof, roots),
            x =>
                MerkleProof.VerifyConsistency(x.first, x.roots.Item1, x.second, x.roots.Item2, x.proof)
                == Rfc6962.Consistent(x.first, x.roots.Item1, x.second, x.roots.Item2, x.proof),
            times: 1000
        );

    [Theory]
    [InlineData(1, long.MaxValue)]
    [InlineData(long.MaxValue - 1, long.MaxValue)]
    [InlineData(1L << 62, long.MaxValue)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(long.MaxValue, 1)]
    public void VerifyConsistency_NumbersAtTheEdges_IsFalse(long first, long second) =>
        Assert.False(MerkleProof.VerifyConsistency(first, Leaves.Stranger, second, Leaves.Stranger, Leaves.Of(130)));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void ConsistencyProof_FromASizeOutsideTheTree_Throws(int first) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.ConsistencyProof(Leaves.Of(3), first));

    private static readonly Digest[] Roots =
    [
        .. Enumerable.Range(0, MaxSize + 1).Select(size => Rfc6962.Mth(Leaves.Of(size))),
    ];

    private static void ForEveryPair(Action<int, int, IReadOnlyList<Digest>> check)
    {
        for (var second = 0; second <= MaxSize; second++)
        for (var first = 0; first <= second; first++)
            check(first, second, MerkleTree.ConsistencyProof(Leaves.Of(second), first));
    }
}
