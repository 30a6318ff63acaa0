using Bookseal.Books.Values;

namespace Bookseal.Books.Calendars;

/// <summary>Which days a company does not work: <c>calendar</c> of <c>bookseal.json</c>.</summary>
/// <param name="Weekend">Of every week; at most six of them.</param>
/// <param name="Holidays">In order, none twice. On a weekend day one changes nothing.</param>
public sealed record CalendarSettings(IReadOnlyList<DayOfWeek> Weekend, IReadOnlyList<DateOnly> Holidays)
{
    /// <summary>Saturday and Sunday, and no holidays: what is meant where a company says nothing.</summary>
    public static CalendarSettings Default { get; } = new([DayOfWeek.Saturday, DayOfWeek.Sunday], []);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("holidays", JsonArray.OfTexts(Holidays.Select(Dates.Text))),
            ("weekend", JsonArray.OfTexts(Weekend.Select(NameOf)))
        );

    /// <summary>A member that is left out is as in <see cref="Default"/>.</summary>
    public static Result<CalendarSettings> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "CALENDAR_INVALID");
        var holidays = fields.Has("holidays") ? fields.Texts("holidays", Dates.Parse) : Default.Holidays;
        var weekend = fields.Has("weekend") ? fields.Texts("weekend", ParseDay) : Default.Weekend;
        if (weekend.Distinct().Count() != weekend.Count)
            fields.Fail("a day stands twice in 'weekend'");
        if (weekend.Count > 6)
            fields.Fail("'weekend' leaves no day to work on");
        if (holidays.Distinct().Count() != holidays.Count)
            fields.Fail("a day stands twice in 'holidays'");
        if (holidays.Count > Limits.CalendarHolidays)
            fields.Fail($"'holidays' has at most {Limits.CalendarHolidays} days, and this one {holidays.Count}");
        return fields.Finish(() => new CalendarSettings(weekend, [.. holidays.Order()]));
    }

    private static Result<DayOfWeek> ParseDay(string text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
            if (NameOf(day) == text)
                return day;
        return new Fault("WEEKDAY_INVALID", $"a day is monday, tuesday, ... or sunday, not {new JsonString(text)}");
    }

    private static string NameOf(DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Monday => "monday",
            DayOfWeek.Tuesday => "tuesday",
            DayOfWeek.Wednesday => "wednesday",
            DayOfWeek.Thursday => "thursday",
            DayOfWeek.Friday => "friday",
            DayOfWeek.Saturday => "saturday",
            DayOfWeek.Sunday => "sunday",
            _ => throw new ArgumentOutOfRangeException(nameof(day)),
        };
}
