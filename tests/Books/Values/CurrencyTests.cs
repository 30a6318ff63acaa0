using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Values;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("ISK", 0)]
    [InlineData("UGX", 0)]
    [InlineData("UYI", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    [InlineData("UYW", 4)]
    [InlineData("HOURS", 2)]
    [InlineData("A1", 2)]
    public void Exponent_OfACode_IsThatOfIso4217(string code, int exponent) =>
        Assert.Equal(exponent, Currency.Parse(code).Value.Exponent);

    [Theory]
    [InlineData("")]
    [InlineData("U")]
    [InlineData("usd")]
    [InlineData("USd")]
    [InlineData("1USD")]
    [InlineData("US D")]
    [InlineData("US-D")]
    [InlineData("\u00c4UR")]
    [InlineData("ABCDEFGHIJKLMNOPQ")]
    public void Parse_Bad_IsRefused(string code) => Assert.Equal("CURRENCY_INVALID", Currency.Parse(code).Fault.Code);
}
