using System.Security.Cryptography;

namespace Bookseal.Evidence.Tests.Merkle;

/// <summary>
/// The recursive definitions of RFC 6962 section 2.1, written down as they stand and without regard to cost, and the
/// two verifications as their inversions. The library is iterative throughout, so a mistake is unlikely to be made in
/// both.
/// </summary>
internal static class Rfc6962
{
    public static Digest Mth(ReadOnlySpan<Digest> d)
    {
        if (d.Length == 0)
            return Digest.FromBytes(SHA256.HashData([]));
        if (d.Length == 1)
            return d[0];
        var k = Split(d.Length);
        return Node(Mth(d[..k]), Mth(d[k..]));
    }

    public static Digest[] Path(int m, ReadOnlySpan<Digest> d)
    {
        if (d.Length == 1)
            return [];
        var k = Split(d.Length);
        return m < k ? [.. Path(m, d[..k]), Mth(d[k..])] : [.. Path(m - k, d[k..]), Mth(d[..k])];
    }

    public static Digest[] Proof(int m, ReadOnlySpan<Digest> d) => m == 0 || m == d.Length ? [] : SubProof(m, d, true);

    public static bool Includes(Digest leaf, int index, int size, IReadOnlyList<Digest> path, Digest root)
    {
        var rest = new Queue<Digest>(path);
        return index >= 0 && index < size && Climb(index, size) is { } top && rest.Count == 0 && top == root;

        Digest? Climb(int m, int n)
        {
            if (n == 1)
                return leaf;
            var k = Split(n);
            var below = m < k ? Climb(m, k) : Climb(m - k, n - k);
            if (below is null || !rest.TryDequeue(out var sibling))
                return null;
            return m < k ? Node(below.Value, sibling) : Node(sibling, below.Value);
        }
    }

    public static bool Consistent(
        int first,
        Digest firstRoot,
        int second,
        Digest secondRoot,
        IReadOnlyList<Digest> proof
    )
    {
        if (first < 0 || first > second)
            return false;
        if (first == second)
            return proof.Count == 0 && firstRoot == secondRoot;
        if (first == 0)
            return proof.Count == 0 && firstRoot == Mth([]);
        var rest = new Queue<Digest>(proof);
        return Climb(first, second, true) is { } tops && rest.Count == 0 && tops == (firstRoot, secondRoot);

        (Digest Old, Digest New)? Climb(int m, int n, bool whole)
        {
            if (m == n && whole)
                return (firstRoot, firstRoot);
            if (m == n)
                return rest.TryDequeue(out var shared) ? (shared, shared) : null;
            var k = Split(n);
            var below = m <= k ? Climb(m, k, whole) : Climb(m - k, n - k, false);
            if (below is not { } pair || !rest.TryDequeue(out var sibling))
                return null;
            return m <= k ? (pair.Old, Node(pair.New, sibling)) : (Node(sibling, pair.Old), Node(sibling, pair.New));
        }
    }

    public static Digest Leaf(params byte[] entry) => Digest.FromBytes(SHA256.HashData([0, .. entry]));

    public static Digest Node(Digest left, Digest right) =>
        Digest.FromBytes(SHA256.HashData([1, .. left.ToArray(), .. right.ToArray()]));

    private static Digest[] SubProof(int m, ReadOnlySpan<Digest> d, bool whole)
    {
        if (m == d.Length)
            return whole ? [] : [Mth(d)];
        var k = Split(d.Length);
        return m <= k ? [.. SubProof(m, d[..k], whole), Mth(d[k..])] : [.. SubProof(m - k, d[k..], false), Mth(d[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}
