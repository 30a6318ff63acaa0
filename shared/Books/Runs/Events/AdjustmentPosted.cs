using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The adjustment's batch stands in the journal.</summary>
public sealed record AdjustmentPosted(PersonId By, string Key, long Entries) : RunEvent(By)
{
    public const string TypeName = "adjustment_posted/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("entries", Entries), ("key", Key));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var entries = fields.Integer("entries");
        var key = fields.Text("key");
        return fields.Finish<RunEvent>(() => new AdjustmentPosted(by, key, entries));
    }
}
