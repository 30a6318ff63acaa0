namespace Bookseal.Storage.Tests.Objects;

public sealed class ObjectPathTests
{
    [Theory]
    [InlineData("journal/acme/2026-01/00001.ndjson", true)]
    [InlineData("a", true)]
    [InlineData("a/b@2_c-d.e", true)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("a/../b", false)]
    [InlineData("a/.b", false)]
    [InlineData(".a", false)]
    [InlineData("a b", false)]
    [InlineData("a\\b", false)]
    [InlineData("ä", false)]
    [InlineData("a\u0000", false)]
    public void Path_OfSegments_IsGoodOrNot(string path, bool isGood) => Assert.Equal(isGood, ObjectPath.IsGood(path));

    [Fact]
    public void Path_ThatIsTooLong_IsNotGood()
    {
        Assert.True(ObjectPath.IsGood(new string('a', 1024)));
        Assert.False(ObjectPath.IsGood(new string('a', 1025)));
    }
}
