using System.Globalization;
using Bookseal.Books.Calendars;
using Bookseal.Books.Runs;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>What the texts of a notice are made of: texts, whole numbers, and lists of objects of texts.</summary>
public static class NoticeValues
{
    /// <summary>
    /// Nobody wants to hear of a task that is done, of a run that is over, or to certify what is certified.
    /// </summary>
    /// <param name="close">The period's close as it is now; null where it is not running.</param>
    public static bool IsOvertaken(Notice notice, FollowedClose? close)
    {
        if (notice.Kind == NoticeKind.CriticalException)
            return false;
        if (close is null || notice.Run != close.Run)
            return true;
        // Sent back from its certification, it is prepared anew, and that is another reason.
        if (notice.Kind == NoticeKind.ReadyForCertification && close.Status != RunStatus.Completed.Text())
            return true;
        if (notice.Task is not { } number)
            return false;
        return close.Find(number) is not { IsDone: false } task || IsAnothers(notice, task);
    }

    /// <summary>It was given to somebody else meanwhile, or waits again for what was to be done before it.</summary>
    private static bool IsAnothers(Notice notice, FollowedTask task) =>
        notice.Kind == NoticeKind.TaskAssigned
        && (
            task.ReadyOn is null
            || (notice.Audiences is [{ Person: { } person }] && task.Assignee is { } other && person != other)
        );

    public static JsonObject Of(Notice notice, FollowedClose? close, BusinessCalendar calendar, DateOnly today)
    {
        List<(string Name, JsonValue? Value)> values =
        [
            .. notice.Values.Members.Select(member => (member.Key, (JsonValue?)member.Value)),
            ("period", notice.Period.ToString()),
        ];
        if (close is not null)
            values.AddRange(OfClose(close, calendar, today));
        if (notice.Task is { } number && close?.Find(number) is { } task)
            values.AddRange(OfTask(close, task));
        return JsonObject.Of([.. values]);
    }

    /// <summary>The figures that a certifier looks at first.</summary>
    public static JsonObject With(JsonObject values, IncomeStatement result)
    {
        var (revenue, gross) = (result.TotalRevenue.PeriodMinor, result.GrossProfit.PeriodMinor);
        return values
            .With("currency", result.Currency.ToString())
            .With("gross_profit", Money.Display(gross, result.Currency))
            .With("gp_margin", MarginOf(gross, revenue))
            .With("net_income", Money.Display(result.NetIncome.PeriodMinor, result.Currency))
            .With("revenue", Money.Display(revenue, result.Currency));
    }

    private static (string, JsonValue?)[] OfClose(FollowedClose close, BusinessCalendar calendar, DateOnly today)
    {
        var blocked = close.Tasks.Where(task => task.State == FollowedState.Blocked).ToList();
        return
        [
            ("blocked_count", blocked.Count),
            (
                "blocked_tasks",
                new JsonArray(
                    blocked.Select(task => JsonObject.Of(("name", task.Name), ("reason", task.Obstacle ?? "late")))
                )
            ),
            ("business_day", close.BusinessDayNumber(calendar, today)),
            ("completed_count", close.Done),
            ("completion_percent", close.PercentDone),
            ("deadline", DayText(close.Deadline)),
            ("in_progress_count", close.Tasks.Count(task => task.State == FollowedState.InProgress)),
            ("status", close.Status),
            ("target_date", DayText(calendar.Target(close.StartedOn))),
            ("target_days", BusinessCalendar.TargetDay),
            ("total_count", close.Tasks.Count),
        ];
    }

    private static (string, JsonValue?)[] OfTask(FollowedClose close, FollowedTask task) =>
        [
            ("assignee", task.Assignee?.ToString() ?? "nobody"),
            ("blocking_count", close.CountWaiting(task.Number)),
            ("due_date", DayText(task.Due)),
            ("priority", task.Priority),
            ("task_description", task.Description),
            ("task_name", task.Name),
            ("task_number", task.Number),
        ];

    /// <summary>In per cent with one decimal, rounded half away from zero; a dash where nothing was sold.</summary>
    private static string MarginOf(Int128 gross, Int128 revenue)
    {
        if (revenue == 0)
            return "–";
        var perMille = checked(gross * 10_000 / revenue);
        var rounded = (perMille + (perMille < 0 ? -5 : 5)) / 10;
        var sign = rounded < 0 ? "-" : "";
        var (whole, tenth) = (Int128.Abs(rounded) / 10, Int128.Abs(rounded) % 10);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{tenth}");
    }

    private static string DayText(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);
}
