namespace Bookseal.Evidence.Merkle;

/// <summary>
/// Checks inclusion and consistency proofs, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2. Hostile input
/// gives false.
/// </summary>
public static class MerkleProof
{
    public static bool VerifyInclusion(Digest leafHash, long index, long size, IReadOnlyList<Digest> path, Digest root)
    {
        if (index < 0 || index >= size)
            return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0)
                return false;
            var isRight = (node & 1) == 1 || node == last;
            hash = isRight ? MerkleHash.Node(sibling, hash) : MerkleHash.Node(hash, sibling);
            if (isRight && (node & 1) == 0)
                (node, last) = SkipLevels(node, last);
            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    public static bool VerifyConsistency(
        long first,
        Digest firstRoot,
        long second,
        Digest secondRoot,
        IReadOnlyList<Digest> proof
    )
    {
        if (first < 0 || first > second)
            return false;
        if (first == second)
            return proof.Count == 0 && firstRoot == secondRoot;
        if (first == 0)
            return proof.Count == 0 && firstRoot == MerkleHash.Empty;
        IReadOnlyList<Digest> path = IsPowerOfTwo(first) ? [firstRoot, .. proof] : proof;
        return path.Count > 0 && Climb(first, second, path) == (true, firstRoot, secondRoot);
    }

    private static (bool AtRoot, Digest First, Digest Second) Climb(long first, long second, IReadOnlyList<Digest> path)
    {
        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);
        var (old, now) = (path[0], path[0]);
        foreach (var sibling in path.Skip(1))
        {
            if (last == 0)
                return (false, old, now);
            if ((node & 1) == 1 || node == last)
            {
                (old, now) = (MerkleHash.Node(sibling, old), MerkleHash.Node(sibling, now));
                if ((node & 1) == 0)
                    (node, last) = SkipLevels(node, last);
            }
            else
            {
                now = MerkleHash.Node(now, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return (last == 0, old, now);
    }

    /// <summary>A node without a right sibling moves up unhashed until it is a right child.</summary>
    private static (long Node, long Last) SkipLevels(long node, long last)
    {
        while (node != 0 && (node & 1) == 0)
            (node, last) = (node >> 1, last >> 1);
        return (node, last);
    }

    private static bool IsPowerOfTwo(long n) => (n & n - 1) == 0;
}
