using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Tests.Json;

public sealed class JsonObjectTests
{
    [Fact]
    public void Of_AMemberWithoutValue_IsLeftOut() =>
        Assert.Equal("""{"a":1,"c":true}""", JsonObject.Of(("c", true), ("b", (string?)null), ("a", 1)).ToString());

    [Fact]
    public void Of_ANameTwice_Throws() => Assert.Throws<ArgumentException>(() => JsonObject.Of(("a", 1), ("a", 2)));

    [Fact]
    public void With_ANewAnExistingAndANullMember_AddsReplacesAndRemoves()
    {
        var source = JsonObject.Of(("a", 1), ("b", 2));
        Assert.Equal("""{"a":1,"b":2,"c":3}""", source.With("c", 3).ToString());
        Assert.Equal("""{"a":9,"b":2}""", source.With("a", 9).ToString());
        Assert.Equal("""{"b":2}""", source.With("a", null).ToString());
        Assert.Equal("""{"a":1,"b":2}""", source.ToString());
    }
}
