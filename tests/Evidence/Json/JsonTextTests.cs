using System.Text;
using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")] // the same name, spelt with an escape
    [InlineData("""[{"b":{"c":1,"d":2,"c":1}}]""")]
    [InlineData("""["\ud800"]""")] // RFC 7493 section 2.1: no lone surrogates
    [InlineData("""["\udc00"]""")]
    [InlineData("""["\ud800\u0041"]""")]
    [InlineData("""["\ude00\ud83d"]""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"\u00e0":1,"\ud800":2}""")] // beside a name of the same length and ends
    [InlineData("[1,]")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1] // why")]
    [InlineData("/* why */ [1]")]
    [InlineData("[1] 2")]
    [InlineData("{}{}")]
    [InlineData("{}]")]
    [InlineData("{} x")]
    [InlineData("[1")]
    [InlineData("""{"a" """)]
    [InlineData("""{"a":""")]
    [InlineData("""{"a":1""")]
    [InlineData("1e400")]
    [InlineData("[-1e400]")]
    [InlineData("NaN")]
    [InlineData("[Infinity]")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("0x10")]
    [InlineData("'a'")]
    [InlineData("{a:1}")]
    [InlineData("\"a\tb\"")]
    [InlineData("""["\x41"]""")]
    [InlineData("True")]
    [InlineData("nul")]
    public void Parse_WhatIsNotStrictJson_IsRefused(string text) =>
        Assert.Equal("JSON_INVALID", JsonText.Parse(Encoding.UTF8.GetBytes(text)).Fault.Code);

    [Theory]
    [InlineData("EFBBBF7B7D")] // a byte order mark, RFC 8259 section 8.1
    [InlineData("FEFF007B007D")] // UTF-16
    [InlineData("22FF22")]
    [InlineData("22C0AF22")] // an overlong solidus
    [InlineData("22EDA08022")] // U+D800 in three bytes (CESU)
    [InlineData("22F490808022")] // beyond U+10FFFF
    [InlineData("22E282")] // cut inside a character
    [InlineData("7B22FF223A317D")] // in a name
    [InlineData("A0")]
    [InlineData("C2A07B7D")] // a no-break space is not JSON white space
    public void Parse_BytesThatAreNotPlainUtf8Json_AreRefused(string hex) =>
        Assert.Equal("JSON_INVALID", JsonText.Parse(Convert.FromHexString(hex)).Fault.Code);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("""{"a":""", "}")]
    public void Parse_AtTheDepthLimit_AcceptsSixtyFourLevelsAndNoMore(string open, string close)
    {
        Assert.True(Nested(Limits.JsonDepth).IsOk);
        Assert.Equal("JSON_INVALID", Nested(Limits.JsonDepth + 1).Fault.Code);
        Assert.Equal(64, Limits.JsonDepth);

        Result<JsonValue> Nested(int levels) =>
            JsonText.Parse(
                Encoding.UTF8.GetBytes(
                    string.Concat(Enumerable.Repeat(open, levels - 1))
                        + "[]"
                        + string.Concat(Enumerable.Repeat(close, levels - 1))
                )
            );
    }

    [Theory]
    [InlineData(" \t\r\n null \n", "null")]
    [InlineData("-0", "0")]
    [InlineData("1e-400", "0")] // underflow is not overflow: the nearest double is zero
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("""{"b":[true,false],"a":""}""", """{"a":"","b":[true,false]}""")]
    [InlineData("""{"a":1,"A":2,"":3}""", """{"":3,"A":2,"a":1}""")] // names differ by case, and may be empty
    [InlineData("""["\ud83d\ude00"]""", "[\"\U0001f600\"]")]
    public void Parse_StrictJson_IsRead(string text, string canonical) =>
        Assert.Equal(canonical, JsonText.Parse(Encoding.UTF8.GetBytes(text)).Value.ToString());

    [Fact]
    public void Parse_AFaultOnALaterLine_SaysWhere() =>
        Assert.Contains("line 2", JsonText.Parse("[1,\n  x]"u8).Fault.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("\"{}\"")]
    [InlineData("null")]
    public void ParseObject_AnotherValue_IsRefused(string text) =>
        Assert.Equal("JSON_INVALID", JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Fault.Code);
}
