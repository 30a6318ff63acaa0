using Bookseal.Books.Audit;
using Bookseal.Books.Backups;
using Bookseal.Books.Runs.Events;
using Bookseal.Closing.Auditing;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Backups;

/// <summary>
/// When a restore was last tried and passed. A row beside the chain names the entry; without one the chain is read up
/// to its first sealed proof.
/// </summary>
public sealed class DrillReader(Workspace workspace)
{
    public async Task<DrillState> ReadAsync(CancellationToken cancel)
    {
        var size = (await workspace.ReadHeadAsync(cancel)).Head.Size;
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, DrillRow.Key, cancel);
        if (row is null)
            return new(null, await FindAsync(0, size, ProofSealed.TypeName, cancel));
        if (!DrillRow.Read(row.Payload.Span).TryGet(out var passed, out _))
            throw ChainCode.DamagedRow(DrillRow.Key, "is unreadable");
        return await FindAsync(passed, passed + 1, RestoreDrill.TypeName, cancel) is { } at
            ? new(at, null)
            : throw ChainCode.DamagedRow(DrillRow.Key, "names no drill");
    }

    /// <summary>When the first entry of a type came; null where there is none.</summary>
    private async Task<DateTimeOffset?> FindAsync(long from, long to, string type, CancellationToken cancel)
    {
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, from, to, cancel))
        {
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out var damaged))
                throw new ChainRefusedException(damaged);
            if (entry.Type == type)
                return entry.Timestamp;
        }

        return null;
    }
}
