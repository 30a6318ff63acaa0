using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Signing;

public sealed class Base64Tests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("AA==", 1)]
    [InlineData("AAA=", 2)]
    [InlineData("AAAA", 3)]
    [InlineData("AA", 1)]
    [InlineData("-_8", 2)]
    [InlineData("+/8=", 2)]
    public void Either_OneSpelling_IsRead(string text, int length) => Assert.Equal(length, Base64.Either(text)!.Length);

    [Theory]
    [InlineData("AB==")] // bits that no byte has
    [InlineData("AAB=")]
    [InlineData("AB")]
    [InlineData("AA=")] // half a padding
    [InlineData("AA===")]
    [InlineData("AAAA=")]
    [InlineData("AAAA====")]
    [InlineData("====")]
    [InlineData("=")]
    [InlineData("A")]
    [InlineData("A===")]
    [InlineData("AA AA")]
    [InlineData("AAA\n")]
    [InlineData("AA==AA==")]
    [InlineData("+_8=")] // both alphabets
    [InlineData("AA\u00e9A")]
    public void Either_AnotherSpelling_IsRefused(string text) => Assert.Null(Base64.Either(text));

    [Fact]
    public void Standard_AndEither_TakeWhatThePlatformWrites()
    {
        for (var length = 0; length < 100; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(i => (byte)(i * 89 + length)).ToArray();
            Assert.Equal(bytes, Base64.Standard(Convert.ToBase64String(bytes)));
            Assert.Equal(bytes, Base64.Either(Convert.ToBase64String(bytes).TrimEnd('=')));
        }
    }
}
