using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Costs;

/// <summary>How dates with slashes are meant; unless it is said, one that can be read both ways is refused.</summary>
public enum SlashDates
{
    Unsaid,
    MonthFirst,
    DayFirst,
}

/// <summary>
/// Dates and instants of a cost file: ISO 8601 with or without time, <c>T</c> or a blank between, <c>Z</c>, an offset
/// or nothing (then it is UTC), and <c>5/1/25</c> as spreadsheets write it.
/// </summary>
public static class CostDates
{
    private const string Code = "DATE_INVALID";
    private const string Ambiguous = "DATE_AMBIGUOUS";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss K",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF K",
        "yyyy-MM-dd HH:mm:ss 'UTC'",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mmK",
    ];

    public static Result<SlashDates> ParseOrder(string text) =>
        DateOrder.ParseWord(text) switch
        {
            true => SlashDates.DayFirst,
            false => SlashDates.MonthFirst,
            null => new Fault(Code, $"--dates is mdy (5/1/25 is the first of May) or dmy, not {new JsonString(text)}"),
        };

    /// <summary>The instant, UTC; <c>DATE_INVALID</c>, <c>DATE_AMBIGUOUS</c>.</summary>
    public static Result<DateTime> Parse(string text, SlashDates slashes)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isInstant = DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, utc, out var instant);
        var isInRange = instant.Year is > 1 and < 9999;
        if (isInstant && isInRange)
            return instant;
        return !isInstant && text.Contains('/', StringComparison.Ordinal) ? ParseSlashes(text, slashes) : Invalid(text);
    }

    private static Result<DateTime> ParseSlashes(string text, SlashDates slashes)
    {
        var parts = text.Split('/');
        if (
            parts.Length != 3
            || !TryNumber(parts[0], 2, out var first)
            || !TryNumber(parts[1], 2, out var second)
            || !TryNumber(parts[2], 4, out var year)
            || parts[2].Length is not (2 or 4)
        )
            return Invalid(text);
        if (parts[2].Length == 2)
            year = DateOrder.YearOf(year);
        var canBeEither = first <= 12 && second <= 12 && first != second;
        if (slashes == SlashDates.Unsaid && canBeEither)
            return new Fault(
                Ambiguous,
                $"{new JsonString(text)} may be the {first}th month or the {first}th day; "
                    + "say --dates mdy, or --dates dmy"
            );
        var isMonthFirst = slashes == SlashDates.MonthFirst || (slashes == SlashDates.Unsaid && first <= 12);
        var (month, day) = isMonthFirst ? (first, second) : (second, first);
        return month is >= 1 and <= 12 && year is > 1 and < 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)
            : Invalid(text);
    }

    private static bool TryNumber(string text, int mostDigits, out int number)
    {
        number = 0;
        return text.Length <= mostDigits
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static Fault Invalid(string text) =>
        new(Code, $"{new JsonString(text)} is not a date such as 2026-01-31 or 2026-01-31T00:00:00Z");
}
