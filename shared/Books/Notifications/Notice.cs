using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>Something that people have to be told, before it is known who they are and how they are reached.</summary>
/// <param name="Task">The task's number; null where it is about the whole close.</param>
/// <param name="Reason">
/// Why, so that the same reason always has the same text: nobody is told twice for one reason. It names the run, so
/// that another attempt is another reason.
/// </param>
/// <param name="Values">What the texts are made of: texts, numbers and lists of objects of them.</param>
public sealed record Notice(
    NoticeKind Kind,
    PeriodCode Period,
    RunId? Run,
    int? Task,
    IReadOnlyList<Audience> Audiences,
    string Reason,
    JsonObject Values
)
{
    /// <summary>
    /// Given back to somebody who had it before, a task is told to them again: its reason names the event too.
    /// </summary>
    /// <param name="sequence">Of the audit entry that it came with.</param>
    public Notice After(long sequence) =>
        Kind == NoticeKind.TaskAssigned ? this with { Reason = $"{Reason}:{sequence}" } : this;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("audiences", JsonArray.OfTexts(Audiences.Select(audience => audience.ToString()))),
            ("kind", Kind.Text()),
            ("period", Period.ToString()),
            ("reason", Reason),
            ("run", Run?.ToString()),
            ("task", Task is { } number ? (JsonValue)number : null),
            ("values", Values)
        );

    public static Result<Notice> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "NOTICE_INVALID");
        var audiences = fields.Texts("audiences", Audience.Parse);
        var kind = fields.Text("kind", NoticeKinds.Parse);
        var period = fields.Text("period", PeriodCode.Parse);
        var reason = fields.Text("reason");
        var run = fields.OptionalText("run", RunId.Parse);
        var task = fields.Has("task") ? fields.SmallInteger("task") : (int?)null;
        var values = fields.Object("values");
        return fields.Finish(() => new Notice(kind, period, run, task, audiences, reason, values));
    }
}

/// <summary>One notice for one recipient: what must not be sent twice.</summary>
public sealed record Notification(Notice Notice, Recipient Recipient)
{
    /// <summary>The dedupe key: the same for the same reason and recipient, whoever makes it and when.</summary>
    public Digest Key => Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{Notice.Reason}\u001f{Recipient}"));
}

/// <summary>A person, or a channel (such as a chat room) that several read.</summary>
/// <param name="Channel">Null of a person.</param>
public readonly record struct Recipient(PersonId? Person, string? Channel)
{
    private const string PersonPrefix = "person:";
    private const string ChannelPrefix = "channel:";

    public static Recipient Of(PersonId person) => new(person, null);

    public static Recipient OfChannel(string name) => new(null, name);

    public static Result<Recipient> Parse(string text)
    {
        if (text.StartsWith(PersonPrefix, StringComparison.Ordinal))
            return PersonId.Parse(text[PersonPrefix.Length..]).Map(Of);
        return text.StartsWith(ChannelPrefix, StringComparison.Ordinal) && text.Length > ChannelPrefix.Length
            ? OfChannel(text[ChannelPrefix.Length..])
            : new Fault("RECIPIENT_INVALID", $"{new JsonString(text)} is no recipient");
    }

    public override string ToString() => Person is { } id ? $"{PersonPrefix}{id}" : $"{ChannelPrefix}{Channel}";
}
