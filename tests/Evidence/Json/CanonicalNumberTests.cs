using System.Text;
using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Tests.Json;

public sealed class CanonicalNumberTests
{
    [Theory]
    // RFC 8785 appendix B, every row that has a JSON form.
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void ToBytes_ADoubleOfAppendixB_IsThePrintedText(ulong bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(bits);
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.ToBytes(new JsonNumber(value))));
        var read = Assert.IsType<JsonNumber>(JsonText.Parse(Encoding.UTF8.GetBytes(expected)).Value);
        Assert.Equal(value, read.Value);
    }

    [Theory]
    // RFC 8785 appendix B: the two rows that are errors, and the other infinity.
    [InlineData(0x7fffffffffffffff)]
    [InlineData(0x7ff0000000000000)]
    [InlineData(0xfff0000000000000)]
    public void Constructor_ANumberThatIsNotFinite_Throws(ulong bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonNumber(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData(9007199254740991)]
    [InlineData(-9007199254740991)]
    public void Of_TheLastSafeInteger_IsPrintedInFull(long value) =>
        Assert.Equal($"{value}", JsonNumber.Of(value).ToString());

    [Theory]
    [InlineData(9007199254740992)]
    [InlineData(-9007199254740992)]
    [InlineData(long.MinValue)]
    public void Of_AnIntegerThatADoubleMayChange_Throws(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => JsonNumber.Of(value));
}
