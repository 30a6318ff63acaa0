using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;

namespace Bookseal.Closing.Views;

/// <summary>Why closes of a period did not go straight on: given up, withdrawn, sent back, signed off again.</summary>
public static class RunReasons
{
    public static bool IsOne(RunEvent happened) =>
        happened is RunCancelled or Decertified or CertificationDeclined or SignOffsVoided;

    public static IEnumerable<string> Lines(TaskBoard board, IEnumerable<RunHappening> happenings) =>
        happenings
            .Where(item => IsOne(item.Event))
            .Select(item =>
            {
                var (word, reason, tasks) = Describe(item.Event);
                return $"{board.Local(item.Entry.Timestamp)}  {word} by {board.NameOf(item.Event.By)}"
                    + (reason is null ? "" : $": {reason}")
                    + (tasks.Count == 0 ? "" : $" (again: tasks {string.Join(", ", tasks)})");
            });

    public static JsonArray ToJson(IEnumerable<RunHappening> happenings) =>
        new(
            happenings
                .Where(item => IsOne(item.Event))
                .Select(item =>
                {
                    var (word, reason, tasks) = Describe(item.Event);
                    return (JsonValue)
                        JsonObject.Of(
                            ("at", Dates.Text(item.Entry.Timestamp)),
                            ("by", item.Event.By.ToString()),
                            ("reason", reason),
                            ("run_id", item.Entry.Run?.ToString()),
                            ("tasks", new JsonArray(tasks.Select(task => (JsonValue)task))),
                            ("what", word.Replace(' ', '_'))
                        );
                })
        );

    private static (string Word, string? Reason, IReadOnlyList<int> Tasks) Describe(RunEvent happened) =>
        happened switch
        {
            RunCancelled cancelled => ("cancelled", cancelled.Reason, []),
            Decertified withdrawn => ("reopened", withdrawn.Reason, []),
            CertificationDeclined declined => ("sent back", declined.Reason, declined.Tasks),
            SignOffsVoided voided => (
                "sign-offs voided",
                "what was signed has changed",
                [.. voided.Tasks.Select(task => task.Task)]
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };
}
