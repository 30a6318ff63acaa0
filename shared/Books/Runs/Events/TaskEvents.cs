using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>What becomes of the tasks of a checklist.</summary>
internal static class TaskEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            TaskStarted.TypeName => new TaskStarted(by, data.SmallInteger("task")),
            TaskPrepared.TypeName => new TaskPrepared(
                by,
                data.SmallInteger("task"),
                data.Text("evidence_sha256", Digest.Parse),
                data.Text("summary")
            ),
            TaskCompleted.TypeName or TaskCompleted.TypeNameWithEvidence => TaskCompleted.Read(type, by, data),
            TaskApproved.TypeName => new TaskApproved(by, data.SmallInteger("task"), data.Text("attestation")),
            TaskBlocked.TypeName => new TaskBlocked(by, data.SmallInteger("task"), data.Text("reason")),
            TaskSkipped.TypeName => new TaskSkipped(by, data.SmallInteger("task"), data.Text("reason")),
            TaskAssigned.TypeName => new TaskAssigned(
                by,
                data.SmallInteger("task"),
                data.Text("assignee", PersonId.Parse)
            ),
            TaskFlagged.TypeName => new TaskFlagged(
                by,
                data.SmallInteger("task"),
                data.Text("late_after", Dates.Parse)
            ),
            _ => null,
        };
}

/// <summary>Someone works on it.</summary>
public sealed record TaskStarted(PersonId By, int Task) : RunEvent(By)
{
    public const string TypeName = "task_started/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("task", Task));
}

/// <summary>An agent has prepared a task for a person.</summary>
/// <param name="Evidence">Digest of the agent's result, which is an object of its own.</param>
/// <param name="Summary">The result in a line.</param>
public sealed record TaskPrepared(PersonId By, int Task, Digest Evidence, string Summary) : RunEvent(By)
{
    public const string TypeName = "task_prepared/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("evidence_sha256", Evidence), ("summary", Summary), ("task", Task));
}

/// <summary>A task is done; where another person has to approve it, it waits for them.</summary>
/// <param name="Attestation"><c>attended</c>, or <c>unattended</c> where nobody looked.</param>
public sealed record TaskCompleted(PersonId By, int Task, string Attestation) : RunEvent(By)
{
    /// <summary>Without evidence; version 2 can carry what was shown.</summary>
    public const string TypeName = "task_completed/1";

    public const string TypeNameWithEvidence = "task_completed/2";

    /// <summary>
    /// Of a person's task the digest of the part of the books that they vouch for; of an agent's that of its result.
    /// </summary>
    public Digest? Evidence { get; init; }

    /// <summary>The result in a line.</summary>
    public string? Summary { get; init; }

    /// <summary>Up to where the books were looked at, where that is to be told apart from what comes later.</summary>
    public BooksSeen? Seen { get; init; }

    private bool HasEvidence => Evidence is not null || Summary is not null || Seen is not null;

    public override string Type => HasEvidence ? TypeNameWithEvidence : TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("attestation", Attestation),
            ("evidence_sha256", Evidence is { } evidence ? evidence : (JsonValue?)null),
            ("seen", Seen?.ToJson()),
            ("summary", Summary),
            ("task", Task)
        );

    internal static TaskCompleted Read(string type, PersonId by, Fields data)
    {
        var completed = new TaskCompleted(by, data.SmallInteger("task"), data.Text("attestation"));
        if (type == TypeName)
            return completed;
        completed = completed with
        {
            Evidence = data.OptionalText("evidence_sha256", Digest.Parse),
            Summary = data.OptionalText("summary"),
            Seen = data.OptionalObject("seen", BooksSeen.FromJson),
        };
        if (!completed.HasEvidence)
            data.Fail("version 2 says what was shown");
        return completed;
    }
}

/// <summary>Another person than who completed it approves it: only now is it done.</summary>
public sealed record TaskApproved(PersonId By, int Task, string Attestation) : RunEvent(By)
{
    public const string TypeName = "task_approved/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("attestation", Attestation), ("task", Task));
}

/// <summary>Someone cannot go on with it, and says why.</summary>
public sealed record TaskBlocked(PersonId By, int Task, string Reason) : RunEvent(By)
{
    public const string TypeName = "task_blocked/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("reason", Reason), ("task", Task));
}

/// <summary>Nobody does it in this close, for a reason; what waited for it goes on.</summary>
public sealed record TaskSkipped(PersonId By, int Task, string Reason) : RunEvent(By)
{
    public const string TypeName = "task_skipped/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("reason", Reason), ("task", Task));
}

public sealed record TaskAssigned(PersonId By, int Task, PersonId Assignee) : RunEvent(By)
{
    public const string TypeName = "task_assigned/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("assignee", Assignee.ToString()), ("task", Task));
}

/// <summary>It is so late that the close counts it as blocked; it can be completed all the same.</summary>
/// <param name="LateAfter">The day at whose end it was late, in the company's time zone.</param>
public sealed record TaskFlagged(PersonId By, int Task, DateOnly LateAfter) : RunEvent(By)
{
    public const string TypeName = "task_flagged/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("late_after", Dates.Text(LateAfter)), ("task", Task));
}
