namespace Bookseal.Books.Costs;

/// <summary>What the chain tells of the list of batches: one came, or was taken back.</summary>
/// <param name="Old">Null where there was no list before.</param>
public sealed record CostListChange(CostBatch Batch, bool IsWithdrawal, Digest? Old, Digest New)
{
    public static bool IsOne(string type) => type is CostsImported.TypeName or CostsWithdrawn.TypeName;

    /// <summary><c>COSTS_IMPORTED_INVALID</c>, <c>COSTS_WITHDRAWN_INVALID</c>, <c>COST_BATCH_INVALID</c>.</summary>
    public static Result<CostListChange> Read(string type, JsonObject data) =>
        type == CostsWithdrawn.TypeName
            ? CostsWithdrawn.FromData(data).Map(told => new CostListChange(told.Batch, true, told.Old, told.New))
            : CostsImported.FromData(data).Map(told => new CostListChange(told.Batch, false, told.Old, told.New));

    /// <summary>The batches after these changes, of those that came with them.</summary>
    public static IReadOnlyList<CostBatch> Fold(IEnumerable<CostListChange> changes)
    {
        var batches = new OrderedDictionary<Digest, CostBatch>();
        foreach (var change in changes)
        {
            batches.Remove(change.Batch.Import);
            if (!change.IsWithdrawal)
                batches.Add(change.Batch.Import, change.Batch);
        }

        return [.. batches.Values];
    }
}
