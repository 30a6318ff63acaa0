namespace Bookseal.Evidence.Merkle;

/// <summary>The two hashes of RFC 6962 section 2.1. The prefixes keep a leaf from being passed off as a node.</summary>
public static class MerkleHash
{
    /// <summary>The root of the tree without leaves: SHA-256 of nothing.</summary>
    public static readonly Digest Empty = Digest.Of([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static Digest Leaf(ReadOnlySpan<byte> entry) => ShortHash.Of([0x00], entry);

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> buffer = stackalloc byte[1 + 2 * Digest.Size];
        buffer[0] = 0x01;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + Digest.Size)..]);
        return Digest.Of(buffer);
    }
}
