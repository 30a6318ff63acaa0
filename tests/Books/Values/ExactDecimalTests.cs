using System.Globalization;
using System.Numerics;
using System.Text;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Values;

public sealed class ExactDecimalTests
{
    private static readonly BigInteger Unit = BigInteger.Pow(10, ExactDecimal.Places);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("0.00000080000", "0.0000008")]
    [InlineData("8.16062769379242", "8.16062769379242")]
    [InlineData("1E-7", "0.0000001")]
    [InlineData("-12.50e+1", "-125")]
    [InlineData("007.10", "7.1")]
    [InlineData("9999999999999.99999999999999999999", "9999999999999.99999999999999999999")]
    [InlineData("10000000000000000000000000000000000000000000000000e-50", "0.1")]
    [InlineData("0.00000000000000000000000000001e29", "1")]
    public void Parse_OfANumber_IsExactAndWrittenOneWay(string text, string written)
    {
        Assert.Equal(written, ExactDecimal.Parse(text).Value.ToString());
        Assert.Equal(written, ExactDecimal.Parse(Encoding.UTF8.GetBytes(text)).Value.ToString());
    }

    [Theory]
    [InlineData("", "AMOUNT_INVALID")]
    [InlineData("-", "AMOUNT_INVALID")]
    [InlineData(".5", "AMOUNT_INVALID")]
    [InlineData("5.", "AMOUNT_INVALID")]
    [InlineData("+5", "AMOUNT_INVALID")]
    [InlineData("1,000", "AMOUNT_INVALID")]
    [InlineData("1e", "AMOUNT_INVALID")]
    [InlineData("1e999", "AMOUNT_INVALID")]
    [InlineData("NaN", "AMOUNT_INVALID")]
    [InlineData("١", "AMOUNT_INVALID")]
    [InlineData("1\0", "AMOUNT_INVALID")]
    [InlineData("0.000000000000000000001", "AMOUNT_INVALID")]
    [InlineData("10000000000000", "AMOUNT_TOO_LARGE")]
    [InlineData("1e13", "AMOUNT_TOO_LARGE")]
    public void Parse_OfWhatItCannotKeep_IsAFault(string text, string code)
    {
        Assert.Equal(code, ExactDecimal.Parse(text).Fault.Code);
        Assert.Equal(code, ExactDecimal.Parse(Encoding.UTF8.GetBytes(text)).Fault.Code);
    }

    [Theory]
    [InlineData("0.005", "EUR", 1)]
    [InlineData("-0.005", "EUR", -1)]
    [InlineData("0.00499999999999999999", "EUR", 0)]
    [InlineData("12.5", "JPY", 13)]
    [InlineData("1.2345", "KWD", 1235)]
    public void RoundToMinor_OfAHalf_GoesAwayFromZero(string text, string currency, int amountMinor) =>
        Assert.Equal(amountMinor, ExactDecimal.Parse(text).Value.RoundToMinor(Currency.Parse(currency).Value));

    [Fact]
    public void Sum_OfMany_IsThatOfIntegersAsLongAsTheyLike() =>
        Property.Holds(
            Texts.ListOf(),
            texts =>
            {
                var sum = ExactDecimal.Zero;
                foreach (var text in texts)
                    sum = sum.Plus(ExactDecimal.Parse(text).Value).Value;
                return texts.Aggregate(BigInteger.Zero, (before, text) => before + Units(text)) == Units($"{sum}");
            }
        );

    [Fact]
    public void Sum_BeyondWhatItHolds_IsAFault()
    {
        var most = ExactDecimal.Parse("9999999999999").Value;
        Result<ExactDecimal> sum = ExactDecimal.Zero;
        for (var i = 0; i < 200_000 && sum.IsOk; i++)
            sum = sum.Value.Plus(most);
        Assert.Equal("AMOUNT_TOO_LARGE", sum.Fault.Code);
    }

    private static Gen<string> Texts =>
        from whole in Gen.Choose(0, 2_000_000_000)
        from rest in Gen.Choose(0, 2_000_000_000)
        from places in Gen.Choose(1, 20)
        from sign in Gen.Elements("", "-")
        let decimals = rest.ToString(CultureInfo.InvariantCulture).PadLeft(20, '7')[..places]
        select $"{sign}{whole}.{decimals}";

    private static BigInteger Units(string text)
    {
        var parts = text.TrimStart('-').Split('.');
        var decimals = (parts.Length > 1 ? parts[1] : "").PadRight(ExactDecimal.Places, '0');
        var units =
            BigInteger.Parse(parts[0], CultureInfo.InvariantCulture) * Unit
            + BigInteger.Parse(decimals, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -units : units;
    }
}
