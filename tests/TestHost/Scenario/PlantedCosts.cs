using Bookseal.Books.Audit;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.Evidence;
using Bookseal.Storage;
using Bookseal.Storage.Costs;

namespace Bookseal.TestHost.Scenario;

/// <summary>Cost records put where an import puts them, each call a batch; again it puts nothing.</summary>
public static class PlantedCosts
{
    public static async Task PutAsync(Workspace workspace, params IReadOnlyList<CostRecord> records)
    {
        byte[] lines = [.. records.SelectMany(record => record.Encode().Append((byte)'\n'))];
        var batch = BatchOf(lines, records);
        var known = await workspace.ReadCostsAsync(default);
        if (known.Find(batch.Import) is not null)
            return;
        await workspace.Costs.CreateAsync(workspace.Tenant, batch.Import, new MemoryStream(lines), default);
        var ledger = known.With(batch).Value;
        await workspace.Costs.WriteAsync(workspace.Tenant, ledger, default);
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, CostStore.RowKey, default);
        var imported = new CostsImported(batch, [batch.Import], row is null ? null : known.Sha256, ledger.Sha256);
        await workspace.RecordAsync(
            [
                new AuditDraft(
                    SmallBooks.Bookkeeper,
                    "person",
                    CostsImported.TypeName,
                    null,
                    null,
                    $"{batch.Import}",
                    imported.ToData()
                ),
            ],
            () =>
                Task.FromResult<IReadOnlyList<TableWrite>>([
                    new(CostStore.RowKey, CostStore.RowOf(ledger.Sha256), row?.ETag),
                ]),
            default
        );
    }

    private static CostBatch BatchOf(byte[] lines, IReadOnlyList<CostRecord> records) =>
        new(
            Digest.Of(lines),
            Digest.Of(lines),
            Digest.Of(lines),
            lines.Length,
            records.Count,
            0,
            [.. records.Select(record => record.Batch).Distinct()],
            null,
            records.Min(record => record.Day),
            records.Max(record => record.Day),
            [
                .. records
                    .GroupBy(record => record.Period)
                    .OrderBy(group => group.Key)
                    .Select(group => new CostPeriodCount(group.Key, group.Count())),
            ],
            records[0].RecordedAt
        );
}
