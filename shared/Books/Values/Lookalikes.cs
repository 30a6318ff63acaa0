using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bookseal.Books.Values;

/// <summary>
/// Letters of other alphabets that look like Latin ones, and what a reader takes them for. The pairs are those of
/// Unicode's confusables (UTS #39) that ordinary fonts do not tell apart.
/// </summary>
public static class Lookalikes
{
    private static readonly FrozenDictionary<char, char> Latin = Pairs(
            // Cyrillic
            ("АВЕЅІЈКМНОРСТУХҮԚԜӀҺ", "ABESIJKMHOPCTYXYQWIH"),
            ("аеѕіјкорсухһԁԛԝӏѵг", "aesijkopcyxhdqwlvr"),
            ("ЁЇЀӐӒӦёїѐӑӓӧӗӱ", "ËÏÈĂÄÖëïèăäöĕÿ"),
            // Greek
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZHIKMNOPTYXCJ"),
            ("αιγκνορυσϲϳάίόύϊ", "aiykvopuocjáíóúï"),
            // Armenian
            ("ՏՍՕՆԼ", "SUOLL"),
            ("օսհոցյզ", "ouhngjq"),
            // Cherokee
            ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏒᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRRSTVWZ"),
            // Lisu
            ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU"),
            // Latin letters that are easily taken for others
            ("ıɑɡɩ", "iagi")
        )
        .ToFrozenDictionary(pair => pair.Seen, pair => pair.Taken);

    /// <summary>Whether the letter is of an alphabet that has letters which look Latin, and is not Latin.</summary>
    public static bool IsForeign(char letter) =>
        letter
            is (>= '\u0370' and <= '\u03ff')
                or (>= '\u1f00' and <= '\u1fff')
                or (>= '\u0400' and <= '\u052f')
                or (>= '\u1c80' and <= '\u1c8f')
                or (>= '\ua640' and <= '\ua69f')
                or (>= '\u0531' and <= '\u0588')
                or (>= '\u13a0' and <= '\u13ff')
                or (>= '\ua4d0' and <= '\ua4ff');

    public static bool IsLatin(char letter) =>
        char.IsAsciiLetter(letter)
        || (letter is (>= '\u00c0' and <= '\u024f') or (>= '\u0250' and <= '\u02af') or (>= '\u1e00' and <= '\u1eff'));

    public static bool LooksLatin(char letter) => IsForeign(letter) && Latin.ContainsKey(letter);

    /// <summary>
    /// What a reader sees: accents kept, letters as the Latin ones that they look like, one kind of dash, no case.
    /// Two ids of one skeleton are one to people.
    /// </summary>
    public static string Skeleton(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToUpperInvariant();
        return string.Create(
                text.Length,
                text,
                (seen, source) =>
                {
                    for (var i = 0; i < seen.Length; i++)
                        seen[i] = IsDash(source[i]) ? '-' : Latin.GetValueOrDefault(source[i], source[i]);
                }
            )
            .ToUpperInvariant();
    }

    private static bool IsDash(char c) =>
        char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c == '\u2212';

    private static IEnumerable<(char Seen, char Taken)> Pairs(
        params IEnumerable<(string Seen, string Taken)> alphabets
    ) => alphabets.SelectMany(alphabet => alphabet.Seen.Zip(alphabet.Taken));
}
