using System.Text;
using Bookseal.Evidence.Json;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain text, caf\u00e9, \u4e2d\u6587, \ud83d\ude00", null)]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    [InlineData("a\nb\tc\0", "a\\u000ab\\u0009c\\u0000")]
    [InlineData("\u007f\u0085\u009b", "\\u007f\\u0085\\u009b")]
    [InlineData("\u202eabc\u202c", "\\u202eabc\\u202c")]
    [InlineData("\u2066\u2067\u2068\u2069\u200e\u200f\u061c", "\\u2066\\u2067\\u2068\\u2069\\u200e\\u200f\\u061c")]
    [InlineData("\u200b\u200c\u200d\u2060\ufeff\u00ad", "\\u200b\\u200c\\u200d\\u2060\\ufeff\\u00ad")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\udb40\udc41", "\\udb40\\udc41")] // a tag character
    [InlineData("\u3164\u115f", "\\u3164\\u115f")] // fillers
    public void Of_Text_EscapesWhatIsNotToBeSeen(string text, string? shown)
    {
        Assert.Equal(shown ?? text, VisibleText.Of(text));
        Assert.Equal(shown is null, VisibleText.IsVisible(text));
    }

    [Fact]
    public void Of_HalfACharacter_IsItsEscape() => Assert.Equal("\\ud800x", VisibleText.Of("\ud800x"));

    /// <summary>Escapes are JSON's own: whoever parses the output gets what was there.</summary>
    [Fact]
    public void Of_Json_IsTheSameValueAndOneVisibleLine() =>
        Property.Holds(
            Gen.Choose(0, 0xffff).ArrayOf().Select(units => string.Concat(units.Select(unit => (char)unit))),
            text =>
            {
                var value = new JsonString(string.Concat(text.EnumerateRunes()));
                var shown = VisibleText.Of(value);
                return VisibleText.IsVisible(shown)
                    && JsonText.Parse(Encoding.UTF8.GetBytes(shown)).Value.ToString() == value.ToString();
            },
            times: 2000
        );
}
