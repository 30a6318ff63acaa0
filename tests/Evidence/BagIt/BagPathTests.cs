using Bookseal.Evidence.BagIt;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.BagIt;

public sealed class BagPathTests
{
    [Theory]
    [InlineData("bagit.txt")]
    [InlineData("data/a.txt")]
    [InlineData("data/.hidden")]
    [InlineData("data/..a/b..c/...d")]
    [InlineData("data/Über München 50% (1).csv")]
    [InlineData("data/~a")]
    [InlineData("data/console/com10.txt/null")]
    public void IsSafe_APortablePath_IsTrue(string path) => Assert.True(BagPath.IsSafe(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/data/a")]
    [InlineData("//server/share")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("data/..")]
    [InlineData("data/../a")]
    [InlineData("data/./a")]
    [InlineData("./data/a")]
    [InlineData("data//a")]
    [InlineData("data/")]
    [InlineData("data\\a")]
    [InlineData("\\\\server\\share")]
    [InlineData("C:/a")]
    [InlineData("C:a")]
    [InlineData("data/a:stream")]
    [InlineData("~/a")]
    [InlineData("~root/a")]
    [InlineData("data/a\0b")]
    [InlineData("data/a\nb")]
    [InlineData("data/a\rb")]
    [InlineData("data/a\u001bb")]
    [InlineData("data/a\u007fb")]
    [InlineData("data/a ")]
    [InlineData("data/a.")]
    [InlineData("data/a./b")]
    [InlineData("data/ /b")]
    [InlineData("data/CON")]
    [InlineData("data/con.txt")]
    [InlineData("data/Prn/a")]
    [InlineData("AUX")]
    [InlineData("data/nul.tar.gz")]
    [InlineData("data/COM1")]
    [InlineData("data/lpt9.x")]
    public void IsSafe_APathThatLeavesTheBagOrIsNotPortable_IsFalse(string path) => Assert.False(BagPath.IsSafe(path));

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void IsSafe_AVeryLongPath_IsFalse(int length, bool safe) =>
        Assert.Equal(safe, BagPath.IsSafe(new string('a', length)));

    [Theory]
    // RFC 8493 section 2.1.3: LF, CR and the percent sign, and only they, are percent-encoded in manifests.
    [InlineData("data/a\nb", "data/a%0Ab")]
    [InlineData("data/a\rb", "data/a%0Db")]
    [InlineData("data/50%", "data/50%25")]
    [InlineData("data/%0A", "data/%250A")]
    [InlineData("data/%25", "data/%2525")]
    [InlineData("data/a b\tü+", "data/a b\tü+")]
    public void Encode_ASpecialCharacter_IsPercentEncoded(string path, string encoded)
    {
        Assert.Equal(encoded, BagPath.Encode(path));
        Assert.Equal(path, BagPath.Decode(encoded));
    }

    [Theory]
    [InlineData("a%0ab%0dc", "a\nb\rc")]
    [InlineData("a%20b%2", "a%20b%2")] // other escapes are not escapes here
    public void Decode_OtherSpellings_AreReadAsTheRfcSays(string text, string path) =>
        Assert.Equal(path, BagPath.Decode(text));

    [Fact]
    public void Decode_WhatEncodeWrote_IsTheSameName() =>
        Property.Holds(
            Gen.Elements("%", "\n", "\r", "0A", "0D", "25", "0", "A", "d", "a", "/", " ", "ü")
                .ArrayOf()
                .Select(string.Concat),
            path =>
                BagPath.Decode(BagPath.Encode(path)) == path && !BagPath.Encode(path).AsSpan().ContainsAny('\n', '\r'),
            times: 2000
        );
}
