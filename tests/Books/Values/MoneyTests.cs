using System.Globalization;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Values;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("USD", "0", 0)]
    [InlineData("USD", "1234.56", 123456)]
    [InlineData("USD", "-1234.5", -123450)]
    [InlineData("USD", "0.50", 50)]
    [InlineData("USD", "-0.50", -50)]
    [InlineData("USD", "1.230000", 123)]
    [InlineData("JPY", "1234", 1234)]
    [InlineData("JPY", "1234.0", 1234)]
    [InlineData("KWD", "0.001", 1)]
    [InlineData("CLF", "0.0001", 1)]
    [InlineData("USD", "90071992547409.91", 9007199254740991)]
    [InlineData("USD", "-90071992547409.91", -9007199254740991)]
    [InlineData("JPY", "9007199254740991", 9007199254740991)]
    [InlineData("KWD", "9007199254740.991", 9007199254740991)]
    [InlineData("CLF", "900719925474.0991", 9007199254740991)]
    public void Parse_ADecimal_IsExact(string currency, string text, long minor) =>
        Assert.Equal(minor, Money.Parse(text, Currency.Parse(currency).Value).Value.AmountMinor);

    [Theory]
    [InlineData("USD", "90071992547409.92")]
    [InlineData("USD", "-90071992547409.92")]
    [InlineData("JPY", "9007199254740992")]
    [InlineData("KWD", "9007199254740.992")]
    [InlineData("CLF", "900719925474.0992")]
    [InlineData("USD", "79228162514264337593543950335")]
    public void Parse_BeyondTheLimit_IsRefusedWithTheLimit(string currency, string text)
    {
        var fault = Money.Parse(text, Currency.Parse(currency).Value).Fault;
        Assert.Equal("AMOUNT_TOO_LARGE", fault.Code);
        Assert.Contains("9007199254740991", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USD", "")]
    [InlineData("USD", "-")]
    [InlineData("USD", ".")]
    [InlineData("USD", " 1")]
    [InlineData("USD", "1 ")]
    [InlineData("USD", "1,000.00")]
    [InlineData("USD", "1000,00")]
    [InlineData("USD", "1e3")]
    [InlineData("USD", "0x10")]
    [InlineData("USD", "$1")]
    [InlineData("USD", "(1)")]
    [InlineData("USD", "1-")]
    [InlineData("USD", "NaN")]
    [InlineData("USD", "\u0661")]
    [InlineData("USD", "1\0")] // the platform's parser ignores trailing nulls
    [InlineData("USD", "1.005")]
    [InlineData("JPY", "0.5")]
    [InlineData("KWD", "0.0001")]
    [InlineData("CLF", "0.00001")]
    [InlineData("USD", "1.00000000000000000000000000000000001")] // a decimal would round this to 1
    [InlineData("USD", "0.00000000000000000000000000001")]
    public void Parse_NoDecimalOfTheCurrency_IsRefused(string currency, string text) =>
        Assert.Equal("AMOUNT_INVALID", Money.Parse(text, Currency.Parse(currency).Value).Fault.Code);

    [Theory]
    [InlineData("+10.00", "10.00")]
    [InlineData("10.", "10")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("-0.00", "0.00")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData("00.50", "0.50")]
    [InlineData("-007.10", "-7.10")]
    public void Parse_ADecimalThatIsSpeltOddly_IsRefusedWithTheSpelling(string text, string right)
    {
        var fault = Money.Parse(text, Currency.Parse("USD").Value).Fault;
        Assert.Equal(("AMOUNT_INVALID", true), (fault.Code, fault.Message.EndsWith($"; write {right}", default)));
        Assert.True(Money.Parse(right, Currency.Parse("USD").Value).IsOk);
    }

    [Theory]
    [InlineData("USD", 123456789, "1,234,567.89")]
    [InlineData("USD", -5, "-0.05")]
    [InlineData("JPY", -1234, "-1,234")]
    [InlineData("KWD", 1, "0.001")]
    [InlineData("CLF", 12345, "1.2345")]
    public void Display_OfMinorUnits_IsReadable(string currency, long minor, string text) =>
        Assert.Equal(text, Money.Display(minor, Currency.Parse(currency).Value));

    [Fact]
    public void Parse_WhatDisplayWrote_RoundTrips() =>
        Property.Holds(
            from high in Gen.Choose(-(1 << 21), 1 << 21)
            from low in Gen.Choose(0, int.MaxValue)
            from currency in Gen.Elements("USD", "JPY", "KWD", "CLF")
            select (Minor: (long)high << 31 | (uint)low, Currency: Currency.Parse(currency).Value),
            money =>
                Money
                    .Parse(
                        Money.Display(money.Minor, money.Currency).Replace(",", "", StringComparison.Ordinal),
                        money.Currency
                    )
                    .TryGet(out var parsed, out _)
                    ? parsed.AmountMinor == money.Minor
                    : Math.Abs(money.Minor) > Limits.SafeInteger,
            times: 2000
        );

    [Fact]
    public void Display_OfATotalBeyondALong_IsExact() =>
        Assert.Equal(
            "1,701,411,834,604,692,317,316,873,037,158,841,057.27",
            Money.Display(
                Int128.Parse("170141183460469231731687303715884105727", CultureInfo.InvariantCulture),
                Some.Usd
            )
        );
}
