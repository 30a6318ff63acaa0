using System.Globalization;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;

namespace Bookseal.Cli.Output;

/// <summary>What people and guards did not let through: refused commands, failed guards, blocked tasks.</summary>
internal static class FailedAttempts
{
    public static bool IsOne(RunEvent happened) =>
        happened is CommandRefused or TaskBlocked or GuardsEvaluated { Failed.Count: > 0 };

    public static IEnumerable<string> Lines(
        IReadOnlyList<RunHappening> failed,
        Func<DateTimeOffset, string> local,
        Func<PersonId, string> nameOf
    )
    {
        var rows = failed
            .Select(item => (item.Entry, By: nameOf(item.Entry.Actor), Failure: Describe(item.Event)))
            .ToList();
        var (by, code) = (
            rows.Select(row => row.By.Length).DefaultIfEmpty().Max(),
            rows.Select(row => row.Failure.Code.Length).DefaultIfEmpty().Max()
        );
        foreach (var (entry, who, failure) in rows)
            yield return $"{entry.Sequence, 6}  {local(entry.Timestamp)}  {entry.Period, -9}  "
                + $"{who.PadRight(by)}  {failure.Code.PadRight(code)}  {failure.What}: "
                + failure.Reason;
    }

    public static JsonArray ToJson(IEnumerable<RunHappening> failed) =>
        new(
            failed.Select(item =>
            {
                var (code, what, reason) = Describe(item.Event);
                return (JsonValue)
                    JsonObject.Of(
                        ("at", Dates.Text(item.Entry.Timestamp)),
                        ("by", item.Event.By.ToString()),
                        ("code", code),
                        ("event", item.Entry.Sequence),
                        ("period", item.Entry.Period?.ToString()),
                        ("reason", reason),
                        ("what", what)
                    );
            })
        );

    private static (string Code, string What, string Reason) Describe(RunEvent happened) =>
        happened switch
        {
            CommandRefused refused => (refused.Code, refused.Command, refused.Reason),
            GuardsEvaluated guards => (
                "GUARD_FAILED",
                string.Create(CultureInfo.InvariantCulture, $"phase {guards.Phase}"),
                string.Join(", ", guards.Failed)
            ),
            TaskBlocked blocked => (
                "TASK_BLOCKED",
                string.Create(CultureInfo.InvariantCulture, $"task {blocked.Task}"),
                blocked.Reason
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };
}
