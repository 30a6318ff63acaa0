using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Notifications;

/// <summary>A close of January that begins on Monday, 2 February 2026, in a company that keeps a holiday.</summary>
internal static class LateMonth
{
    public static readonly CompanyProfile Company = CompanyProfile
        .FromJson(
            JsonText
                .ParseObject(
                    """
                    {"base_currency":"USD","books_start":"2026-01-01","fiscal_year_end_month":12,"name":"Acme",
                    "calendar":{"holidays":["2026-02-04"]},"finance_lead":"fay","owner":"olga","senior_finance":"sam",
                    "retained_earnings":"3200","team":[
                    {"id":"nora","manager":"graham","name":"Nora","role":"preparer"},
                    {"id":"graham","manager":"olga","name":"Graham","role":"reviewer"},
                    {"id":"fay","name":"Fay","role":"reviewer"},{"id":"sam","name":"Sam","role":"reviewer"},
                    {"id":"olga","name":"Olga","role":"approver"}],
                    "tenant":"acme","time_zone":"America/New_York"}
                    """u8
                )
                .Value
        )
        .Value;

    public static readonly BusinessCalendar Calendar = Company.BusinessDays;

    public static readonly DateOnly Start = new(2026, 2, 2);

    public static readonly RunId Run = RunId.Of(Some.Tenant, Some.January, 1);

    /// <summary>Due on the days of tasks 3, 6 and 17; 6 waits for 3, and 17 for both.</summary>
    public static FollowedClose Close { get; } =
        new(
            Some.January,
            Run,
            "in_progress",
            Start,
            Calendar.Deadline(Start),
            [Task(3, 2, "nora", []) with { ReadyOn = Start }, Task(6, 2, "nora", [3]), Task(17, 4, "graham", [3, 6])]
        );

    public static FollowedTask Task(int number, int dueDay, string assignee, int[] dependsOn) =>
        new(
            number,
            $"Task {number}",
            "What to do.",
            "P0",
            Calendar.BusinessDay(Start, dueDay),
            Some.Person(assignee),
            FollowedState.Pending,
            null,
            null,
            dependsOn
        );

    public static FollowedClose With(this FollowedClose close, int number, Func<FollowedTask, FollowedTask> change) =>
        close with
        {
            Tasks = [.. close.Tasks.Select(task => task.Number == number ? change(task) : task)],
        };

    /// <summary>Done on a day; what waited for it alone is ready from then on.</summary>
    public static FollowedClose Complete(this FollowedClose close, int number, DateOnly day)
    {
        var after = close.With(number, task => task with { State = FollowedState.Completed });
        var done = after.Tasks.Where(task => task.IsDone).Select(task => task.Number).ToHashSet();
        return after with
        {
            Tasks =
            [
                .. after.Tasks.Select(task =>
                    !task.IsDone && task.ReadyOn is null && task.DependsOn.All(done.Contains)
                        ? task with
                        {
                            ReadyOn = day,
                        }
                        : task
                ),
            ],
        };
    }

    /// <summary>One line a notification: when, in the company's time, what, which task, to whom.</summary>
    public static IEnumerable<string> Tell(IEnumerable<Notice> notices, DateTimeOffset now, HashSet<Digest> said)
    {
        foreach (var notice in notices)
        foreach (var person in notice.Audiences.SelectMany(audience => audience.In(Company)).Distinct())
            if (said.Add(new Notification(notice, Recipient.Of(person)).Key))
            {
                string?[] words =
                [
                    $"{Calendar.LocalTimeOf(now):MM-dd HH:mm}",
                    notice.Kind.Text(),
                    notice.Task?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    $"{person}",
                ];
                yield return string.Join(' ', words.OfType<string>());
            }
    }
}
