using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Bookseal.Storage.Files;

/// <summary>Tables as one commit log a partition: one transaction, one checksummed line, one fsync.</summary>
public sealed class FileTableStore(string root) : ITableStore
{
    private readonly ConcurrentDictionary<string, Partition> _partitions = new(StringComparer.Ordinal);

    public async Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        using var held = await LockAsync(table, partition, cancel);
        return Refreshed(table, partition).Find(key);
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        IReadOnlyList<TableRow> rows;
        using (await LockAsync(table, partition, cancel))
            rows = Refreshed(table, partition).Range(from, to);
        foreach (var row in rows)
            yield return row;
    }

    public async Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    )
    {
        if (StoreLimit.Refuses(writes) is { } refusal)
            return refusal;
        using var held = await LockAsync(table, partition, cancel);
        var rows = Refreshed(table, partition);
        foreach (var write in writes)
        {
            var current = rows.Find(write.Key);
            if (write.IfMatch is null && current is not null)
                return new Fault(StoreCode.RowExists, $"row {write.Key} exists");
            if (write.IfMatch is not null && current?.ETag != write.IfMatch)
                return new Fault(StoreCode.RowChanged, $"row {write.Key} changed");
        }

        return rows.Commit(writes);
    }

    private Partition Refreshed(string table, string partition)
    {
        var rows = _partitions.GetOrAdd(
            $"{table}/{partition}",
            name => new Partition(Path.Combine(root, "tables", name + ".log"))
        );
        rows.Refresh();
        return rows;
    }

    private Task<FileLock> LockAsync(string table, string partition, CancellationToken cancel)
    {
        var name = ObjectPath.Of(table, partition); // the same characters as object names: a partition is a file
        return FileLock.AcquireAsync(Path.Combine(root, "state", "tables", name + ".lock"), cancel);
    }
}
