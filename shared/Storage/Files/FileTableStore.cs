using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Bookseal.Storage.Files;

/// <summary>
/// Tables as one commit log a partition: one transaction, one checksummed line, one fsync. Readers take no lock between
/// processes, and make nothing.
/// </summary>
public sealed class FileTableStore(string root) : ITableStore
{
    private readonly ConcurrentDictionary<(string Table, string Name), Partition> _partitions = new();

    public Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(Look(table, partition, rows => rows.Find(key)));
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await Task.CompletedTask;
        foreach (var row in Look(table, partition, rows => rows.Range(from, to)))
        {
            cancel.ThrowIfCancellationRequested();
            yield return row;
        }
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
        return Look(table, partition, rows => Commit(rows, writes), isWritten: true);
    }

    private static Result<IReadOnlyList<string>> Commit(Partition rows, IReadOnlyList<TableWrite> writes)
    {
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

    /// <summary>
    /// Looks at the rows as they are now; one thread of this process at a time. Nothing is remembered of a partition
    /// that is not there: whoever asks for names that somebody guesses would fill the memory.
    /// </summary>
    private T Look<T>(string table, string partition, Func<Partition, T> look, bool isWritten = false)
    {
        if (!_partitions.TryGetValue((table, partition), out var rows))
        {
            // As of objects: a partition is a file.
            var path = Path.Combine(root, "tables", $"{ObjectPath.Of(table, partition)}.log");
            rows = new Partition(path);
            if (isWritten || File.Exists(path))
                rows = _partitions.GetOrAdd((table, partition), rows);
        }

        lock (rows)
        {
            rows.Refresh();
            return look(rows);
        }
    }

    private Task<FileLock> LockAsync(string table, string partition, CancellationToken cancel)
    {
        var name = ObjectPath.Of(table, partition);
        return FileLock.AcquireAsync(Path.Combine(root, "state", "tables", name + ".lock"), cancel);
    }
}
