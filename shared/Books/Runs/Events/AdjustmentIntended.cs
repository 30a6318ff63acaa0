using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Someone is about to post an adjustment under the run's lock.</summary>
/// <param name="Batch">Digest over the contents of its entries: the key stands for this batch and no other.</param>
public sealed record AdjustmentIntended(PersonId By, string Key, long Entries, Digest Batch) : RunEvent(By)
{
    public const string TypeName = "adjustment_intended/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("batch_sha256", Batch), ("entries", Entries), ("key", Key));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var batch = fields.Text("batch_sha256", Digest.Parse);
        var entries = fields.Integer("entries");
        var key = fields.Text("key");
        return fields.Finish<RunEvent>(() => new AdjustmentIntended(by, key, entries, batch));
    }
}
