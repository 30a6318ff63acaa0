using System.Buffers.Binary;
using System.Text;

namespace Bookseal.Evidence;

/// <summary>
/// 128 bits that stand for bytes in tables in memory that hold millions. Never stored, never signed: what proves
/// anything keeps the whole digest. Of a short name it is the name itself, stirred, so that no two are alike; of all
/// else the first half of the SHA-256 digest. Two different texts with one key would take 2^64 attempts to make on
/// purpose; and who made them could only have an entry of his own refused or left out.
/// </summary>
public readonly record struct ShortDigest(ulong A, ulong B)
{
    /// <summary>One byte less than there is room for: it has the length.</summary>
    public const int ShortNameBytes = 15;
    private const int StackBytes = 512;

    /// <summary>Of this process: nobody can choose names that fall on one place of a table.</summary>
    private static readonly ulong Seed = ((ulong)(uint)HashCode.Combine(1) << 32) | (uint)HashCode.Combine(2);

    public static ShortDigest Of(Digest digest) => new(digest.A, digest.B);

    /// <summary>Of a name's UTF-8 bytes.</summary>
    public static ShortDigest Of(string name)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        var bytes = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        return OfName(bytes[..Encoding.UTF8.GetBytes(name, bytes)]);
    }

    public static ShortDigest OfName(ReadOnlySpan<byte> name)
    {
        if (name.Length > ShortNameBytes)
            return Of(Digest.Of(name));
        Span<byte> padded = stackalloc byte[ShortNameBytes + 1];
        padded.Clear();
        name.CopyTo(padded);
        padded[ShortNameBytes] = (byte)name.Length;
        return Stir(
            BinaryPrimitives.ReadUInt64LittleEndian(padded),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[8..])
        );
    }

    /// <summary>Spread evenly already.</summary>
    public override int GetHashCode() => (int)A;

    /// <summary>A Feistel network: each step can be undone, so different names stay different.</summary>
    private static ShortDigest Stir(ulong a, ulong b)
    {
        a ^= Mix(b + Seed);
        b ^= Mix(a);
        a ^= Mix(b);
        b ^= Mix(a + Seed);
        return new(a, b);
    }

    /// <summary>The finalizer of MurmurHash3, of 64 bits.</summary>
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 33)) * 0xff51afd7ed558ccd;
        bits = (bits ^ (bits >> 33)) * 0xc4ceb9fe1a85ec53;
        return bits ^ (bits >> 33);
    }
}
