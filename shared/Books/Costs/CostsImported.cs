namespace Bookseal.Books.Costs;

/// <summary>
/// An import added a batch to the tenant's costs. The rows never stand in the chain; the digest of their object does.
/// </summary>
/// <param name="Sources">Digests of the files that it was read from, in order.</param>
/// <param name="Old">Of the cost ledger before; null where there was none.</param>
/// <param name="New">Of the cost ledger with the batch.</param>
public sealed record CostsImported(CostBatch Batch, IReadOnlyList<Digest> Sources, Digest? Old, Digest New)
{
    public const string TypeName = "costs_imported/1";

    public JsonObject ToData() =>
        JsonObject.Of(
            ("batch", Batch.ToJson()),
            ("from_sha256", Old is { } old ? (JsonValue)old : null),
            ("sources", JsonArray.OfTexts(Sources.Select(source => source.ToString()))),
            ("to_sha256", New)
        );

    public static Result<CostsImported> FromData(JsonObject data)
    {
        var fields = new Fields(data, "COSTS_IMPORTED_INVALID");
        var batch = fields.Object("batch", CostBatch.FromJson);
        var old = fields.OptionalText("from_sha256", Digest.Parse);
        var sources = fields.Texts("sources", Digest.Parse);
        var now = fields.Text("to_sha256", Digest.Parse);
        return fields.Finish(() => new CostsImported(batch, sources, old, now));
    }
}
