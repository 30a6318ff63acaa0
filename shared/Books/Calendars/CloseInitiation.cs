using Bookseal.Books.Values;

namespace Bookseal.Books.Calendars;

/// <summary>How a close came to begin, and by when it has to be done.</summary>
/// <param name="Deadline">The day by whose end it has to be certified.</param>
public sealed record CloseInitiation(
    PeriodCode Period,
    InitiatedBy InitiatedBy,
    DateOnly Deadline,
    ClosePriority Priority
)
{
    public const string DeadlineInvalid = "DEADLINE_INVALID";

    /// <summary>The close that a timer begins.</summary>
    public static CloseInitiation Automatic(PeriodCode period, DateOnly today, BusinessCalendar calendar) =>
        new(period, InitiatedBy.Auto, calendar.Deadline(today), ClosePriority.Normal);

    /// <summary>
    /// The close that a person begins; <c>DEADLINE_INVALID</c> for a day that is over, or over a year ahead.
    /// </summary>
    /// <param name="deadline">Null for the seventh business day.</param>
    public static Result<CloseInitiation> Manual(
        PeriodCode period,
        DateOnly? deadline,
        ClosePriority priority,
        DateOnly today,
        BusinessCalendar calendar
    )
    {
        if (deadline < today)
            return new Fault(
                DeadlineInvalid,
                $"the deadline {Dates.Text(deadline.Value)} is over; today is {Dates.Text(today)}"
            );
        return deadline > today.AddYears(1)
            ? new Fault(DeadlineInvalid, $"the deadline {Dates.Text(deadline.Value)} is over a year ahead")
            : new CloseInitiation(period, InitiatedBy.Manual, deadline ?? calendar.Deadline(today), priority);
    }

    /// <summary>For people: <c>by hand, to be certified until 2026-02-10</c>.</summary>
    public string Words =>
        $"{(InitiatedBy == InitiatedBy.Auto ? "by a timer" : "by hand")}"
        + $"{(Priority == ClosePriority.Normal ? "" : $", {Priority.Text()}")}, "
        + $"to be certified until {Dates.Text(Deadline)}";

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("close_deadline", Dates.Text(Deadline)),
            ("initiated_by", InitiatedBy == InitiatedBy.Auto ? "auto" : "manual"),
            ("period", Period.ToString()),
            ("priority", Priority.Text())
        );

    public static Result<CloseInitiation> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "INITIATION_INVALID");
        var deadline = fields.Text("close_deadline", Dates.Parse);
        var by = fields.Text("initiated_by");
        var period = fields.Text("period", PeriodCode.Parse);
        var priority = fields.Text("priority", ClosePriorities.Parse);
        if (by is not "auto" and not "manual")
            fields.Fail("'initiated_by' is 'auto' or 'manual'");
        return fields.Finish(() =>
            new CloseInitiation(period, by == "auto" ? InitiatedBy.Auto : InitiatedBy.Manual, deadline, priority)
        );
    }
}

public enum InitiatedBy
{
    /// <summary>A timer, on the first business day of the month.</summary>
    Auto,
    Manual,
}

public enum ClosePriority
{
    Normal,
    Urgent,
}

public static class ClosePriorities
{
    public static string Text(this ClosePriority priority) => priority == ClosePriority.Urgent ? "urgent" : "normal";

    public static Result<ClosePriority> Parse(string text) =>
        text switch
        {
            "normal" => ClosePriority.Normal,
            "urgent" => ClosePriority.Urgent,
            _ => new Fault("PRIORITY_INVALID", $"a priority is normal or urgent, not {new JsonString(text)}"),
        };
}
