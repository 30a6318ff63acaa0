using Bookseal.Books.Audit;
using Bookseal.Storage.Audit;

namespace Bookseal.Storage.Backups;

/// <summary>
/// Writes a backup's rows in transactions: those of the chain in their order, its head after all others, with the entry
/// that says that it was restored.
/// </summary>
internal sealed class RowRestorer(ITableStore tables, BackupFolder backup)
{
    private const string HeadKey = AuditLog.HeadKey;

    private string Partition => backup.Manifest.Tenant.ToString();

    /// <summary>All but the chain's head; <c>RESTORE_CONFLICT</c> where another row is there.</summary>
    public async Task<Fault?> WriteAsync(CancellationToken cancel)
    {
        foreach (var table in TenantPlaces.Tables.Reverse())
        {
            if (!(await backup.ReadTableAsync(table, cancel)).TryGet(out var rows, out var fault))
                return fault;
            foreach (var batch in Batches(rows.Where(row => !IsHead(table, row))))
                if (await WriteAsync(table, batch, cancel) is { } refused)
                    return refused;
        }

        return null;
    }

    /// <summary>
    /// The chain's head, and in the same transaction the entry that follows the backup's last: nothing goes on from the
    /// backup's end without it.
    /// </summary>
    /// <param name="entry">Null of a scratch store, which takes no writes and has the backup's chain.</param>
    public async Task<Fault?> WriteHeadAsync(AuditDraft? entry, DateTimeOffset now, CancellationToken cancel)
    {
        if (!(await backup.ReadTableAsync(TenantPlaces.Audit, cancel)).TryGet(out var rows, out var fault))
            return fault;
        if (rows.FirstOrDefault(row => row.Key == HeadKey) is not { } stored)
            return new(BackupManifest.Invalid, "the audit chain has no head");
        if (entry is null)
            return await WriteAsync(TenantPlaces.Audit, [stored], cancel);
        if (!AuditHead.FromBytes(stored.Payload.Span).TryGet(out var head, out fault))
            return fault;
        var (next, entries) = head.Append([entry], now);
        TableRow[] batch =
        [
            .. entries.Select(one => new TableRow(AuditLog.EntryKey(one.Sequence), one.Encode(), "")),
            stored with
            {
                Payload = next.ToBytes(),
            },
        ];
        return await WriteAsync(TenantPlaces.Audit, batch, cancel);
    }

    /// <summary><c>RESTORE_DIFFERS</c> unless the rows are the backup's, and no others; all but the head.</summary>
    public async Task<Fault?> CompareAsync(CancellationToken cancel)
    {
        foreach (var table in TenantPlaces.Tables)
        {
            if (!(await backup.ReadTableAsync(table, cancel)).TryGet(out var read, out var fault))
                return fault;
            var (rows, at) = (read.Where(row => !IsHead(table, row)).ToList(), 0);
            await foreach (var row in tables.QueryAsync(table, Partition, "!", "~", cancel))
                if (at < rows.Count && IsSame(rows[at], row))
                    at++;
                else
                    return Differs(table);
            if (at < rows.Count)
                return Differs(table);
        }

        return null;
    }

    private async Task<Fault?> WriteAsync(string table, IReadOnlyList<TableRow> batch, CancellationToken cancel)
    {
        List<TableWrite> writes = [.. batch.Select(row => new TableWrite(row.Key, row.Payload, null))];
        var committed = await tables.CommitAsync(table, Partition, writes, cancel);
        if (committed.IsOk)
            return null;
        if (committed.Fault.Code != StoreCode.RowExists)
            throw new IOException($"the rows of {table} cannot be written: {committed.Fault}");
        // A restore that stopped has written some of them: the batches of one backup are always the same.
        foreach (var row in batch)
            if (await tables.GetAsync(table, Partition, row.Key, cancel) is not { } there || !IsSame(row, there))
                return new(RestoreCode.Conflict, $"row {row.Key} of {table} is there and is another one");
        return null;
    }

    private static IEnumerable<IReadOnlyList<TableRow>> Batches(IEnumerable<TableRow> rows)
    {
        var (batch, bytes) = (new List<TableRow>(), 0L);
        foreach (var row in rows)
        {
            if (batch.Count == Limits.TransactionRows || bytes + row.Payload.Length > Limits.TransactionBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(row);
            bytes += row.Payload.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static bool IsHead(string table, TableRow row) => table == TenantPlaces.Audit && row.Key == HeadKey;

    private static bool IsSame(TableRow one, TableRow other) =>
        one.Key == other.Key && one.Payload.Span.SequenceEqual(other.Payload.Span);

    private static Fault Differs(string table) =>
        new(RestoreCode.Differs, $"table {table} does not have the backup's rows, and no others");
}
