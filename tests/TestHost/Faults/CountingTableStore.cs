using System.Runtime.CompilerServices;
using Bookseal.Evidence;
using Bookseal.Storage;

namespace Bookseal.TestHost.Faults;

/// <summary>A table store that counts the entries of audit chains that are read from it.</summary>
public sealed class CountingTableStore(ITableStore inner) : ITableStore
{
    private long _entries;

    public long Entries => Interlocked.Read(ref _entries);

    public async Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        Count(key);
        return await inner.GetAsync(table, partition, key, cancel);
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in inner.QueryAsync(table, partition, from, to, cancel))
        {
            Count(row.Key);
            yield return row;
        }
    }

    public Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    ) => inner.CommitAsync(table, partition, writes, cancel);

    /// <summary>An entry's key is 'e' and digits; the rows beside them are called otherwise.</summary>
    private void Count(string key)
    {
        if (key.Length > 1 && key[0] == 'e' && char.IsAsciiDigit(key[1]))
            Interlocked.Increment(ref _entries);
    }
}
