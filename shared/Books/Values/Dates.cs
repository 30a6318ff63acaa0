using System.Globalization;

namespace Bookseal.Books.Values;

/// <summary>Dates and instants as the formats write them.</summary>
public static class Dates
{
    public static Result<DateOnly> Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : new Fault("DATE_INVALID", $"a date is YYYY-MM-DD, not {new JsonString(text)}");

    /// <summary>Whether the UTF-8 text is what <see cref="Parse"/> takes; nothing is allocated.</summary>
    internal static bool IsDate(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[10];
        if (text.Length != characters.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
            characters[i] = (char)text[i];
        return DateOnly.TryParseExact(
            characters,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );
    }

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>UTC with milliseconds: <c>2026-02-03T09:00:00.000Z</c>.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static Result<DateTimeOffset> ParseInstant(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : new Fault("INSTANT_INVALID", $"an instant is UTC with milliseconds, not {new JsonString(text)}");
}
