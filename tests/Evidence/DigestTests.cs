namespace Bookseal.Evidence.Tests;

public sealed class DigestTests
{
    [Fact]
    public void Of_TheThreeBytesAbc_IsTheDigestPrintedInFips180()
    {
        // FIPS 180-4 example, SHA-256 of "abc".
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.Of("abc"u8).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("za7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Parse_AnythingButLowerCaseHexOf32Bytes_IsRefused(string text) =>
        Assert.Equal("DIGEST_INVALID", Digest.Parse(text).Fault.Code);

    [Fact]
    public void Parse_WhatToStringWrote_RoundTrips()
    {
        var digest = Digest.Of("bookseal"u8);
        Assert.Equal(digest, Digest.Parse(digest.ToString()).Value);
        Assert.Equal(digest, Digest.FromBytes(digest.ToArray()));
    }
}
