using Bookseal.Evidence.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Signing;

public sealed class Es256Tests
{
    private const string R = "02201111111111111111111111111111111111111111111111111111111111111111";

    /// <summary>
    /// A half of a signature: not zero, with any number of leading zero bytes, the sign bit set or not.
    /// </summary>
    private static readonly Gen<byte[]> Half =
        from zeros in Gen.Choose(0, 31)
        from first in Gen.Elements<byte>(0x01, 0x7f, 0x80, 0xff)
        from rest in Bytes.OfLength(31 - zeros)
        select (byte[])[.. new byte[zeros], first, .. rest];

    [Fact]
    public void FromDer_WhatToDerWrote_IsTheSameSignature() =>
        Property.Holds(
            Half.Two(),
            halves =>
            {
                byte[] signature = [.. halves.Item1, .. halves.Item2];
                var der = Es256.ToDer(signature).Value;
                return Es256.FromDer(der).Value.AsSpan().SequenceEqual(signature) && der.Length <= 72;
            },
            times: 2000
        );

    [Fact]
    public void FromDer_DamagedDer_NeverThrowsAndTakesOnlyTheOneEncoding() =>
        Property.Holds(
            Half.Two().SelectMany(halves => Bytes.Damaged(Es256.ToDer([.. halves.Item1, .. halves.Item2]).Value)),
            bytes =>
                !Es256.FromDer(bytes).TryGet(out var signature, out _)
                || Es256.ToDer(signature).Value.AsSpan().SequenceEqual(bytes),
            times: 5000
        );

    [Fact]
    public void FromDer_RandomBytes_NeverThrows() =>
        Property.Holds(Bytes.Random, bytes => !Es256.FromDer(bytes).IsOk || bytes.Length >= 8, times: 1000);

    [Theory]
    [InlineData(1, 1, "3006020101020101")]
    [InlineData(0x7f, 0x80, "300702017f02020080")]
    [InlineData(0xff, 0x01, "3007020200ff020101")]
    public void ToDer_SmallNumbers_AreTheMinimalDer(byte r, byte s, string der)
    {
        var signature = new byte[Es256.FixedSize];
        (signature[31], signature[63]) = (r, s);
        Assert.Equal(der, Convert.ToHexStringLower(Es256.ToDer(signature).Value));
        Assert.Equal(signature, Es256.FromDer(Convert.FromHexString(der)).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void ToDer_NotSixtyFourBytes_Throws(int length) =>
        Assert.Equal("SIGNATURE_MALFORMED", Es256.ToDer(new byte[length]).Fault.Code);

    [Theory]
    // X.690 sections 8.3 and 10.1: definite short-form length, minimal two's complement; FIPS 186-5 section 6.4.2: r
    // and s are positive.
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("3003020101")] // one integer
    [InlineData("3006020181020101")] // r negative
    [InlineData("3006020101020180")] // s negative
    [InlineData("300702020001020101")] // r padded
    [InlineData("30070201010202007f")] // s padded
    [InlineData("3008020300008002010101")] // r padded twice
    [InlineData("3006020100020101")] // r zero
    [InlineData("3006020101020100")] // s zero
    [InlineData("30050200020101")] // r empty
    [InlineData("308106020101020101")] // long-form length
    [InlineData("300702810101020101")] // long-form length of r
    [InlineData("30800201010201010000")] // BER, indefinite length
    [InlineData("300602010102010100")] // a byte after the sequence
    [InlineData("300702010102010100")] // a byte in the sequence after s
    [InlineData("3009020101020101020101")] // three integers
    [InlineData("3106020101020101")] // a set
    [InlineData("3006030101020101")] // r a bit string
    [InlineData("3006020101040101")] // s an octet string
    [InlineData("2006020101020101")]
    [InlineData("3006020101")] // truncated
    [InlineData("3005020101020101")] // length too small
    [InlineData("3007020101020101")] // length too large
    [InlineData("3006020101020201")] // s longer than what is left
    [InlineData("3006020401020101")] // r swallows s
    // 33 bytes without sign byte
    [InlineData("3026" + "0221" + "01" + "1111111111111111111111111111111111111111111111111111111111111111" + "020101")]
    [InlineData(
        "3027" + "0222" + "00ff" + "1111111111111111111111111111111111111111111111111111111111111111" + "020101"
    )] // 34 bytes
    [InlineData("3044" + R + "0220")]
    [InlineData("1111")]
    public void FromDer_AnyOtherEncoding_IsRefused(string hex) =>
        Assert.Equal("SIGNATURE_MALFORMED", Es256.FromDer(Convert.FromHexString(hex)).Fault.Code);
}
