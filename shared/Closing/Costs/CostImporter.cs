using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;
using Bookseal.Import;
using Bookseal.Import.Costs;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Costs;

namespace Bookseal.Closing.Costs;

/// <summary>
/// Takes files of costs in: an object of their lines, then the list that has it. <b>The commit of the chain is the
/// commit point</b>: before it nobody sees the object, and who imports the same files again finds it and goes on.
/// </summary>
public sealed class CostImporter(Workspace workspace, RunStore runs)
{
    public const string BatchExists = "COST_BATCH_EXISTS";

    /// <summary>
    /// What was added; nothing where the same files were imported before. Refused: <c>COST_BATCH_EXISTS</c>,
    /// <c>COST_ORDER_UNKNOWN</c>, <c>COST_FILE_CHANGED</c>, <c>COST_BATCHES_TOO_MANY</c>,
    /// <c>CLOSE_AUTHORITY_DENIED</c>.
    /// </summary>
    /// <param name="isDryRun">Everything is checked, and nothing written.</param>
    public async Task<Result<CostImportOutcome>> ImportAsync(
        CostScan scan,
        Actor actor,
        bool isDryRun,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        if (actor.Role < Acts.Import.Role)
            return new Fault(
                Refusal.AuthorityDenied,
                $"{actor.Id} is {actor.Role.Text()}; importing needs {Acts.Import.Role.Text()}"
            );
        var (writer, compared) = (new CostBatchWriter(workspace, scan, progress), new HashSet<Digest>());
        while (true)
        {
            // Read before all that the decision rests on: a commit that it still fits proves that all of it holds.
            var chain = await workspace.ReadHeadAsync(cancel);
            var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, CostStore.RowKey, cancel);
            var ledger = await ReadAsync(row, cancel);
            if (ledger.Find(scan.Import) is { } known)
                return CostImportOutcome.Of(workspace.Tenant, scan, known, isKnown: true, isDryRun);
            if (FindTwin(ledger, scan) is { } twin)
                return twin;
            if (await CompareAsync(ledger, scan, compared, cancel) is { } unordered)
                return unordered;
            var placement = await new CostPlacement(runs).PlaceAsync(scan.Months.Keys, cancel);
            if (isDryRun)
                return CostImportOutcome.Of(workspace.Tenant, scan, placement);
            if (!(await writer.WriteAsync(placement, cancel)).TryGet(out var batch, out var fault))
                return fault;
            var committed = await CommitAsync(chain, row, ledger, batch, scan, actor, cancel);
            if (committed.IsOk)
                return CostImportOutcome.Of(workspace.Tenant, scan, batch, isKnown: false, isDryRun);
            if (!AuditLog.IsConflict(committed.Fault))
                return committed.Fault;
        }
    }

    private async Task<CostLedger> ReadAsync(TableRow? row, CancellationToken cancel) =>
        row is null
            ? CostLedger.Empty
            : await workspace.Costs.ReadAsync(workspace.Tenant, CostStore.DigestIn(row), cancel);

    /// <summary>A batch's id is of one import: what another file says under it would be taken for the same.</summary>
    private static Fault? FindTwin(CostLedger ledger, CostScan scan)
    {
        foreach (var batch in ledger.Batches)
            if (batch.Ids.FirstOrDefault(scan.Batches.Contains) is { } id)
                return new(
                    BatchExists,
                    $"batch {id} was imported already, from other files or read in another way; give this one its own "
                        + "--batch ID, and --batch-sequence N to say which one counts, or take that one back with "
                        + "'bookseal costs withdraw'"
                );
        return null;
    }

    /// <summary>Reads the batches that may have records of the same ids, each once.</summary>
    private async Task<Fault?> CompareAsync(
        CostLedger ledger,
        CostScan scan,
        HashSet<Digest> compared,
        CancellationToken cancel
    )
    {
        foreach (var batch in ledger.Batches)
        {
            if (!compared.Add(batch.Object) || !scan.MayShareIds(batch))
                continue;
            var found = (Fault?)null;
            await workspace.Costs.ForEachLineAsync(
                workspace.Tenant,
                batch,
                line => found ??= scan.Compare(line),
                cancel
            );
            if (found is not null)
                return found;
        }

        return null;
    }

    private async Task<Result<bool>> CommitAsync(
        ChainHead chain,
        TableRow? row,
        CostLedger ledger,
        CostBatch batch,
        CostScan scan,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (!ledger.With(batch).TryGet(out var next, out var tooMany))
            return tooMany;
        await workspace.Costs.WriteAsync(workspace.Tenant, next, cancel);
        var old = row is null ? (Digest?)null : CostStore.DigestIn(row);
        var data = new CostsImported(batch, scan.Sources, old, next.Sha256).ToData();
        var draft = new AuditDraft(actor.Id, actor.Kind, CostsImported.TypeName, null, null, $"{batch.Import}", data);
        TableWrite write = new(CostStore.RowKey, CostStore.RowOf(next.Sha256), row?.ETag);
        var committed = await workspace.CommitAsync(chain, [draft], _ => [write], cancel);
        return committed.Map(_ => true);
    }
}
