using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bookseal.Evidence;

/// <summary>
/// A SHA-256 digest as a value: no allocation, compared by content, printed as 64 lower-case hex digits.
/// </summary>
public readonly record struct Digest(ulong A, ulong B, ulong C, ulong D) : IComparable<Digest>
{
    public const int Size = 32;

    /// <summary>The framework's own way reads 4 KiB at a time.</summary>
    private const int BufferBytes = 256 * 1024;

    /// <summary>SHA-256 of the bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => ShortHash.Of(bytes);

    /// <summary>Of all that the stream still has.</summary>
    public static async Task<Digest> OfAsync(Stream stream, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; )
                hash.AppendData(buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return FromBytes(hash.GetHashAndReset());
    }

    public static Digest FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("a digest has 32 bytes", nameof(bytes));
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..])
        );
    }

    /// <summary>Exactly 64 lower-case hex digits; anything else is <c>DIGEST_INVALID</c>.</summary>
    public static Result<Digest> Parse(string text)
    {
        var wellFormed = text.Length == Size * 2 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        return wellFormed
            ? FromBytes(Convert.FromHexString(text))
            : new Fault("DIGEST_INVALID", "a digest is 64 lower-case hex digits");
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, A);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], D);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public int CompareTo(Digest other) => (A, B, C, D).CompareTo((other.A, other.B, other.C, other.D));

    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
