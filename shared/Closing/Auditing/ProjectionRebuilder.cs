using Bookseal.Books.Audit;
using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;
using Bookseal.Storage.Costs;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Compares a tenant's projections with its audit chain, and makes them again from it.
/// </summary>
internal sealed class ProjectionRebuilder(Workspace workspace)
{
    /// <summary>
    /// The rows that were not as they should be; the head counts what is there after that. A chain that grows meanwhile
    /// is read again. Of a chain that lost its end nothing is made: the rows are what still tells of it.
    /// </summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        var rebuilt = new List<string>();
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            var (size, wrong) = await FindAsync(cancel);
            if (size != chain.Head.Size)
                continue;
            if (await FindAheadAsync(size, cancel) is { } ahead)
                throw new ChainRefusedException(new(ahead.Code, ahead.Message));
            var fault = wrong.Count > 0 ? await WriteAsync(chain, wrong[0], cancel) : await RecountAsync(chain, cancel);
            if (fault is not null && !AuditLog.IsConflict(fault))
                throw new IOException($"the projections cannot be rebuilt: {fault}");
            if (fault is null && wrong.Count == 0)
                return rebuilt;
            if (fault is null)
                rebuilt.Add(wrong[0].Key);
        }
    }

    /// <summary>
    /// The rows that are not what the chain of this size says, as they have to be written. One of a run that the chain
    /// does not know cannot be taken away, only emptied.
    /// </summary>
    public async Task<(long Size, IReadOnlyList<TableWrite> Wrong)> FindAsync(CancellationToken cancel)
    {
        var replay = await ChainReplay.ReadAsync(workspace, cancel);
        var due = new Dictionary<string, DueRow>(StringComparer.Ordinal);
        foreach (var row in DueRows(replay))
            due.Add(row.Key, row);
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (RunProjection.IsRunKey(key))
                due.TryAdd(key, DueRow.Exactly(key, RunProjection.Emptied.ToArray()));
        var wrong = new List<TableWrite>();
        foreach (var row in due.Values)
        {
            var current = await workspace.Audit.StoredProjectionAsync(workspace.Tenant, row.Key, cancel);
            if (current is null || !row.IsRight(current.Payload))
                wrong.Add(new TableWrite(row.Key, row.Content, current?.ETag));
        }

        return (replay.Size, wrong);
    }

    /// <summary>A run's row that is made from more entries than there are: the chain's end was cut off.</summary>
    public async Task<ChainFinding?> FindAheadAsync(long size, CancellationToken cancel)
    {
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (
                RunProjection.IsRunKey(key)
                && await workspace.Audit.StoredProjectionAsync(workspace.Tenant, key, cancel) is { } row
                && RunProjection.Read(row.Payload.Span).TryGet(out var place, out _)
                && place.MinimumSize > size
                && place != RunPlace.Nowhere
            )
                return new(
                    ChainCode.Truncated,
                    size,
                    $"row {key} is made from {place.MinimumSize} entries, and {size} are there; restore the table from "
                        + "a backup"
                );
        return null;
    }

    private async Task<Fault?> WriteAsync(ChainHead chain, TableWrite row, CancellationToken cancel)
    {
        var written = await workspace.Audit.WriteProjectionAsync(workspace.Tenant, chain, row, cancel);
        return written.IsOk ? null : written.Fault;
    }

    private async Task<Fault?> RecountAsync(ChainHead chain, CancellationToken cancel)
    {
        var recounted = await workspace.Audit.RecountAsync(workspace.Tenant, chain, cancel);
        return recounted.IsOk ? null : recounted.Fault;
    }

    private static IEnumerable<DueRow> DueRows(ChainReplay replay)
    {
        foreach (var track in replay.Closes)
        foreach (var (key, content) in RunProjection.Rows(track))
            yield return RunProjection.IsRunKey(key)
                ? new(key, content, row => RunProjection.IsRunRow(row.Span, track))
                : DueRow.Exactly(key, content);
        if (replay.Books is { } books)
            yield return DueRow.Exactly(MasterDataStore.RowKey, CanonicalJson.ToBytes(books.ToJson()));
        if (replay.Schedules is { } schedules)
            yield return DueRow.Exactly(ScheduleStore.RowKey, ScheduleStore.RowOf(schedules));
        if (replay.Rules is { } rules)
            yield return DueRow.Exactly(CategoryRulesStore.RowKey, CategoryRulesStore.RowOf(rules));
        if (replay.Sources is { } sources)
            yield return DueRow.Exactly(SourceStore.RowKey, SourceStore.RowOf(sources));
        if (replay.CostSettings is { } costSettings)
            yield return DueRow.Exactly(CostSettingsStore.RowKey, CostSettingsStore.RowOf(costSettings));
        if (replay.Costs is { } costs)
            yield return DueRow.Exactly(CostStore.RowKey, CostStore.RowOf(costs));
        foreach (var (source, synced) in replay.Synced)
            yield return DueRow.Exactly(SourceSynced.RowKeyOf(source), CanonicalJson.ToBytes(synced));
        if (replay.Team is { } team)
            yield return DueRow.Exactly(TeamStore.RowKey, CanonicalJson.ToBytes(team.ToJson()));
        if (replay.Pending is { } pending)
            yield return DueRow.Exactly(ImportClaim.PendingKey, CanonicalJson.ToBytes(pending));
        if (replay.Roll.Keys.Count > 0)
            yield return DueRow.Exactly(FirstEnrolment.RowKey, replay.Roll.ToBytes());
        foreach (var payout in replay.Payouts.Values)
            yield return DueRow.Exactly(PayoutDesk.KeyOf(payout.Id), CanonicalJson.ToBytes(payout.ToJson()));
        foreach (var export in replay.Exports.Values)
            yield return DueRow.Exactly(export.Key, export.ToBytes());
        foreach (var repair in replay.Repairs)
            yield return DueRow.Exactly(repair.RowKey, repair.ToBytes());
        foreach (var token in replay.Tokens)
            yield return DueRow.Exactly(token.RowKey, token.ToBytes());
        if (replay.Drill is { } drill)
            yield return DueRow.Exactly(DrillRow.Key, DrillRow.Of(drill));
        foreach (var (key, intention) in replay.Intentions)
            yield return DueRow.Exactly(key, CanonicalJson.ToBytes(intention));
    }

    /// <summary>A row that the chain makes, with what it accepts in its place.</summary>
    private sealed record DueRow(string Key, byte[] Content, Func<ReadOnlyMemory<byte>, bool> IsRight)
    {
        public static DueRow Exactly(string key, byte[] content) =>
            new(key, content, row => row.Span.SequenceEqual(content));
    }
}
