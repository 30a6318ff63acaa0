using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Bookseal.Books.Values;

/// <summary>
/// What of a text stays the same from month to month: its letters, without numbers, signs and the (English) names of
/// months.
/// </summary>
public static partial class TextLikeness
{
    private const int FewestLetters = 3;

    private static readonly FrozenSet<string> Months = FrozenSet.Create(
        StringComparer.Ordinal,
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "SEPT",
        "OCT",
        "NOV",
        "DEC"
    );

    /// <summary>Empty where too few letters are left to say anything.</summary>
    public static string Of(string text)
    {
        var words = Words().Matches(text).Select(word => word.Value.ToUpperInvariant());
        var key = string.Join(' ', words.Where(word => !Months.Contains(word)));
        return key.Length < FewestLetters ? "" : key;
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
