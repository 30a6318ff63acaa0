using System.Numerics;

namespace Bookseal.Evidence.Merkle;

/// <summary>Makes the proofs of RFC 6962 section 2.1 from the leaf hashes.</summary>
public static class MerkleTree
{
    public static Digest Root(IReadOnlyList<Digest> leafHashes)
    {
        var range = new MerkleRange();
        foreach (var leaf in leafHashes)
            range.Append(leaf);
        return range.Root();
    }

    /// <summary>The audit path of one leaf, from the leaf up (RFC 6962 section 2.1.1).</summary>
    public static IReadOnlyList<Digest> InclusionProof(IReadOnlyList<Digest> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var path = new List<Digest>();
        var (low, high) = (0, leafHashes.Count);
        while (high - low > 1)
        {
            var middle = low + (int)SplitPoint(high - low);
            var inLeft = index < middle;
            path.Add(inLeft ? Subtree(leafHashes, middle, high) : Subtree(leafHashes, low, middle));
            (low, high) = inLeft ? (low, middle) : (middle, high);
        }

        path.Reverse();
        return path;
    }

    /// <summary>
    /// The consistency proof between the tree of the first <paramref name="first"/> leaves and the whole (RFC 6962
    /// section 2.1.2).
    /// </summary>
    public static IReadOnlyList<Digest> ConsistencyProof(IReadOnlyList<Digest> leafHashes, long first) =>
        ConsistencyProof(first, leafHashes.Count, (low, high) => Subtree(leafHashes, (int)low, (int)high));

    /// <summary>
    /// The same proof where the old leaves are gone: the old tree's frontier and the hashes of the leaves since are
    /// enough, because each node of the proof lies wholly in one of them.
    /// </summary>
    public static IReadOnlyList<Digest> ConsistencyProof(MerkleRange oldFrontier, IReadOnlyList<Digest> leafHashesSince)
    {
        var first = oldFrontier.End;
        return ConsistencyProof(
            first,
            first + leafHashesSince.Count,
            (low, high) =>
                high <= first
                    ? oldFrontier.SubtreeHash(low, high)
                    : Subtree(leafHashesSince, (int)(low - first), (int)(high - first))
        );
    }

    private static List<Digest> ConsistencyProof(long first, long second, Func<long, long, Digest> subtree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var proof = new List<Digest>();
        if (first == 0 || first == second)
            return proof;
        var (low, high, wholeOldTree) = (0L, second, true);
        while (high != first)
        {
            var middle = low + SplitPoint(high - low);
            if (first <= middle)
            {
                proof.Add(subtree(middle, high));
                high = middle;
            }
            else
            {
                proof.Add(subtree(low, middle));
                (low, wholeOldTree) = (middle, false);
            }
        }

        if (!wholeOldTree)
            proof.Add(subtree(low, high));
        proof.Reverse();
        return proof;
    }

    /// <summary>The largest power of two below n, for n over 1.</summary>
    internal static long SplitPoint(long n) => 1L << BitOperations.Log2((ulong)(n - 1));

    private static Digest Subtree(IReadOnlyList<Digest> leafHashes, int low, int high)
    {
        var range = new MerkleRange();
        for (var i = low; i < high; i++)
            range.Append(leafHashes[i]);
        return range.Root();
    }
}
