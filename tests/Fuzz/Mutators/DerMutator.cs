using System.Numerics;
using Bookseal.Evidence.Signing;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>
/// Other encodings of an ECDSA signature, and other signatures: (r, n − s) is as good as (r, s), all others are not.
/// </summary>
internal static class DerMutator
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        System.Globalization.NumberStyles.HexNumber
    );

    public static byte[] Mutate(Dice dice, byte[] der)
    {
        var kind = dice.Below(16);
        dice.Note($"DER kind {kind}");
        if (!Es256.FromDer(der).TryGet(out var halves, out _))
            return ByteMutator.Mutate(dice, der);
        var (r, s) = (Integer(halves.AsSpan(0, 32)), Integer(halves.AsSpan(32)));
        return kind switch
        {
            0 => Sequence(Der(r), Der(Order - s)),
            1 => Sequence(Der(s), Der(r)),
            2 => Sequence(Der(r + Order), Der(s)),
            3 => Sequence(Der(-r), Der(s)),
            4 => Sequence([2, (byte)(Bytes(r).Length + 1), 0, .. Bytes(r)], Der(s)),
            5 => [0x30, 0x81, der[1], .. der[2..]],
            6 => [0x30, 0x80, .. der[2..], 0, 0],
            7 => [0x30, 0x82, 0, der[1], .. der[2..]],
            8 => [.. der, 0],
            9 => [0x30, (byte)(der[1] + 1), .. der[2..], 0],
            10 => Sequence(Der(0), Der(0)),
            11 => Sequence(Der(r), [2, 0]),
            12 => halves,
            13 => [],
            14 => Sequence([2, 0x81, (byte)Bytes(r).Length, .. Bytes(r)], Der(s)),
            _ => ByteMutator.Mutate(dice, der),
        };
    }

    private static BigInteger Integer(ReadOnlySpan<byte> bigEndian) =>
        new(bigEndian, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger value) => value.ToByteArray(isUnsigned: false, isBigEndian: true);

    private static byte[] Der(BigInteger value) => [2, (byte)Bytes(value).Length, .. Bytes(value)];

    private static byte[] Sequence(byte[] one, byte[] other) =>
        [0x30, (byte)(one.Length + other.Length), .. one, .. other];
}
