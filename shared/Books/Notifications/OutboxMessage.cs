using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>
/// One mail or post: a notification, or several in a digest, with its texts as they go out. What is in it never
/// changes, so that a repetition is the same message under the same id, and recipients recognise it.
/// </summary>
/// <param name="Keys">Of the notifications in it.</param>
/// <param name="Html">Null for a channel that takes text alone.</param>
/// <param name="DueAt">
/// Of a pending one when it is sent, of one that is being sent when whoever took it counts as gone.
/// </param>
/// <param name="Problem">Why it was not delivered the last time; null before and after.</param>
public sealed record OutboxMessage(
    Guid Id,
    Recipient Recipient,
    IReadOnlyList<Digest> Keys,
    string Subject,
    string Text,
    string? Html,
    DateTimeOffset CreatedAt,
    DeliveryState State,
    int Attempts,
    DateTimeOffset DueAt,
    Fault? Problem
)
{
    /// <summary>Derived from what is in it: who makes the same message again gives it the same id.</summary>
    public static Guid IdOf(TenantId tenant, Recipient recipient, IEnumerable<Digest> keys) =>
        DerivedId.From([
            "message",
            tenant.ToString(),
            recipient.ToString(),
            .. keys.Select(key => key.ToString()).Order(StringComparer.Ordinal),
        ]);

    public bool IsOpen => State is DeliveryState.Pending or DeliveryState.Sending;

    public bool IsDue(DateTimeOffset now) => IsOpen && DueAt <= now;

    /// <summary>Somebody is about to send it; if nothing is heard of them, somebody else does.</summary>
    public OutboxMessage Take(DateTimeOffset now) =>
        this with
        {
            State = DeliveryState.Sending,
            Attempts = Attempts + 1,
            DueAt = now + DeliverySchedule.Patience,
        };

    public OutboxMessage Delivered(DateTimeOffset now) =>
        this with
        {
            State = DeliveryState.Sent,
            DueAt = now,
            Problem = null,
        };

    /// <summary>It did not arrive, or nobody knows: once more later, until the attempts are used up.</summary>
    /// <param name="jitter">0 to 1.</param>
    public OutboxMessage Postponed(Fault problem, DateTimeOffset now, double jitter) =>
        Attempts >= Limits.DeliveryAttempts
            ? Refused(problem, now)
            : this with
            {
                State = DeliveryState.Pending,
                DueAt = now + DeliverySchedule.PauseAfter(Attempts, jitter),
                Problem = problem,
            };

    /// <summary>Once more from the first attempt on: somebody mended what had kept it.</summary>
    public OutboxMessage Revived(DateTimeOffset now) =>
        this with
        {
            State = DeliveryState.Pending,
            Attempts = 0,
            DueAt = now,
        };

    /// <summary>It will never arrive.</summary>
    public OutboxMessage Refused(Fault problem, DateTimeOffset now) =>
        this with
        {
            State = DeliveryState.Failed,
            DueAt = now,
            Problem = problem,
        };

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("attempts", Attempts),
            ("created_at", Dates.Text(CreatedAt)),
            ("due_at", Dates.Text(DueAt)),
            ("html", Html),
            ("id", Id.ToString("D")),
            ("keys", JsonArray.OfTexts(Keys.Select(key => key.ToString()))),
            ("problem", Problem is null ? null : JsonObject.Of(("code", Problem.Code), ("message", Problem.Message))),
            ("recipient", Recipient.ToString()),
            ("state", State.Text()),
            ("subject", Subject),
            ("text", Text)
        );

    public static Result<OutboxMessage> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "OUTBOX_INVALID");
        var attempts = fields.SmallInteger("attempts");
        var created = fields.Text("created_at", Dates.ParseInstant);
        var due = fields.Text("due_at", Dates.ParseInstant);
        var html = fields.OptionalText("html");
        var id = fields.Text("id", ParseId);
        var keys = fields.Texts("keys", Digest.Parse);
        var problem = fields.OptionalObject("problem", ReadProblem);
        var recipient = fields.Text("recipient", Recipient.Parse);
        var state = fields.Text("state", DeliveryStates.Parse);
        var subject = fields.Text("subject");
        var text = fields.Text("text");
        return fields.Finish(() =>
            new OutboxMessage(id, recipient, keys, subject, text, html, created, state, attempts, due, problem)
        );
    }

    private static Result<Guid> ParseId(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : new Fault("OUTBOX_INVALID", "not a UUID");

    private static Result<Fault> ReadProblem(JsonObject source)
    {
        var fields = new Fields(source, "OUTBOX_INVALID");
        var problem = new Fault(fields.Text("code"), fields.Text("message"));
        return fields.Finish(() => problem);
    }
}
