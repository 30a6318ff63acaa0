using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>What people said of a period's warnings, and to a package that they would not certify.</summary>
internal static class ReviewEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            WarningsAccepted.TypeName => new WarningsAccepted(
                by,
                data.Text("code"),
                data.Text("group_sha256", Digest.Parse),
                data.Text("words")
            ),
            WarningsKept.TypeName => new WarningsKept(
                by,
                new(
                    data.Text("code"),
                    data.Text("group_sha256", Digest.Parse),
                    data.Text("accepted_by", PersonId.Parse),
                    data.Text("accepted_at", Dates.ParseInstant),
                    data.Text("words")
                )
            ),
            CertificationDeclined.TypeName => new CertificationDeclined(
                by,
                [.. data.Integers("tasks").Select(task => (int)Math.Clamp(task, int.MinValue, int.MaxValue))],
                data.Text("reason")
            ),
            _ => null,
        };
}

/// <summary>A reviewer or approver accepts all warnings of a code, as they are now, with a word why.</summary>
/// <param name="Group">Digest of the group: the answer is to these warnings and to no others.</param>
public sealed record WarningsAccepted(PersonId By, string Code, Digest Group, string Words) : RunEvent(By)
{
    public const string TypeName = "warnings_accepted/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("code", Code), ("group_sha256", Group), ("words", Words));
}

/// <summary>An answer that was given before this run began, in an earlier one of its period, still stands.</summary>
public sealed record WarningsKept(PersonId By, AcceptedWarnings Answer) : RunEvent(By)
{
    public const string TypeName = "warnings_kept/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("accepted_at", Dates.Text(Answer.At)),
            ("accepted_by", Answer.By.ToString()),
            ("code", Answer.Code),
            ("group_sha256", Answer.Group),
            ("words", Answer.Words)
        );
}

/// <summary>An answer to a group of warnings: by whom, when, and in which words.</summary>
public sealed record AcceptedWarnings(string Code, Digest Group, PersonId By, DateTimeOffset At, string Words);

/// <summary>
/// An approver would not certify what was shown: the run goes back to phase 3 under a new lease, the tasks that are
/// named and all from phase 4 on are to be done again.
/// </summary>
public sealed record CertificationDeclined(PersonId By, IReadOnlyList<int> Tasks, string Reason) : RunEvent(By)
{
    public const string TypeName = "certification_declined/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("reason", Reason), ("tasks", new JsonArray(Tasks.Select(task => (JsonValue)task))));
}
