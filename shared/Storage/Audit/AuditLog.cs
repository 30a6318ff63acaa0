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
    internal const string HeadKey = "head";
    private const string Table = "audit";
    private const int MaxLooks = 100;
    private readonly KnownAbsences _absences = new();
    private readonly LastRead<Result<AuditHead>> _heads = new();
    private readonly LastRead<Digest> _ends = new();

    /// <summary>
    /// The chain's end. Refused, with the code of what is wrong, where the last entry is not the one that the head
    /// names or another one follows it: entries, head and projections are one commit, so that only somebody with other
    /// means than this program's brings that about.
    /// </summary>
    public async Task<ChainHead> ReadHeadAsync(TenantId tenant, string origin, CancellationToken cancel)
    {
        var (chain, looks) = (await ReadHeadRowAsync(tenant, origin, cancel), 0);
        while (await FindEndFaultAsync(tenant, chain.Head, cancel) is { } fault)
        {
            var again = await ReadHeadRowAsync(tenant, origin, cancel);
            // Who sees an entry sees a head that counts it, if it is read after the entry.
            if (again.Head.Size <= chain.Head.Size || looks++ > MaxLooks)
                throw new ChainRefusedException(fault);
            chain = again;
        }

        return chain;
    }

    private async Task<ChainHead> ReadHeadRowAsync(TenantId tenant, string origin, CancellationToken cancel)
    {
        var row = await tables.GetAsync(Table, tenant.ToString(), HeadKey, cancel);
        if (row is null)
            return new(AuditHead.Empty(origin), null);
        return _heads.Of(row.Payload, bytes => AuditHead.FromBytes(bytes.Span)).TryGet(out var head, out var fault)
            ? new(head, row.ETag)
            : throw ChainCode.Refuse(
                ChainCode.HeadMismatch,
                $"the head of {tenant}'s audit chain is unreadable: {fault.Message}"
            );
    }

    private async Task<Fault?> FindEndFaultAsync(TenantId tenant, AuditHead head, CancellationToken cancel)
    {
        var (first, beyond) = (Math.Max(head.Size - 1, 0), head.Size + 1);
        var last = (Digest?)null;
        await foreach (
            var row in tables.QueryAsync(Table, tenant.ToString(), EntryKey(first), EntryKey(beyond), cancel)
        )
        {
            if (row.Key == EntryKey(head.Size))
                return Damaged(
                    ChainCode.HeadMismatch,
                    $"the head of {tenant}'s audit chain counts {head.Size} entries and more are there; it was put back"
                );
            last = _ends.Of(row.Payload, bytes => Digest.Of(bytes.Span));
        }

        if (head.Size == 0 || last == head.Last)
            return null;
        return last is null
            ? Damaged(
                ChainCode.Truncated,
                $"the head of {tenant}'s audit chain counts {head.Size} entries, and the last is not there"
            )
            : Damaged(ChainCode.EntryEdited, $"entry {head.Size - 1} does not have the hash that the head says");
    }

    private static Fault Damaged(string code, string what) =>
        new(code, $"{what}; 'bookseal audit verify' names the first bad entry; restore the table from a backup");

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
        if (drafts.FirstOrDefault(draft => !EventTypes.IsKnown(draft.Type)) is { } unknown)
            throw new InvalidOperationException($"{unknown.Type} is no type that {nameof(EventTypes)} knows");
        var (head, entries) = chain.Head.Append(drafts, clock.GetUtcNow());
        List<TableWrite> rows = [.. projections(entries)];
        var counted = head.Rows ?? await new RowCensus(tables, Table, tenant).TakeAsync(chain.Head, cancel);
        List<TableWrite> writes =
        [
            .. entries.Select(entry => new TableWrite(EntryKey(entry.Sequence), entry.Encode(), null)),
            new(HeadKey, head.WithRows(RowCensus.Add(counted, rows)).ToBytes(), chain.ETag),
            .. rows,
        ];
        var committed = await tables.CommitAsync(Table, tenant.ToString(), writes, cancel);
        return committed.IsOk ? entries.ToArray() : committed.Fault;
    }

    /// <summary>
    /// The bytes of the entries from one sequence number up to, and without, another: each of them, or
    /// <c>AUDIT_GAP</c>.
    /// </summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        TenantId tenant,
        long from,
        long to,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var next = from;
        await foreach (var row in tables.QueryAsync(Table, tenant.ToString(), EntryKey(from), EntryKey(to), cancel))
        {
            if (row.Key != EntryKey(next))
                break;
            next++;
            yield return row.Payload;
        }

        if (next < to)
            throw new ChainRefusedException(
                Damaged(ChainCode.Gap, $"entry {next} of {tenant}'s audit chain is missing")
            );
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
    /// Replaces a projection outside a commit of entries, for a rebuild. The head is written along: if the chain grew
    /// since it was read, nothing is.
    /// </summary>
    public Task<Result<IReadOnlyList<string>>> WriteProjectionAsync(
        TenantId tenant,
        ChainHead chain,
        TableWrite row,
        CancellationToken cancel
    ) => tables.CommitAsync(Table, tenant.ToString(), [new(HeadKey, chain.Head.ToBytes(), chain.ETag), row], cancel);

    /// <summary>
    /// Lets the head count the rows that there are, after a rebuild. A conflict if the chain grew meanwhile.
    /// </summary>
    public async Task<Result<bool>> RecountAsync(TenantId tenant, ChainHead chain, CancellationToken cancel)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var key in ReadProjectionKeysAsync(tenant, cancel))
            counts[RowCensus.FamilyOf(key)] = counts.GetValueOrDefault(RowCensus.FamilyOf(key)) + 1;
        var head = chain.Head.WithRows(counts).ToBytes();
        if (chain.ETag is null || head.AsSpan().SequenceEqual(chain.Head.ToBytes()))
            return false;
        var committed = await tables.CommitAsync(Table, tenant.ToString(), [new(HeadKey, head, chain.ETag)], cancel);
        return committed.IsOk ? true : committed.Fault;
    }

    /// <summary>
    /// A row that is made from the chain; null only where none was ever written, otherwise <c>PROJECTION_DAMAGED</c>.
    /// </summary>
    public async Task<TableRow?> ProjectionAsync(TenantId tenant, string key, CancellationToken cancel)
    {
        if (await StoredProjectionAsync(tenant, key, cancel) is { } row)
            return row;
        // After the row was missed, and before it is missed again: it is none that this head counts.
        var head = await StoredProjectionAsync(tenant, HeadKey, cancel);
        if (head is not null && _absences.Has(tenant, key, head.Payload))
            return null;
        var chain = await ReadHeadAsync(tenant, "", cancel);
        if (await new RowCensus(tables, Table, tenant).IsLostAsync(key, chain.Head, cancel))
            throw ChainCode.DamagedRow(key, $"of {tenant} is lost");
        if (await StoredProjectionAsync(tenant, key, cancel) is { } late)
            return late;
        if (head is not null && chain.ETag == head.ETag)
            _absences.Add(tenant, key, head.Payload);
        return null;
    }

    /// <summary>A row as it is stored: for checks, and for rows that nothing is decided by.</summary>
    public Task<TableRow?> StoredProjectionAsync(TenantId tenant, string key, CancellationToken cancel) =>
        tables.GetAsync(Table, tenant.ToString(), key, cancel);

    /// <summary>The rows of a family, which is their keys' part up to the first hyphen, in ordinal order.</summary>
    public IAsyncEnumerable<TableRow> ReadProjectionsAsync(TenantId tenant, string family, CancellationToken cancel) =>
        tables.QueryAsync(Table, tenant.ToString(), family + "-", family + ".", cancel); // '.' comes after '-'

    public IAsyncEnumerable<string> ReadProjectionKeysAsync(TenantId tenant, CancellationToken cancel) =>
        new RowCensus(tables, Table, tenant).ReadKeysAsync(cancel);

    public static bool IsConflict(Fault fault) => fault.Code is StoreCode.RowChanged or StoreCode.RowExists;

    internal static string EntryKey(long sequence) => $"e{sequence:D19}";
}

/// <summary>
/// A chain's end as it was read, with the ETag that a commit must still find; null for a chain that does not exist yet.
/// </summary>
public sealed record ChainHead(AuditHead Head, string? ETag);
