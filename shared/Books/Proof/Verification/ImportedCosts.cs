using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The imports of costs, and their withdrawals, that an audit slice tells of, in order.</summary>
/// <param name="IsWhole">There was none before them.</param>
internal sealed record ImportedCosts(IReadOnlyList<(long Sequence, CostListChange Told)> Changes, bool IsWhole)
{
    /// <summary><c>COSTS_IMPORTED_INVALID</c>, <c>COSTS_WITHDRAWN_INVALID</c>, <c>COST_BATCH_INVALID</c>.</summary>
    public static Result<ImportedCosts> Of(AuditSlice slice)
    {
        var changes = new List<(long Sequence, CostListChange Told)>();
        foreach (var entry in slice.Entries.Where(entry => CostListChange.IsOne(entry.Type)))
        {
            if (!CostListChange.Read(entry.Type, entry.Data).TryGet(out var told, out var fault))
                return fault;
            changes.Add((entry.Sequence, told));
        }

        var isWhole = slice.Entries is [{ Sequence: 0 }, ..] || changes is [{ Told.Old: null }, ..];
        return new ImportedCosts(changes, isWhole);
    }

    /// <summary>The batches that came in the slice and stand at its end.</summary>
    public IReadOnlyList<CostBatch> Standing { get; } = CostListChange.Fold(Changes.Select(change => change.Told));

    /// <summary>Every change goes on from the list that the one before it made.</summary>
    public bool AreContinuous =>
        (!IsWhole || Changes.Count == 0 || Changes[0].Told.Old is null)
        && Changes.Zip(Changes.Skip(1)).All(pair => pair.Second.Told.Old == pair.First.Told.New);

    /// <summary>Lines that what stands of the imports filed under the period.</summary>
    public Int128 LinesOf(PeriodCode period) =>
        Standing.Aggregate((Int128)0, (sum, batch) => sum + LinesOf(batch, period));

    /// <summary>
    /// Whether a close that sealed its costs at this entry could name this list: it was there by then, and no
    /// later change is of the period. Those of other periods may come in while a month closes.
    /// </summary>
    public bool CouldName(Digest ledger, PeriodCode period, long sequence)
    {
        for (var count = Changes.Count; count >= 0; count--)
        {
            if (count < Changes.Count && Changes[count].Told.Batch.IsTakenInto(period))
                return false;
            if ((count == 0 || Changes[count - 1].Sequence < sequence) && ListAfter(count) == ledger)
                return !IsWhole
                    || new CostLedger(CostListChange.Fold(Changes.Take(count).Select(change => change.Told))).Sha256
                        == ledger;
        }

        // Nothing in the slice says what was there before it.
        return Changes.Count == 0 && !IsWhole;
    }

    /// <summary>
    /// Where in the lines that are filed under the period those of each batch stand that has no others; in order.
    /// </summary>
    /// <param name="filed">How many lines are filed under it, with those of batches before the slice.</param>
    public IEnumerable<(long First, CostBatch Batch)> PlacesOf(PeriodCode period, long filed)
    {
        var first = filed - (long)LinesOf(period);
        foreach (var batch in Standing)
        {
            var lines = LinesOf(batch, period);
            if (lines > 0 && batch.Periods.Count == 1)
                yield return (first, batch);
            first += (long)lines;
        }
    }

    private Digest? ListAfter(int count)
    {
        if (count > 0)
            return Changes[count - 1].Told.New;
        return Changes.Count == 0 ? null : Changes[0].Told.Old;
    }

    private static Int128 LinesOf(CostBatch batch, PeriodCode period) =>
        batch.Periods.Aggregate((Int128)0, (sum, count) => sum + (count.Period == period ? count.Lines : 0));
}
