using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>Finishes imports that stopped half-way: numbered batches of a month, and moves between months.</summary>
public sealed class ImportRepair(Workspace workspace)
{
    /// <summary>What it finished; the store's lease codes where a close has the journal.</summary>
    public async Task<Result<RepairedImports>> RepairAsync(PeriodCode period, CancellationToken cancel)
    {
        if (!(await workspace.StagedMoves.FinishAsync(workspace.Tenant, cancel)).TryGet(out var moves, out var fault))
            return fault;
        var wasHeld = await workspace.StagedMoves.ReleaseStaleAsync(workspace.Tenant, period, cancel);
        return (await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel)).Map(
            manifests => new RepairedImports(
                manifests,
                [.. moves.Select(move => (IReadOnlyList<PeriodCode>)[.. move.Parts.Select(part => part.Period)])],
                wasHeld
            )
        );
    }
}

/// <param name="Manifests">Larger imports of the period, by their manifest.</param>
/// <param name="Moves">The months of each move that was half done, in whichever months.</param>
/// <param name="WasHeld">A move that is done still held the period's journal, and let it go.</param>
public sealed record RepairedImports(
    IReadOnlyList<string> Manifests,
    IReadOnlyList<IReadOnlyList<PeriodCode>> Moves,
    bool WasHeld
)
{
    public bool IsNothing => Manifests.Count == 0 && Moves.Count == 0 && !WasHeld;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("repaired", JsonArray.OfTexts(Manifests)),
            ("moves", new JsonArray(Moves.Select(months => JsonArray.OfTexts(months.Select(month => $"{month}"))))),
            ("released", WasHeld)
        );
}
