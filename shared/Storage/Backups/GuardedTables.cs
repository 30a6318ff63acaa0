namespace Bookseal.Storage.Backups;

/// <inheritdoc cref="ScratchGuard"/>
internal sealed class GuardedTables(ITableStore inner, ScratchGuard guard) : ITableStore
{
    public Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel) =>
        inner.GetAsync(table, partition, key, cancel);

    public IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        CancellationToken cancel
    ) => inner.QueryAsync(table, partition, from, to, cancel);

    public async Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    )
    {
        await guard.CheckAsync(cancel);
        return await inner.CommitAsync(table, partition, writes, cancel);
    }
}
