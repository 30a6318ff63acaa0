using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Sources;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Outbox;

namespace Bookseal.Closing.Sources;

/// <summary>How far sources have been read, and what became of each last: rows beside the chain, made of it.</summary>
internal sealed class SyncLog(Workspace workspace)
{
    /// <summary>A required source could not be read.</summary>
    public const string Missing = "SOURCE_MISSING";

    /// <summary>Null before it was read first.</summary>
    /// <exception cref="ChainRefusedException">The row is unreadable.</exception>
    public async Task<SourceSynced?> ReadAsync(SourceId source, CancellationToken cancel)
    {
        if (await RowAsync(source, cancel) is not { } row)
            return null;
        return JsonText.ParseObject(row.Payload.Span).Then(SourceSynced.FromData).TryGet(out var last, out _)
            ? last
            : throw ChainCode.DamagedRow(row.Key, "is unreadable");
    }

    /// <summary>How far it was read at the address that it has now.</summary>
    public async Task<SourceState> ReadStateAsync(SyncSource source, SourceSynced? last, CancellationToken cancel) =>
        last is not null
        && await workspace.Sources.ReadStateAsync(workspace.Tenant, last.State, cancel) is { } state
        && state.IsOf(source)
            ? state
            : SourceState.Unread(source);

    /// <summary>
    /// After all that it brought was imported: what is lost before this is read once more, and adds nothing. With it
    /// the finance lead is told where a close misses a source.
    /// </summary>
    /// <param name="run">The close that is synced; null outside of one.</param>
    public async Task RecordAsync(
        SyncSource source,
        SourceSynced synced,
        SourceState state,
        Actor actor,
        CloseRun? run,
        CancellationToken cancel
    )
    {
        await workspace.Sources.WriteAsync(workspace.Tenant, state, cancel);
        var data = synced.ToData();
        var draft = new AuditDraft(
            actor.Id,
            actor.Kind,
            SourceSynced.TypeName,
            null,
            null,
            CanonicalJson.DigestOf(data).ToString(),
            data
        );
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            var row = await RowAsync(source.Id, cancel);
            var write = new TableWrite(SourceSynced.RowKeyOf(source.Id), CanonicalJson.ToBytes(data), row?.ETag);
            var committed = await workspace.CommitAsync(
                chain,
                [draft],
                entries => [write, .. NoticeOf(source, synced, run, entries[0])],
                cancel
            ); // commit point
            if (committed.IsOk)
                return;
            if (!AuditLog.IsConflict(committed.Fault))
                throw new IOException($"{SourceSynced.TypeName} cannot be recorded: {committed.Fault}");
        }
    }

    private static IEnumerable<TableWrite> NoticeOf(
        SyncSource source,
        SourceSynced synced,
        CloseRun? run,
        AuditEntry entry
    )
    {
        if (run is null || synced.Fault is not { } fault || !source.IsRequired)
            return [];
        var what =
            $"Source {source.Id}, which the close of {run.Period} needs, could not be read: {fault.Code} "
            + $"{fault.Message} 'bookseal sync DIR' tries again.";
        return [NoticeRows.Of(entry, [Notices.CriticalException(run.Period, run.Id, Missing, what)])];
    }

    private Task<TableRow?> RowAsync(SourceId source, CancellationToken cancel) =>
        workspace.Audit.ProjectionAsync(workspace.Tenant, SourceSynced.RowKeyOf(source), cancel);
}
