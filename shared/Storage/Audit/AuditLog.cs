using System.Runtime.CompilerServices;
using Bookseal.Books.Audit;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Audit;

/// <summary>
/// The audit chain of each tenant: table <c>audit</c>, one partition a tenant, a row an entry, and the row <c>head</c>.
/// Entries, head and projections change in one transaction or not at all.
/// </summary>
public sealed class AuditLog(ITableStore tables, TimeProvider clock)
{
    private const string Table = "audit";
    private const string HeadKey = "head";

    public async Task<ChainHead> ReadHeadAsync(TenantId tenant, string origin, CancellationToken cancel)
    {
        var row = await tables.GetAsync(Table, tenant.ToString(), HeadKey, cancel);
        if (row is null)
            return new(AuditHead.Empty(origin), null);
        var head = AuditHead.FromBytes(row.Payload.Span);
        return head.IsOk
            ? new(head.Value, row.ETag)
            : throw new InvalidDataException($"the head of {tenant}'s audit chain is unreadable: {head.Fault}");
    }

    /// <summary>
    /// Appends to the chain as it was read. <c>UpdateConditionNotSatisfied</c> or <c>EntityAlreadyExists</c> mean that
    /// someone else was first: read again, decide again.
    /// </summary>
    public async Task<Result<IReadOnlyList<AuditEntry>>> CommitAsync(
        TenantId tenant,
        ChainHead chain,
        IReadOnlyList<AuditDraft> drafts,
        Func<IReadOnlyList<AuditEntry>, IEnumerable<TableWrite>> projections,
        CancellationToken cancel
    )
    {
        var (head, entries) = chain.Head.Append(drafts, clock.GetUtcNow());
        List<TableWrite> writes =
        [
            .. entries.Select(entry => new TableWrite(EntryKey(entry.Sequence), entry.Encode(), null)),
            new(HeadKey, head.ToBytes(), chain.ETag),
            .. projections(entries),
        ];
        var committed = await tables.CommitAsync(Table, tenant.ToString(), writes, cancel);
        return committed.IsOk ? entries.ToArray() : committed.Fault;
    }

    /// <summary>The bytes of the entries from one sequence number up to, and without, another.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        TenantId tenant,
        long from,
        long to,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in tables.QueryAsync(Table, tenant.ToString(), EntryKey(from), EntryKey(to), cancel))
            yield return row.Payload;
    }

    /// <summary>
    /// Everything that is stored as an entry, with the sequence number that it is stored under: for checks, which must
    /// not trust the head.
    /// </summary>
    public async IAsyncEnumerable<(long StoredAt, ReadOnlyMemory<byte> Bytes)> ReadStoredAsync(
        TenantId tenant,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in tables.QueryAsync(Table, tenant.ToString(), "e", "f", cancel))
            yield return (
                long.Parse(row.Key.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture),
                row.Payload
            );
    }

    /// <summary>The head as it is stored; null when it is missing or unreadable.</summary>
    public async Task<AuditHead?> ReadStoredHeadAsync(TenantId tenant, CancellationToken cancel)
    {
        var row = await tables.GetAsync(Table, tenant.ToString(), HeadKey, cancel);
        return row is not null && AuditHead.FromBytes(row.Payload.Span).TryGet(out var head, out _) ? head : null;
    }

    /// <summary>
    /// Replaces a projection outside a commit of entries, for a rebuild. The head is written along unchanged: if the
    /// chain grew since it was read, nothing is.
    /// </summary>
    public Task<Result<IReadOnlyList<string>>> WriteProjectionAsync(
        TenantId tenant,
        ChainHead chain,
        TableWrite row,
        CancellationToken cancel
    ) => tables.CommitAsync(Table, tenant.ToString(), [new(HeadKey, chain.Head.ToBytes(), chain.ETag), row], cancel);

    public Task<TableRow?> ProjectionAsync(TenantId tenant, string key, CancellationToken cancel) =>
        tables.GetAsync(Table, tenant.ToString(), key, cancel);

    public static bool IsConflict(Fault fault) => fault.Code is StoreCode.RowChanged or StoreCode.RowExists;

    private static string EntryKey(long sequence) => $"e{sequence:D19}";
}

/// <summary>
/// A chain's end as it was read, with the ETag that a commit must still find; null for a chain that does not exist yet.
/// </summary>
public sealed record ChainHead(AuditHead Head, string? ETag);
