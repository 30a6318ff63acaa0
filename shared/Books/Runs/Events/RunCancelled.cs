using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

public sealed record RunCancelled(PersonId By, string Reason) : RunEvent(By)
{
    public const string TypeName = "run_cancelled/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("reason", Reason));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var reason = fields.Text("reason");
        return fields.Finish<RunEvent>(() => new RunCancelled(by, reason));
    }
}
