using System.Globalization;

namespace Bookseal.Books.Schedules;

/// <summary>What the first and the last month of a schedule get.</summary>
public enum DayConvention
{
    /// <summary>The month in which it begins counts whole, the month of a disposal not at all.</summary>
    FullMonth,

    /// <summary>Days count.</summary>
    ProRata,
}

public enum DepreciationMethod
{
    StraightLine,
    DecliningBalance,
}

public static class ScheduleTerms
{
    public static string Text(this DayConvention convention) =>
        convention switch
        {
            DayConvention.FullMonth => "full-month",
            DayConvention.ProRata => "pro-rata",
            _ => throw new ArgumentOutOfRangeException(nameof(convention)),
        };

    public static Result<DayConvention> ParseConvention(string text) =>
        text switch
        {
            "full-month" => DayConvention.FullMonth,
            "pro-rata" => DayConvention.ProRata,
            _ => new Fault(
                "SCHEDULE_CONVENTION_INVALID",
                $"a convention is full-month or pro-rata, not {new JsonString(text)}"
            ),
        };

    public static string Text(this DepreciationMethod method) =>
        method switch
        {
            DepreciationMethod.StraightLine => "straight-line",
            DepreciationMethod.DecliningBalance => "declining-balance",
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };

    public static Result<DepreciationMethod> ParseMethod(string text) =>
        text switch
        {
            "straight-line" => DepreciationMethod.StraightLine,
            "declining-balance" => DepreciationMethod.DecliningBalance,
            _ => new Fault(
                "SCHEDULE_METHOD_INVALID",
                $"a method is straight-line or declining-balance, not {new JsonString(text)}"
            ),
        };
}

/// <summary>
/// What of the book value a year takes, in millionths: a twelfth of it each month. A month takes no more than all.
/// </summary>
public readonly record struct YearlyRate(int PartsPerMillion)
{
    public const int MostPartsPerMillion = 12_000_000;
    private const int PercentScale = 10_000;

    /// <summary>Percent a year, with up to four decimals: <c>25</c>, <c>33.3333</c>.</summary>
    public static Result<YearlyRate> ParsePercent(string text)
    {
        if (
            text.Length is > 0 and <= 9
            && char.IsAsciiDigit(text[0])
            && char.IsAsciiDigit(text[^1])
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent * PercentScale is > 0 and <= MostPartsPerMillion and var millionths
            && decimal.IsInteger(millionths)
        )
            return new YearlyRate((int)millionths);
        return new Fault(
            "SCHEDULE_RATE_INVALID",
            "a rate is percent a year, over 0 and at most 1200, with up to four decimals, such as 25 or 33.3333, "
                + $"not {new JsonString(text)}"
        );
    }
}
