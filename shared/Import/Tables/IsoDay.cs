using System.Text.RegularExpressions;
using Bookseal.Books.Values;

namespace Bookseal.Import.Tables;

/// <summary>The day that ISO 8601 writes, with or without hyphens, and with a time behind it or nothing.</summary>
internal static partial class IsoDay
{
    /// <summary>Null for whatever is written otherwise: what stands behind a day may say that it is none.</summary>
    public static DateOnly? Parse(string text)
    {
        if (Written().Match(text) is not { Success: true, Groups: var parts })
            return null;
        var day = $"{parts["year"].ValueSpan}-{parts["month"].ValueSpan}-{parts["day"].ValueSpan}";
        return Dates.Parse(day).TryGet(out var date, out _) ? date : null;
    }

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})(?<mark>-?)(?<month>[0-9]{2})\k<mark>(?<day>[0-9]{2})"
            + @"([T ] *[0-9]{1,2}:?[0-9]{2}(:?[0-9]{2}([.,][0-9]{1,9})?)?"
            + @" *(Z|UTC|GMT|[AaPp][Mm]|[+-][0-9]{2}(:?[0-9]{2})?)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Written();
}
