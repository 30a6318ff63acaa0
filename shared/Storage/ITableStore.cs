namespace Bookseal.Storage;

/// <summary>
/// Rows with binary payloads in partitions of tables. Refusals are faults with a <see cref="StoreCode"/>.
/// </summary>
public interface ITableStore
{
    Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel);

    /// <summary>The rows with <paramref name="from"/> ≤ key &lt; <paramref name="to"/>, in ordinal order.</summary>
    IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        CancellationToken cancel
    );

    /// <summary>
    /// All writes or none: at most 100 rows and 2.5 MiB, no row twice (<c>InvalidInput</c>). An insert of a row that is
    /// there is <c>EntityAlreadyExists</c>, a replacement of one that changed <c>UpdateConditionNotSatisfied</c>.
    /// </summary>
    /// <returns>The new ETags, in the order of the writes.</returns>
    Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    );
}

/// <param name="ETag">Changes with every write of the row.</param>
public sealed record TableRow(string Key, ReadOnlyMemory<byte> Payload, string ETag);

/// <summary>One write of a transaction: an insert, or a replacement of the very row that was read.</summary>
/// <param name="IfMatch">The ETag that was read; null to insert.</param>
public sealed record TableWrite(string Key, ReadOnlyMemory<byte> Payload, string? IfMatch);
