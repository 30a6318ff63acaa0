using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Someone is about to post an adjustment under the run's lock.</summary>
public sealed record AdjustmentIntended(PersonId By, string Key, long Entries) : RunEvent(By)
{
    public const string TypeName = "adjustment_intended/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("entries", Entries), ("key", Key));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var entries = fields.Integer("entries");
        var key = fields.Text("key");
        return fields.Finish<RunEvent>(() => new AdjustmentIntended(by, key, entries));
    }
}
