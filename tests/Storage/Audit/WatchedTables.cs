namespace Bookseal.Storage.Tests.Audit;

/// <summary>A store whose listings are counted, and of which rows can be lost.</summary>
internal sealed class WatchedTables(ITableStore inner) : ITableStore
{
    public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);

    public int Listings { get; private set; }

    public async Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel) =>
        Lost.Contains(key) ? null : await inner.GetAsync(table, partition, key, cancel);

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        Listings++;
        await foreach (var row in inner.QueryAsync(table, partition, from, to, cancel))
            if (!Lost.Contains(row.Key))
                yield return row;
    }

    public Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    ) => inner.CommitAsync(table, partition, writes, cancel);
}
