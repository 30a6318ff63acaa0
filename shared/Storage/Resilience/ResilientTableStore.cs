namespace Bookseal.Storage.Resilience;

/// <summary>
/// A table store whose unknown outcomes are resolved: a transaction that is refused when repeated took effect if the
/// rows that it inserts are there, byte for byte.
/// </summary>
public sealed class ResilientTableStore(ITableStore inner, Retry retry) : ITableStore
{
    public Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.GetAsync(table, partition, key, cancel), cancel);

    /// <summary>Not repeated: a caller may have seen half of it.</summary>
    public IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        CancellationToken cancel
    ) => inner.QueryAsync(table, partition, from, to, cancel);

    public Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    ) =>
        retry.RunAsync(
            async isRepeated =>
            {
                var committed = await inner.CommitAsync(table, partition, writes, cancel);
                if (!isRepeated || committed.IsOk)
                    return committed;
                return await FindETagsAsync(table, partition, writes, cancel) is { } etags ? etags : committed;
            },
            cancel
        );

    /// <summary>
    /// The rows' ETags if the transaction is in the table. An inserted first row decides alone, for a later transaction
    /// may have replaced the others (audit entries come first and are never replaced); a transaction that begins with a
    /// replacement counts as there only if all its rows still are what it wrote.
    /// </summary>
    private async Task<string[]?> FindETagsAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    )
    {
        var firstDecides = writes[0].IfMatch is null;
        var etags = new List<string>();
        foreach (var write in writes)
        {
            var row = await inner.GetAsync(table, partition, write.Key, cancel);
            var decides = !firstDecides || etags.Count == 0;
            if (row is null || (decides && !row.Payload.Span.SequenceEqual(write.Payload.Span)))
                return null;
            etags.Add(row.ETag);
        }

        return [.. etags];
    }
}
