namespace Bookseal.Documents.Pdf;

/// <summary>
/// WinAnsiEncoding (ISO 32000-1, annex D.2): Latin-1 with further marks in the range that Latin-1 leaves to controls.
/// </summary>
internal static class WinAnsi
{
    /// <summary>The characters of the codes 80 to 9F; a NUL where the encoding has none.</summary>
    private const string Upper =
        "\u20ac\0\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\0\u017d\0"
        + "\0\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\0\u017e\u0178";

    /// <summary>
    /// The text in characters that the encoding has: spaces for controls and what breaks lines, a hyphen for the minus
    /// sign and other hyphens, <c>?</c> for everything else, a pair of surrogates being one.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp ? Nearest((char)rune.Value) : '?');
        return clean.ToString();
    }

    /// <param name="character">One that <see cref="Clean"/> returns.</param>
    public static byte CodeOf(char character)
    {
        if (character is >= ' ' and <= '~' or >= '\u00a0' and <= '\u00ff')
            return (byte)character;
        var at = character == '\0' ? -1 : Upper.IndexOf(character, StringComparison.Ordinal);
        return at < 0 ? (byte)'?' : (byte)(0x80 + at);
    }

    private static char Nearest(char character) =>
        character switch
        {
            < ' ' or '\u0085' or '\u2028' or '\u2029' => ' ',
            '\u2007' or '\u202f' => '\u00a0',
            >= '\u2000' and <= '\u200a' or '\u205f' or '\u3000' => ' ',
            '\u2010' or '\u2011' or '\u2212' => '-',
            _ => CodeOf(character) == '?' ? '?' : character,
        };
}
