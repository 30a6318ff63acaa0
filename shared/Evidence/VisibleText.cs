using System.Globalization;
using System.Text;

namespace Bookseal.Evidence;

/// <summary>
/// The one place that makes text from outside safe to show. What would move a cursor, colour a terminal, turn the
/// direction of reading or hide between letters is written as its JSON escape: so a line stays one line, and JSON stays
/// the JSON that it was.
/// </summary>
public static class VisibleText
{
    /// <summary>Fillers that are letters or marks to Unicode and show nothing.</summary>
    private const string Blanks = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    /// <summary>The text, with <c>\uXXXX</c> for every character that is not to be seen.</summary>
    public static string Of(string text)
    {
        if (IsVisible(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; )
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done && IsVisible(rune))
                shown.Append(text, at, length);
            else
                foreach (var unit in text.AsSpan(at, length))
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            at += length;
        }

        return shown.ToString();
    }

    /// <summary>At most the first so many UTF-16 units, and never half a character.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    /// <summary>As one line of JSON, for whoever reads a program's output, be it a program or a person.</summary>
    public static string Of(Json.JsonValue value) => Of(value.ToString());

    /// <summary>
    /// False where something in it is not to be seen: control, direction, no width, half a character.
    /// </summary>
    public static bool IsVisible(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is >= ' ' and < '\u007f')
                continue;
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != default || !IsVisible(rune))
                return false;
            at += length - 1;
        }

        return true;
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not UnicodeCategory.Control
                and not UnicodeCategory.Format
                and not UnicodeCategory.LineSeparator
                and not UnicodeCategory.ParagraphSeparator
                and not UnicodeCategory.PrivateUse
        && !(rune.IsBmp && Blanks.Contains((char)rune.Value));
}
