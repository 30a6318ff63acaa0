using System.Runtime.CompilerServices;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Backups;

/// <summary>
/// A backup as a store that is only read: what checks a store checks a backup, too. Every write of it is a bug.
/// </summary>
public static class BackupBackend
{
    /// <summary>The folder's files are as its lists say: that is compared before.</summary>
    public static async Task<Result<Backend>> OpenAsync(BackupFolder backup, CancellationToken cancel)
    {
        var tables = new Dictionary<string, IReadOnlyList<TableRow>>(StringComparer.Ordinal);
        foreach (var table in backup.Manifest.Tables)
        {
            if (!(await backup.ReadTableAsync(table.Name, cancel)).TryGet(out var rows, out var fault))
                return fault;
            tables.Add(table.Name, rows);
        }

        return new Backend(new Objects(backup), new Tables(backup.Manifest.Tenant.ToString(), tables))
        {
            RetainsObjects = backup.Manifest.Retains,
        };
    }

    private static InvalidOperationException ReadOnly() => new("a backup is only read");

    private sealed class Objects(BackupFolder backup) : IObjectStore
    {
        private readonly Dictionary<string, BackupObject> _objects = backup.Objects.ToDictionary(
            one => one.Path,
            StringComparer.Ordinal
        );

        public Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
        {
            if (!_objects.TryGetValue(path.ToString(), out var one))
                return Task.FromResult<Result<Stream>>(Missing(path));
            if (!backup.Open(one).TryGet(out var file, out var fault))
                return Task.FromResult<Result<Stream>>(fault);
            var end = length is { } wanted && wanted < one.Length - offset ? offset + wanted : one.Length;
            return Task.FromResult<Result<Stream>>(new Files.BoundedStream(file, Math.Min(offset, end), end));
        }

        public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel) =>
            Task.FromResult(
                _objects.TryGetValue(path.ToString(), out var one) ? (Result<ObjectInfo>)one.ToInfo() : Missing(path)
            );

        public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<ObjectInfo>>([
                .. backup
                    .Objects.Where(one =>
                        one.Path == prefix.ToString() || one.Path.StartsWith($"{prefix}/", StringComparison.Ordinal)
                    )
                    .Select(one => one.ToInfo()),
            ]);

        public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel) =>
            throw ReadOnly();

        public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
            throw ReadOnly();

        public Task<Result<long>> AppendAsync(
            ObjectPath path,
            long position,
            ReadOnlyMemory<byte> block,
            Guid? lease,
            CancellationToken cancel
        ) => throw ReadOnly();

        public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
            throw ReadOnly();

        public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
            throw ReadOnly();

        public Task<Result<ObjectInfo>> ChangeLeaseAsync(
            ObjectPath path,
            Guid from,
            Guid to,
            CancellationToken cancel
        ) => throw ReadOnly();

        public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
            throw ReadOnly();

        public Task<Result<ObjectInfo>> RetainAsync(
            ObjectPath path,
            DateTimeOffset until,
            RetentionMode mode,
            CancellationToken cancel
        ) => throw ReadOnly();

        public Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel) => throw ReadOnly();

        private static Fault Missing(ObjectPath path) => new(StoreCode.NotFound, $"{path} does not exist");
    }

    private sealed class Tables(string tenant, IReadOnlyDictionary<string, IReadOnlyList<TableRow>> tables)
        : ITableStore
    {
        private readonly Dictionary<(string Table, string Key), TableRow> _rows = tables
            .SelectMany(table => table.Value.Select(row => (table.Key, Row: row)))
            .ToDictionary(pair => (pair.Key, pair.Row.Key), pair => pair.Row);

        public Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel) =>
            Task.FromResult(partition == tenant ? _rows.GetValueOrDefault((table, key)) : null);

        public async IAsyncEnumerable<TableRow> QueryAsync(
            string table,
            string partition,
            string from,
            string to,
            [EnumeratorCancellation] CancellationToken cancel
        )
        {
            await Task.CompletedTask;
            if (partition != tenant || !tables.TryGetValue(table, out var rows))
                yield break;
            foreach (var row in rows)
                if (string.CompareOrdinal(row.Key, from) >= 0 && string.CompareOrdinal(row.Key, to) < 0)
                    yield return row;
        }

        public Task<Result<IReadOnlyList<string>>> CommitAsync(
            string table,
            string partition,
            IReadOnlyList<TableWrite> writes,
            CancellationToken cancel
        ) => throw ReadOnly();
    }
}
