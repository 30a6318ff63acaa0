using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Import.Tables;

/// <summary>
/// Dates of a file: ISO, with or without a time or hyphens; those that are read one way, since they begin with the year
/// or name the month in English; and those with slashes, points or hyphens whose order of day and month the file
/// decides, or somebody said.
/// </summary>
/// <param name="said">True: the day comes first. Null: nobody said.</param>
internal sealed class DateOrder(bool? said)
{
    private const int LastOfThisCentury = 68;

    private static readonly string[] ReadOneWay =
    [
        "yyyy/M/d",
        "yyyy.M.d",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d-MMM-yyyy",
        "MMM d, yyyy",
        "MMMM d, yyyy",
    ];

    private bool? _dayFirst = said;
    private (string Text, string Where) _doubtful;

    /// <summary>Null as long as no date tells.</summary>
    public bool? IsDayFirst => _dayFirst;

    public void Look(string text, string where)
    {
        if (_dayFirst is not null || PartsOf(text) is not var (first, second, _) || first == second)
            return;
        if (first > 12 || second > 12)
            _dayFirst = first > 12;
        else if (_doubtful.Text is null)
            _doubtful = (text, where);
    }

    /// <summary><c>DATE_AMBIGUOUS</c> where no date of the file tells.</summary>
    public Fault? Check() =>
        _dayFirst is null && _doubtful.Text is not null
            ? new Fault(
                "DATE_AMBIGUOUS",
                $"{new JsonString(_doubtful.Text)} is read two ways, and no date of the file tells which: say --dates "
                    + "dmy or --dates mdy"
            )
            {
                Where = _doubtful.Where,
            }
            : null;

    /// <summary>Whether somebody has to know which number is the day.</summary>
    public static bool HasOrder(string text) => PartsOf(text) is not null;

    /// <summary>Whether the day comes first; null for what is no word for an order.</summary>
    public static bool? ParseWord(string word) =>
        word.ToUpperInvariant() switch
        {
            "DMY" or "DD/MM/YYYY" or "DD.MM.YYYY" or "DD-MM-YYYY" => true,
            "MDY" or "MM/DD/YYYY" or "MM-DD-YYYY" => false,
            _ => null,
        };

    public Result<DateOnly> Parse(string text)
    {
        if (IsoDay.Parse(text) is { } iso)
            return iso;
        if (DateOnly.TryParseExact(text, ReadOneWay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        if (PartsOf(text) is var (first, second, year))
        {
            var (day, month) = _dayFirst == false ? (second, first) : (first, second);
            if (Dates.Parse($"{year:D4}-{month:D2}-{day:D2}").TryGet(out date, out _))
                return date;
        }

        return new Fault("DATE_INVALID", $"{new JsonString(text)} is no date such as 2026-01-31");
    }

    /// <summary>A year of two digits, as POSIX reads it: 68 is 2068, and 69 is 1969.</summary>
    public static int YearOf(int twoDigits) => twoDigits + (twoDigits > LastOfThisCentury ? 1900 : 2000);

    /// <summary>
    /// Null for what is no such date; <c>26-01-31</c> is none: hyphens are ISO's, and nobody knows which end has the
    /// year.
    /// </summary>
    private static (int First, int Second, int Year)? PartsOf(string text)
    {
        var parts = text.Split('/', '.', '-');
        var isDate = parts.Length == 3 && parts[0].Length <= 2 && parts[1].Length <= 2 && parts[2].Length is 2 or 4;
        if (!isDate || (parts[2].Length == 2 && text.Contains('-', StringComparison.Ordinal)))
            return null;
        var numbers = parts
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
            .ToList();
        if (numbers.Contains(-1))
            return null;
        return (numbers[0], numbers[1], parts[2].Length == 2 ? YearOf(numbers[2]) : numbers[2]);
    }
}
