using Bookseal.Books.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Calendars;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar Plain = Of(CalendarSettings.Default, "UTC");

    /// <summary>2026-02-01 is a Sunday.</summary>
    private static readonly DateOnly Sunday = new(2026, 2, 1);

    [Theory]
    [InlineData("2026-02-01", 1, "2026-02-02")]
    [InlineData("2026-02-02", 1, "2026-02-02")]
    [InlineData("2026-02-01", 5, "2026-02-06")]
    [InlineData("2026-02-01", 7, "2026-02-10")]
    [InlineData("2026-02-06", 2, "2026-02-09")]
    [InlineData("2026-02-07", 2, "2026-02-10")]
    public void BusinessDay_OfAStart_CountsTheStartOnlyIfItIsOne(string start, int number, string expected) =>
        Assert.Equal(Day(expected), Plain.BusinessDay(Day(start), number));

    [Fact]
    public void Target_AndDeadline_AreTheFifthAndTheSeventhBusinessDay()
    {
        var calendar = Of(CalendarSettings.Default with { Holidays = [Day("2026-02-03")] }, "UTC");
        Assert.Equal((Day("2026-02-09"), Day("2026-02-11")), (calendar.Target(Sunday), calendar.Deadline(Sunday)));
    }

    [Fact]
    public void FirstBusinessDayOfMonth_OfANewYearsDayOnAThursday_IsTheFriday()
    {
        var calendar = Of(CalendarSettings.Default with { Holidays = [Day("2026-01-01")] }, "UTC");
        Assert.Equal(Day("2026-01-02"), calendar.FirstBusinessDayOfMonth(Day("2026-01-31")));
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-06", "2026-03-06T22:00:00Z")]
    [InlineData("America/New_York", "2026-03-09", "2026-03-09T21:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-26", "2026-10-26T16:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-02-02", "2026-02-02T11:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-02-02", "2026-02-02T03:00:00Z")]
    public void DueAt_OfADay_IsFiveInTheAfternoonThere(string zone, string day, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            Of(CalendarSettings.Default, zone).DueAt(Day(day))
        );

    [Theory]
    [InlineData("America/New_York", "2026-03-08", 2, 30, "2026-03-08T07:30:00Z")] // left out: half past three
    [InlineData("America/New_York", "2026-11-01", 1, 30, "2026-11-01T06:30:00Z")] // twice: the second time
    [InlineData("Pacific/Apia", "2011-12-29", 17, 0, "2011-12-30T03:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", 17, 0, "2011-12-31T03:00:00Z")] // the whole day left out
    [InlineData("Pacific/Apia", "2011-12-31", 17, 0, "2011-12-31T03:00:00Z")]
    public void InstantOf_ATimeThatTheClocksLeaveOutOrPassTwice_IsNotBeforeIt(
        string zone,
        string day,
        int hour,
        int minute,
        string expected
    ) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            Of(CalendarSettings.Default, zone).InstantOf(Day(day), new(hour, minute))
        );

    [Fact]
    public void BusinessDay_OfAnyNumber_HasSoManyBusinessDaysElapsed() =>
        Property.Holds(
            Cases(),
            known =>
            {
                var day = known.Calendar.BusinessDay(known.Start, known.Number);
                return known.Calendar.IsBusinessDay(day)
                    && day >= known.Start
                    && known.Calendar.BusinessDaysElapsed(known.Start, day) == known.Number;
            }
        );

    [Fact]
    public void AddBusinessDays_InTwoSteps_IsTheSameAsInOne() =>
        Property.Holds(
            Cases(),
            known =>
                known.Calendar.AddBusinessDays(known.Calendar.AddBusinessDays(known.Start, known.Number), 3)
                == known.Calendar.AddBusinessDays(known.Start, known.Number + 3)
        );

    [Fact]
    public void DueAt_OfDaysInOrder_IsInOrderAndNeverBeforeFive() =>
        Property.Holds(
            Cases(),
            known =>
            {
                var (due, next) = (known.Calendar.DueAt(known.Start), known.Calendar.DueAt(known.Start.AddDays(1)));
                var local = known.Calendar.LocalTimeOf(due).DateTime;
                return due <= next && local >= known.Start.ToDateTime(new(17, 0)) && due.Offset == TimeSpan.Zero;
            },
            times: 2000
        );

    [Theory]
    [InlineData("""{"weekend":["friday","saturday"]}""", 2, 0)]
    [InlineData("""{"weekend":[]}""", 0, 0)]
    [InlineData("""{"holidays":["2026-12-25","2026-01-01"]}""", 2, 2)]
    public void Settings_FromJson_RoundTripInOrder(string text, int weekend, int holidays)
    {
        var settings = Read(text).Value;
        Assert.Equal((weekend, holidays), (settings.Weekend.Count, settings.Holidays.Count));
        Assert.Equal(settings.Holidays.Order(), settings.Holidays);
        var again = CalendarSettings.FromJson(settings.ToJson()).Value;
        Assert.Equal(settings.ToJson().ToString(), again.ToJson().ToString());
    }

    [Theory]
    [InlineData("""{"weekend":["Saturday"]}""", "a day is monday")]
    [InlineData("""{"weekend":["6"]}""", "a day is monday")]
    [InlineData("""{"weekend":["sunday","sunday"]}""", "twice in 'weekend'")]
    [InlineData(
        """{"weekend":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]}""",
        "no day to work on"
    )]
    [InlineData("""{"holidays":["2026-02-30"]}""", "a date is")]
    [InlineData("""{"holidays":["2026-01-01","2026-01-01"]}""", "twice in 'holidays'")]
    [InlineData("""{"holidays":"2026-01-01"}""", "wrong type")]
    [InlineData("""{"zone":"UTC"}""", "unknown member 'zone'")]
    public void Settings_ThatAreNone_AreRefusedSayingWhy(string text, string why)
    {
        var fault = Read(text).Fault;
        Assert.Equal("CALENDAR_INVALID", fault.Code);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OfMoreHolidaysThanTheLimit_AreRefused()
    {
        var days = Enumerable.Range(0, Limits.CalendarHolidays + 1).Select(Sunday.AddDays);
        var settings = new CalendarSettings([], [.. days]);
        Assert.Contains(
            "at most",
            CalendarSettings.FromJson(settings.ToJson()).Fault.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Whole weeks of holidays; zones that skipped a day or moved their clocks by half an hour.</summary>
    private static Gen<Case> Cases() =>
        from weekend in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
        where weekend.Count < 7
        from start in Gen.Choose(0, 9_000)
        from holidays in Gen.ListOf(Gen.Choose(0, 40))
        from number in Gen.Choose(1, 30)
        from zone in Gen.Elements(
            "UTC",
            "America/New_York",
            "Pacific/Apia",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Africa/Casablanca"
        )
        let day = new DateOnly(2005, 1, 1).AddDays(start)
        let settings = new CalendarSettings([.. weekend], [.. holidays.Distinct().Order().Select(day.AddDays)])
        select new Case(Of(settings, zone), day, number);

    [Theory]
    [InlineData("America/Denver")]
    [InlineData("Pacific/Kiritimati")]
    public void DueAt_TheEndsOfTheCalendar_IsAnInstant(string zone)
    {
        var calendar = Of(CalendarSettings.Default, zone);
        Assert.Equal(9999, calendar.DueAt(calendar.AddBusinessDays(DateOnly.MaxValue, 3)).Year);
        Assert.Equal(1, calendar.InstantOf(DateOnly.MinValue, TimeOnly.MinValue).Year);
    }

    private static BusinessCalendar Of(CalendarSettings settings, string zone) =>
        new(settings, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateOnly Day(string text) => Books.Values.Dates.Parse(text).Value;

    private static Result<CalendarSettings> Read(string text) =>
        CalendarSettings.FromJson(JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(text)).Value);

    private sealed record Case(BusinessCalendar Calendar, DateOnly Start, int Number);
}
