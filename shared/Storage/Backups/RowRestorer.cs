namespace Bookseal.Storage.Backups;

/// <summary>
/// Writes a backup's rows in transactions: those of the chain in their order, its head in a transaction of its own
/// after all others.
/// </summary>
internal sealed class RowRestorer(ITableStore tables, BackupFolder backup)
{
    private const string HeadKey = Audit.AuditLog.HeadKey;

    private string Partition => backup.Manifest.Tenant.ToString();

    /// <summary><c>RESTORE_CONFLICT</c> where another row is there.</summary>
    public async Task<Fault?> WriteAsync(CancellationToken cancel)
    {
        var heads = new List<TableRow>();
        foreach (var table in TenantPlaces.Tables.Reverse())
        {
            if (!(await backup.ReadTableAsync(table, cancel)).TryGet(out var rows, out var fault))
                return fault;
            heads.AddRange(rows.Where(row => table == TenantPlaces.Audit && row.Key == HeadKey));
            foreach (var batch in Batches(rows.Where(row => table != TenantPlaces.Audit || row.Key != HeadKey)))
                if (await WriteAsync(table, batch, cancel) is { } refused)
                    return refused;
        }

        // Commit point: a chain without its head is none to any reader.
        return heads.Count == 0 ? null : await WriteAsync(TenantPlaces.Audit, heads, cancel);
    }

    /// <summary><c>RESTORE_DIFFERS</c> unless the rows are the backup's, and no others.</summary>
    public async Task<Fault?> CompareAsync(CancellationToken cancel)
    {
        foreach (var table in TenantPlaces.Tables)
        {
            if (!(await backup.ReadTableAsync(table, cancel)).TryGet(out var rows, out var fault))
                return fault;
            var at = 0;
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
                return new("RESTORE_CONFLICT", $"row {row.Key} of {table} is there and is another one");
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

    private static bool IsSame(TableRow one, TableRow other) =>
        one.Key == other.Key && one.Payload.Span.SequenceEqual(other.Payload.Span);

    private static Fault Differs(string table) =>
        new("RESTORE_DIFFERS", $"table {table} does not have the backup's rows, and no others");
}
