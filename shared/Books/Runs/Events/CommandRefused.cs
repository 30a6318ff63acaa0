using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Someone asked for something that the rules forbid. Changes nothing; an auditor wants to know.</summary>
public sealed record CommandRefused(PersonId By, string Command, string Code, string Reason) : RunEvent(By)
{
    public const string TypeName = "command_refused/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("code", Code), ("command", Command), ("reason", Reason));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var code = fields.Text("code");
        var command = fields.Text("command");
        var reason = fields.Text("reason");
        return fields.Finish<RunEvent>(() => new CommandRefused(by, command, code, reason));
    }
}
