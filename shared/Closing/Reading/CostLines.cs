using Bookseal.Books.Costs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Reading;

/// <summary>
/// The lines of a list of batches that a range of months needs: what these took in, then of the ids among them the
/// records of months before. In the order of the batches, so that the same list gives the same bytes.
/// </summary>
internal static class CostLines
{
    public static async Task ForEachAsync(
        Workspace workspace,
        CostLedger ledger,
        CostRange range,
        LineSplitter.LineAction onLine,
        CancellationToken cancel
    )
    {
        var ids = new HashSet<ShortDigest>();
        foreach (var batch in ledger.Batches.Where(batch => IsOf(batch, range)))
            await workspace.Costs.ForEachLineAsync(workspace.Tenant, batch, AddOfRange, cancel);
        if (ids.Count == 0)
            return;
        foreach (var batch in ledger.Until(range.FirstPeriod.Previous))
            await workspace.Costs.ForEachLineAsync(workspace.Tenant, batch, AddEarlier, cancel);

        // What cannot be read is told by whoever counts it.
        void AddOfRange(ReadOnlySpan<byte> line)
        {
            if (CostLine.IsInvoice(line))
            {
                if (
                    !CostInvoice.Decode(line).TryGet(out var invoice, out _)
                    || (invoice.Period >= range.FirstPeriod && invoice.Period <= range.LastPeriod)
                )
                    onLine(line);
                return;
            }

            var isRead = CostRecord.Decode(line).TryGet(out var cost, out _);
            if (isRead && (cost!.Period < range.FirstPeriod || cost.Period > range.LastPeriod))
                return;
            if (isRead)
                ids.Add(KeyOf(cost!));
            onLine(line);
        }

        void AddEarlier(ReadOnlySpan<byte> line)
        {
            if (
                !CostLine.IsInvoice(line)
                && CostRecord.Decode(line).TryGet(out var cost, out _)
                && cost.Period < range.FirstPeriod
                && ids.Contains(KeyOf(cost))
            )
                onLine(line);
        }
    }

    private static ShortDigest KeyOf(CostRecord cost) => ShortDigest.Of(CostId.KeyOf(cost.Provider, cost.Id));

    public static bool IsOf(CostBatch batch, CostRange range) =>
        batch.Periods.Any(count => count.Period >= range.FirstPeriod && count.Period <= range.LastPeriod);
}
