namespace Bookseal.Books.Costs;

/// <summary>
/// An import of costs was taken back: its batch counts no more. Its lines stay where they are; the same files may be
/// imported again.
/// </summary>
/// <param name="Batch">As it was imported.</param>
/// <param name="Old">Of the cost ledger that has it.</param>
/// <param name="New">Of the cost ledger without it.</param>
public sealed record CostsWithdrawn(CostBatch Batch, string Reason, Digest Old, Digest New)
{
    public const string TypeName = "costs_withdrawn/1";

    public JsonObject ToData() =>
        JsonObject.Of(("batch", Batch.ToJson()), ("from_sha256", Old), ("reason", Reason), ("to_sha256", New));

    public static Result<CostsWithdrawn> FromData(JsonObject data)
    {
        var fields = new Fields(data, "COSTS_WITHDRAWN_INVALID");
        var batch = fields.Object("batch", CostBatch.FromJson);
        var old = fields.Text("from_sha256", Digest.Parse);
        var reason = fields.Text("reason");
        var now = fields.Text("to_sha256", Digest.Parse);
        return fields.Finish(() => new CostsWithdrawn(batch, reason, old, now));
    }
}
