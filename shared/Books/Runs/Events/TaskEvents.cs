using System.Globalization;
using Bookseal.Books.Ledger;
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
            NoteAdded.TypeName => new NoteAdded(by, data.SmallInteger("note"), data.Text("on"), data.Text("text")),
            NoteResolved.TypeName => new NoteResolved(by, data.SmallInteger("note"), data.Text("text")),
            FileAttached.TypeName => new FileAttached(
                by,
                data.SmallInteger("task"),
                data.Text("name"),
                data.Text("sha256", Digest.Parse),
                data.Integer("length_bytes")
            ),
            SignOffsVoided.TypeName => new SignOffsVoided(by, data.Objects("tasks", VoidedSignOff.FromJson)),
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

/// <summary>What of the journal a reviewer had before them.</summary>
/// <param name="Entries">How many first entries of the journal.</param>
/// <param name="NetIncome">Of the period, by currency, in minor units.</param>
public sealed record BooksSeen(long Entries, IReadOnlyList<NetIncomeSeen> NetIncome)
{
    /// <summary>By how much the result differs now; a currency in which it does not is left out.</summary>
    public IReadOnlyList<NetIncomeSeen> ChangeTo(BooksSeen now)
    {
        var before = NetIncome.ToDictionary(income => income.Currency, income => income.AmountMinor);
        var after = now.NetIncome.ToDictionary(income => income.Currency, income => income.AmountMinor);
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Order()
                .Select(currency => new NetIncomeSeen(
                    currency,
                    after.GetValueOrDefault(currency) - before.GetValueOrDefault(currency)
                ))
                .Where(change => change.AmountMinor != 0),
        ];
    }

    /// <summary>More than the policy lets stand without another review; never where it names no materiality.</summary>
    public bool IsMaterialTo(BooksSeen now, long? materialityMinor) =>
        ChangeTo(now).Any(change => Int128.Abs(change.AmountMinor) > materialityMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(("entries", Entries), ("net_income", new JsonArray(NetIncome.Select(seen => seen.ToJson()))));

    public static Result<BooksSeen> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var entries = fields.Integer("entries");
        var income = fields.Objects("net_income", NetIncomeSeen.FromJson);
        return fields.Finish(() => new BooksSeen(entries, income));
    }
}

public readonly record struct NetIncomeSeen(Currency Currency, Int128 AmountMinor)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString())
        );

    public static Result<NetIncomeSeen> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var amount = fields.Text("amount_minor", Balance.ParseTotal);
        var currency = fields.Text("currency", Currency.Parse);
        return fields.Finish(() => new NetIncomeSeen(currency, amount));
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

/// <summary>Someone asks or remarks; until it is resolved the review of management is not done.</summary>
/// <param name="Note">1 for the run's first, and so on.</param>
/// <param name="On">What it is about: <c>task 6</c>, <c>account 1200</c>, <c>entry JE-7</c>.</param>
public sealed record NoteAdded(PersonId By, int Note, string On, string Text) : RunEvent(By)
{
    public const string TypeName = "note_added/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("note", Note), ("on", On), ("text", Text));
}

public sealed record NoteResolved(PersonId By, int Note, string Text) : RunEvent(By)
{
    public const string TypeName = "note_resolved/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("note", Note), ("text", Text));
}

/// <summary>A file that belongs to a task; its bytes are an object, named by their digest.</summary>
/// <param name="Name">As it was called; never a path.</param>
public sealed record FileAttached(PersonId By, int Task, string Name, Digest Sha256, long LengthBytes) : RunEvent(By)
{
    public const string TypeName = "file_attached/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("length_bytes", LengthBytes), ("name", Name), ("sha256", Sha256), ("task", Task));
}

/// <summary>
/// What these tasks vouched for is not what was shown any more: they are to be done again. Behind the fence the run
/// goes back to before it.
/// </summary>
public sealed record SignOffsVoided(PersonId By, IReadOnlyList<VoidedSignOff> Tasks) : RunEvent(By)
{
    public const string TypeName = "signoffs_voided/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("tasks", new JsonArray(Tasks.Select(task => task.ToJson()))));
}

/// <param name="Signed">Digest of what was signed off.</param>
/// <param name="Found">And of what stands there now.</param>
public sealed record VoidedSignOff(int Task, Digest Signed, Digest Found)
{
    public JsonObject ToJson() => JsonObject.Of(("found_sha256", Found), ("signed_sha256", Signed), ("task", Task));

    public static Result<VoidedSignOff> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var task = fields.SmallInteger("task");
        var signed = fields.Text("signed_sha256", Digest.Parse);
        var found = fields.Text("found_sha256", Digest.Parse);
        return fields.Finish(() => new VoidedSignOff(task, signed, found));
    }
}
