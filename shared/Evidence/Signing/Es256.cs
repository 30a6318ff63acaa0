namespace Bookseal.Evidence.Signing;

/// <summary>
/// The two encodings of a P-256 signature: r‖s in 64 bytes (RFC 7518 section 3.4, what Key Vault returns) and the DER
/// sequence of RFC 3279 section 2.2.3 (what DSSE, checkpoints and openssl want). DER is read strictly: one signature,
/// one encoding.
/// </summary>
public static class Es256
{
    private const int Half = 32;
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    private const string Malformation = "SIGNATURE_MALFORMED";
    public const int FixedSize = 2 * Half;

    /// <summary>DER of r‖s; another length is <c>SIGNATURE_MALFORMED</c>.</summary>
    public static Result<byte[]> ToDer(ReadOnlySpan<byte> fixedSize)
    {
        if (fixedSize.Length != FixedSize)
            return new Fault(Malformation, $"r‖s has {FixedSize} bytes, not {fixedSize.Length}");
        var (r, s) = (EncodeInteger(fixedSize[..Half]), EncodeInteger(fixedSize[Half..]));
        return (byte[])[Sequence, (byte)(r.Length + s.Length), .. r, .. s];
    }

    /// <summary>
    /// r‖s of a DER signature; whatever is not the one minimal encoding of two positive integers is
    /// <c>SIGNATURE_MALFORMED</c>.
    /// </summary>
    public static Result<byte[]> FromDer(ReadOnlySpan<byte> der)
    {
        if (der.Length < 8 || der[0] != Sequence || der[1] != der.Length - 2 || der[1] >= 0x80)
            return Malformed("not one DER sequence of definite short length");
        var result = new byte[FixedSize];
        var rest = der[2..];
        if (!TryReadInteger(ref rest, result.AsSpan(0, Half)) || !TryReadInteger(ref rest, result.AsSpan(Half)))
            return Malformed("not a minimal positive 256-bit integer");
        return rest.IsEmpty ? result : Malformed("bytes after the second integer");
    }

    /// <summary>
    /// Leading zeros are trimmed (one signature in 128 has some), and one is added where the sign bit would be set.
    /// </summary>
    private static byte[] EncodeInteger(ReadOnlySpan<byte> bigEndian)
    {
        var digits = bigEndian.TrimStart((byte)0);
        if (digits.IsEmpty)
            return [Integer, 1, 0];
        return digits[0] < 0x80
            ? [Integer, (byte)digits.Length, .. digits]
            : [Integer, (byte)(digits.Length + 1), 0, .. digits];
    }

    private static bool TryReadInteger(ref ReadOnlySpan<byte> rest, Span<byte> target)
    {
        if (rest.Length < 3 || rest[0] != Integer || rest[1] is 0 or > Half + 1 || rest.Length < 2 + rest[1])
            return false;
        var digits = rest.Slice(2, rest[1]);
        rest = rest[(2 + digits.Length)..];
        if (digits[0] >= 0x80)
            return false; // negative
        if (digits[0] == 0)
        {
            if (digits.Length == 1 || digits[1] < 0x80)
                return false; // zero, or padded
            digits = digits[1..];
        }

        if (digits.Length > Half)
            return false;
        digits.CopyTo(target[(Half - digits.Length)..]);
        return true;
    }

    private static Fault Malformed(string why) => new(Malformation, $"the signature is not strict DER: {why}");
}
