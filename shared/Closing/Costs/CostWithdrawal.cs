using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Costs;

namespace Bookseal.Closing.Costs;

/// <summary>
/// Takes an import of costs back, as long as no close has to do with it. <b>The commit of the chain is the commit
/// point</b>: before it a list without the batch is nobody's.
/// </summary>
public sealed class CostWithdrawal(Workspace workspace, RunStore runs)
{
    public const string Sealed = "COSTS_SEALED";

    /// <summary>
    /// What was taken back, all of the import that this batch came with; taken back twice is taken back once. Refused:
    /// <c>COST_BATCH_NOT_FOUND</c>, <c>COSTS_SEALED</c> where a closed month took records of it in,
    /// <c>PERIOD_CLOSING</c> where a month that did is being closed, <c>CLOSE_AUTHORITY_DENIED</c>.
    /// </summary>
    /// <param name="id">An ingestion_batch_id.</param>
    /// <param name="isAgain">
    /// What came under the id after it was taken back is meant: said twice, a withdrawal takes no correction back.
    /// </param>
    public async Task<Result<WithdrawnCosts>> WithdrawAsync(
        string id,
        string reason,
        Actor actor,
        bool isAgain,
        CancellationToken cancel
    )
    {
        if (actor.Role < Acts.Import.Role)
            return new Fault(
                Refusal.AuthorityDenied,
                $"{actor.Id} is {actor.Role.Text()}; taking an import back needs {Acts.Import.Role.Text()}"
            );
        if (reason.Trim().Length is 0 or > Limits.ReasonCharacters)
            return new Fault(Refusal.ReasonInvalid, $"a reason has 1 to {Limits.ReasonCharacters} characters");
        while (true)
        {
            // Read before all that the decision rests on: a commit that it still fits proves that all of it holds.
            var chain = await workspace.ReadHeadAsync(cancel);
            var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, CostStore.RowKey, cancel);
            var ledger = row is null
                ? CostLedger.Empty
                : await workspace.Costs.ReadAsync(workspace.Tenant, CostStore.DigestIn(row), cancel);
            if (ledger.Batches.FirstOrDefault(batch => batch.Ids.Contains(id)) is not { } found)
                return await FindWithdrawnAsync(id, chain, cancel) is { } known
                    ? new WithdrawnCosts(known, WasKnown: true)
                    : new Fault("COST_BATCH_NOT_FOUND", $"no import of costs has the batch {new JsonString(id)}");
            if (!isAgain && await FindWithdrawnAsync(id, chain, cancel) is not null)
                return new Fault(
                    "COST_BATCH_IMPORTED_AGAIN",
                    $"{id} was taken back before, and imported again since; --again takes that back, too"
                );
            if (await FindSealAsync(found, cancel) is { } kept)
                return kept;
            var committed = await CommitAsync(chain, row!, ledger, found, reason, actor, cancel);
            if (committed.IsOk)
                return new WithdrawnCosts(found, WasKnown: false);
            if (!AuditLog.IsConflict(committed.Fault))
                return committed.Fault;
        }
    }

    private async Task<Fault?> FindSealAsync(CostBatch batch, CancellationToken cancel)
    {
        foreach (var period in batch.Periods.Select(count => count.Period))
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            if (run.PeriodStatus is PeriodStatus.Closed or PeriodStatus.Locked)
                return new Fault(
                    Sealed,
                    $"{period} was closed with records of this import; import what is right as a batch with a higher "
                        + "--batch-sequence, and the next open month takes the change in"
                );
            if (run.PeriodStatus != PeriodStatus.Open)
                return PeriodFaults.NotOpen(run, $"costs of {period} cannot be taken back");
        }

        return null;
    }

    private async Task<CostBatch?> FindWithdrawnAsync(string id, ChainHead chain, CancellationToken cancel)
    {
        CostBatch? found = null;
        var view = await ChainView.OpenAsync(workspace, chain, cancel);
        await foreach (var entry in view.ReadTypesAsync(type => type == CostsWithdrawn.TypeName, cancel))
            if (
                entry.Type == CostsWithdrawn.TypeName
                && CostsWithdrawn.FromData(entry.Data).TryGet(out var told, out _)
                && told.Batch.Ids.Contains(id)
            )
                found = told.Batch;
        return found;
    }

    private async Task<Result<bool>> CommitAsync(
        ChainHead chain,
        TableRow row,
        CostLedger ledger,
        CostBatch batch,
        string reason,
        Actor actor,
        CancellationToken cancel
    )
    {
        var next = ledger.Without(batch);
        await workspace.Costs.WriteAsync(workspace.Tenant, next, cancel);
        var data = new CostsWithdrawn(batch, reason, CostStore.DigestIn(row), next.Sha256).ToData();
        var draft = new AuditDraft(actor.Id, actor.Kind, CostsWithdrawn.TypeName, null, null, $"{batch.Import}", data);
        TableWrite write = new(CostStore.RowKey, CostStore.RowOf(next.Sha256), row.ETag);
        var committed = await workspace.CommitAsync(chain, [draft], _ => [write], cancel);
        return committed.Map(_ => true);
    }
}

/// <param name="WasKnown">It was taken back before: this was a repetition.</param>
public sealed record WithdrawnCosts(CostBatch Batch, bool WasKnown)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("batches", JsonArray.OfTexts(Batch.Ids)),
            ("invoices", Batch.Invoices),
            ("records", Batch.Records),
            ("was_known", WasKnown)
        );
}
