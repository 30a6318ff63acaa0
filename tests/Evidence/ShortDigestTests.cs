using System.Text;

namespace Bookseal.Evidence.Tests;

public sealed class ShortDigestTests
{
    /// <summary>They are the names themselves: here all of up to two bytes, and some longer ones.</summary>
    [Fact]
    public void OfName_ShortNames_AreAllDifferent()
    {
        var keys = new HashSet<ShortDigest> { ShortDigest.OfName([]) };
        for (var first = 0; first < 256; first++)
        {
            Assert.True(keys.Add(ShortDigest.OfName([(byte)first])));
            for (var second = 0; second < 256; second++)
                Assert.True(keys.Add(ShortDigest.OfName([(byte)first, (byte)second])));
        }

        for (var length = 3; length <= ShortDigest.ShortNameBytes; length++)
            Assert.True(keys.Add(ShortDigest.OfName(new byte[length])));
    }

    [Fact]
    public void OfName_OneByteMoreThanShort_IsTheFirstHalfOfItsDigest()
    {
        var name = new byte[ShortDigest.ShortNameBytes + 1];
        Assert.Equal(ShortDigest.Of(Digest.Of(name)), ShortDigest.OfName(name));
        Assert.NotEqual(ShortDigest.Of(Digest.Of(name.AsSpan(1))), ShortDigest.OfName(name.AsSpan(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("JE-00000001")]
    [InlineData("Ä-fünfzehn-übb")]
    [InlineData("an id that is longer than a short name")]
    public void Of_AText_IsAsOfItsBytes(string text) =>
        Assert.Equal(ShortDigest.OfName(Encoding.UTF8.GetBytes(text)), ShortDigest.Of(text));

    /// <summary>Tables take their places from the low bits.</summary>
    [Fact]
    public void GetHashCode_OfNamesInARow_IsSpreadEvenly()
    {
        var places = new int[64];
        for (var number = 0; number < 64_000; number++)
            places[ShortDigest.Of($"JE-{number:D8}").GetHashCode() & 63]++;
        Assert.All(places, count => Assert.InRange(count, 800, 1_200));
    }
}
