using System.Globalization;
using System.Text;

namespace Bookseal.Books.Values;

/// <summary>
/// How names, ids and references are spelt that are compared letter by letter: two that look alike must be alike. Words
/// of any one alphabet are fine, and words of several beside each other; a word that hides a foreign letter among Latin
/// ones is not (the restriction level "moderately" of UTS #39, for a word).
/// </summary>
public static class IdSpelling
{
    public const string NotComposed = "TEXT_NOT_COMPOSED";
    public const string FullWidth = "TEXT_FULL_WIDTH";
    public const string MixedAlphabets = "TEXT_MIXED_ALPHABETS";

    /// <summary>Null where it is well spelt; the message names the text, and what to write instead.</summary>
    public static Fault? Check(string text)
    {
        if (Ascii.IsValid(text))
            return null;
        var shown = VisibleText.Of(new JsonString(text));
        if (FindLoneMark(text) is { } mark)
            return new(
                NotComposed,
                $"{shown} has an accent apart from its letter (U+{(int)mark:X4}); "
                    + "write the letter with its accent in one (NFC)"
            );
        if (text.AsSpan().ContainsAnyInRange('\uff01', '\uff5e'))
            return new(FullWidth, $"{shown} has full-width letters; write {HalfWidth(text)}");
        foreach (var token in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (token.Any(Lookalikes.IsLatin) && FindHidden(token) is { } hidden)
                return new(
                    MixedAlphabets,
                    $"{shown} has a letter of another alphabet that looks Latin, {hidden} (U+{(int)hidden:X4}), "
                        + "among Latin ones; write the word in one alphabet"
                );
        return null;
    }

    /// <summary>
    /// A mark that stands on a letter which takes none, or twice, or over anything; a sign that is a letter's double.
    /// Marks that the writing of Indic, Thai, Arabic or Hebrew words needs stand on letters of those. Told by the
    /// characters alone: the runtime has no tables of normal forms here.
    /// </summary>
    private static char? FindLoneMark(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (
                IsDouble(text[i])
                || (
                    IsMark(text[i])
                    && (i == 0 || text[i - 1] == text[i] || TakesNone(text[i - 1]) || IsGeneral(text[i]))
                )
            )
                return text[i];
        return null;
    }

    /// <summary>The signs for ohm, kelvin and angstrom; pieces of Korean syllables.</summary>
    private static bool IsDouble(char c) => c is '\u2126' or '\u212a' or '\u212b' or (>= '\u1100' and <= '\u11ff');

    private static string HalfWidth(string text) =>
        string.Concat(text.Select(c => c is >= '\uff01' and <= '\uff5e' ? (char)(c - '\uff01' + '!') : c));

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool TakesNone(char before) =>
        before <= '~'
        || Lookalikes.IsLatin(before)
        || Lookalikes.IsForeign(before)
        || !char.IsLetter(before)
            && !IsMark(before)
            && char.GetUnicodeCategory(before) != UnicodeCategory.SpacingCombiningMark;

    /// <summary>Marks of no alphabet of their own: they are laid over anything.</summary>
    private static bool IsGeneral(char mark) =>
        mark
            is (>= '\u0300' and <= '\u036f')
                or (>= '\u1ab0' and <= '\u1aff')
                or (>= '\u1dc0' and <= '\u1dff')
                or (>= '\u20d0' and <= '\u20ff')
                or (>= '\ufe20' and <= '\ufe2f')
                or '\u3099'
                or '\u309a';

    /// <summary>
    /// A letter that looks Latin and is not, in a run of letters that has Latin ones or has nothing that would show of
    /// which alphabet it is.
    /// </summary>
    private static char? FindHidden(string token)
    {
        for (var i = 0; i < token.Length; )
        {
            var end = i;
            while (end < token.Length && char.IsLetter(token[end]))
                end++;
            var run = token.AsSpan(i, end - i);
            if (HiddenIn(run) is { } hidden)
                return hidden;
            i = end + 1;
        }

        return null;
    }

    private static char? HiddenIn(ReadOnlySpan<char> run)
    {
        var (hidden, hasLatin, showsItself) = ((char?)null, false, false);
        foreach (var c in run)
        {
            if (Lookalikes.LooksLatin(c))
                hidden ??= c;
            else if (Lookalikes.IsLatin(c))
                hasLatin = true;
            else
                showsItself = true;
        }

        return hasLatin || !showsItself ? hidden : null;
    }
}
