using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

public sealed record TaskCompleted(PersonId By, int Task, string Attestation) : RunEvent(By)
{
    public const string TypeName = "task_completed/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("attestation", Attestation), ("task", Task));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var attestation = fields.Text("attestation");
        var task = fields.SmallInteger("task");
        return fields.Finish<RunEvent>(() => new TaskCompleted(by, task, attestation));
    }
}
