using System.Text;

namespace Bookseal.Evidence;

/// <summary>
/// The first 128 bits of a SHA-256 digest: a key for tables in memory that hold millions. Never stored, never signed. Two different texts with one key would take 2^64 attempts to make
/// on purpose (RFC 6962 trees and all else that proves anything keep the whole digest); and who made them could only have an entry of his own refused or left out.
/// </summary>
public readonly record struct ShortDigest(ulong A, ulong B)
{
    private const int StackBytes = 512;

    public static ShortDigest Of(Digest digest) => new(digest.A, digest.B);

    /// <summary>Of the text's UTF-8 bytes.</summary>
    public static ShortDigest Of(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        return Of(Digest.Of(bytes[..Encoding.UTF8.GetBytes(text, bytes)]));
    }

    /// <summary>A digest is spread evenly already.</summary>
    public override int GetHashCode() => (int)A;
}
