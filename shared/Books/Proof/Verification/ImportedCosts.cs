using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The imports of costs that an audit slice tells of, in order.</summary>
/// <param name="IsWhole">There was none before them.</param>
internal sealed record ImportedCosts(IReadOnlyList<(long Sequence, CostsImported Told)> Imports, bool IsWhole)
{
    /// <summary><c>COSTS_IMPORTED_INVALID</c>, <c>COST_BATCH_INVALID</c>.</summary>
    public static Result<ImportedCosts> Of(AuditSlice slice)
    {
        var imports = new List<(long Sequence, CostsImported Told)>();
        foreach (var entry in slice.Entries.Where(entry => entry.Type == CostsImported.TypeName))
        {
            if (!CostsImported.FromData(entry.Data).TryGet(out var told, out var fault))
                return fault;
            imports.Add((entry.Sequence, told));
        }

        var isWhole = slice.Entries is [{ Sequence: 0 }, ..] || imports is [{ Told.Old: null }, ..];
        return new ImportedCosts(imports, isWhole);
    }

    /// <summary>Every import goes on from the list that the one before it made.</summary>
    public bool AreContinuous =>
        (!IsWhole || Imports.Count == 0 || Imports[0].Told.Old is null)
        && Imports.Zip(Imports.Skip(1)).All(pair => pair.Second.Told.Old == pair.First.Told.New);

    /// <summary>Lines that the imports filed under the period.</summary>
    public Int128 LinesOf(PeriodCode period) =>
        Imports.Aggregate((Int128)0, (sum, import) => sum + LinesOf(import.Told.Batch, period));

    /// <summary>
    /// Whether a close that sealed its costs at this entry could name this list: it was there by then, and no batch
    /// that it lacks is of the period. Those of other periods may come in while a month closes.
    /// </summary>
    public bool CouldName(Digest ledger, PeriodCode period, long sequence)
    {
        for (var count = Imports.Count; count >= 0; count--)
        {
            if (count < Imports.Count && Imports[count].Told.Batch.IsTakenInto(period))
                return false;
            if ((count == 0 || Imports[count - 1].Sequence < sequence) && ListAfter(count) == ledger)
                return !IsWhole || new CostLedger([.. Batches.Take(count)]).Sha256 == ledger;
        }

        // Nothing in the slice says what was there before it.
        return Imports.Count == 0 && !IsWhole;
    }

    /// <summary>
    /// Where in the lines that are filed under the period those of each batch stand that has no others; in order.
    /// </summary>
    /// <param name="filed">How many lines are filed under it, with those of batches before the slice.</param>
    public IEnumerable<(long First, CostBatch Batch)> PlacesOf(PeriodCode period, long filed)
    {
        var first = filed - (long)LinesOf(period);
        foreach (var batch in Batches)
        {
            var lines = LinesOf(batch, period);
            if (lines > 0 && batch.Periods.Count == 1)
                yield return (first, batch);
            first += (long)lines;
        }
    }

    private IEnumerable<CostBatch> Batches => Imports.Select(import => import.Told.Batch);

    private Digest? ListAfter(int count)
    {
        if (count > 0)
            return Imports[count - 1].Told.New;
        return Imports.Count == 0 ? null : Imports[0].Told.Old;
    }

    private static Int128 LinesOf(CostBatch batch, PeriodCode period) =>
        batch.Periods.Aggregate((Int128)0, (sum, count) => sum + (count.Period == period ? count.Lines : 0));
}
