using Bookseal.Books.Calendars;

namespace Bookseal.Books.Tests.Calendars;

public sealed class CloseInitiationTests
{
    private static readonly BusinessCalendar Calendar = new(CalendarSettings.Default, TimeZoneInfo.Utc);

    /// <summary>A Monday.</summary>
    private static readonly DateOnly Today = new(2026, 2, 2);

    [Fact]
    public void Automatic_OnTheFirstBusinessDay_IsDueOnTheSeventh() =>
        Assert.Equal(
            new CloseInitiation(Some.January, InitiatedBy.Auto, new(2026, 2, 10), ClosePriority.Normal),
            CloseInitiation.Automatic(Some.January, Today, Calendar)
        );

    [Fact]
    public void Manual_WithADeadline_KeepsItUnlessItIsOver()
    {
        Assert.Equal(Today, Manual(Today).Value.Deadline);
        Assert.Equal(new DateOnly(2026, 2, 10), Manual(null).Value.Deadline);
        Assert.Equal(CloseInitiation.DeadlineInvalid, Manual(Today.AddDays(-1)).Fault.Code);
        Assert.True(Manual(Today.AddYears(1)).IsOk);
        Assert.Equal(CloseInitiation.DeadlineInvalid, Manual(Today.AddYears(1).AddDays(1)).Fault.Code);
    }

    [Fact]
    public void Json_OfAnInitiation_RoundTrips()
    {
        var urgent = Manual(Today).Value;
        Assert.Equal(
            """{"close_deadline":"2026-02-02","initiated_by":"manual","period":"2026-01","priority":"urgent"}""",
            urgent.ToJson().ToString()
        );
        Assert.Equal(urgent, CloseInitiation.FromJson(urgent.ToJson()).Value);
        Assert.Equal(
            "INITIATION_INVALID",
            CloseInitiation.FromJson(urgent.ToJson().With("priority", "high")).Fault.Code
        );
        Assert.Equal(
            "INITIATION_INVALID",
            CloseInitiation.FromJson(urgent.ToJson().With("initiated_by", "x")).Fault.Code
        );
    }

    private static Result<CloseInitiation> Manual(DateOnly? deadline) =>
        CloseInitiation.Manual(Some.January, deadline, ClosePriority.Urgent, Today, Calendar);
}
