using System.Text;
using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Tests.Json;

public sealed class CanonicalJsonTests
{
    // RFC 8785 section 3.2.2, the input object.
    private const string Sample = """
        {
          "numbers": [333333333.33333329, 1E30, 4.50,
                      2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """;

    // RFC 8785 section 3.2.4, the canonical bytes of that object.
    private const string SampleHex =
        "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 "
        + "75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a "
        + "5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 "
        + "65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 "
        + "5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 "
        + "30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d";

    [Fact]
    public void ToBytes_TheSampleOfRfc8785_IsThePrintedBytes()
    {
        var canonical = CanonicalJson.ToBytes(JsonText.Parse(Encoding.UTF8.GetBytes(Sample)).Value);
        Assert.Equal(SampleHex.Replace(" ", ""), Convert.ToHexStringLower(canonical));
    }

    [Fact]
    public void ToBytes_TheKeysOfRfc8785Section323_AreInUtf16Order()
    {
        // The grinning face sorts by its surrogate d83d, before fb33; by code point or by UTF-8 byte it would come
        // last.
        var input =
            """
                {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
                """
            + """
                 "1": "One",
                 "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
                """
            + """
                 "\u00f6": "Latin Small Letter O With Diaeresis"}
                """;
        var expected =
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small "
            + "Letter O With Diaeresis\","
            + "\"\u20ac\":\"Euro Sign\",\"\U0001f600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet "
            + "With Dagesh\"}";
        var value = JsonText.ParseObject(Encoding.UTF8.GetBytes(input)).Value;
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.ToBytes(value)));
        Assert.Equal(["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"], value.Members.Keys);
    }

    [Theory]
    // RFC 8785 section 3.2.2.2: short escapes, lower-case hex for the other controls, nothing else escaped (not the
    // solidus, DEL or U+2028).
    [InlineData("\b\t\n\f\r\"\\", "\"\\b\\t\\n\\f\\r\\\"\\\\\"")]
    [InlineData("\0\v\u001b\u001f", "\"\\u0000\\u000b\\u001b\\u001f\"")]
    [InlineData("/<>&'\u007f\u0080\u2028\ufeff\U0001f600", "\"/<>&'\u007f\u0080\u2028\ufeff\U0001f600\"")]
    public void ToBytes_AString_EscapesOnlyWhatMustBe(string text, string expected) =>
        Assert.Equal(Encoding.UTF8.GetBytes(expected), CanonicalJson.ToBytes(new JsonString(text)));

    [Theory]
    [InlineData('\ud800')]
    [InlineData('\udfff')]
    public void ToBytes_ALoneSurrogate_Throws(char surrogate) =>
        Assert.Throws<EncoderFallbackException>(() => CanonicalJson.ToBytes(new JsonString($"a{surrogate}b")));

    [Fact]
    public void DigestOf_AnEmptyObject_IsTheDigestOfItsTwoBytes() =>
        Assert.Equal(Digest.Of("{}"u8), CanonicalJson.DigestOf(JsonObject.Of()));
}
