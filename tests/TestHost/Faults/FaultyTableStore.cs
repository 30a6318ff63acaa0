using Bookseal.Evidence;
using Bookseal.Storage;

namespace Bookseal.TestHost.Faults;

/// <summary>A real table store, with a fault at one of its commits.</summary>
public sealed class FaultyTableStore(ITableStore inner, FaultPlan plan) : ITableStore
{
    public Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        plan.Live();
        return inner.GetAsync(table, partition, key, cancel);
    }

    public IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        CancellationToken cancel
    )
    {
        plan.Live();
        return inner.QueryAsync(table, partition, from, to, cancel);
    }

    public Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    ) => plan.WriteAsync(() => inner.CommitAsync(table, partition, writes, cancel));
}
