using System.Text;
using Bookseal.Storage;

namespace Bookseal.TestHost.Verbs;

/// <summary>
/// Adds one to a counter row, time and again, while others do the same, and prints each value that was acknowledged.
/// </summary>
internal sealed class IncrementVerb : IVerb
{
    public string Name => "increment";

    public string Usage => "FOLDER TABLE PARTITION ROW COUNT";

    public async Task<bool> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (
            arguments is not [var folder, var table, var partition, var row, var number]
            || !int.TryParse(number, out var count)
        )
            return false;
        var tables = Stores.Open(folder).Tables;
        for (var i = 0; i < count; i++)
            await Console.Out.WriteLineAsync($"{await IncrementAsync(tables, table, partition, row, cancel)}");
        return true;
    }

    private static async Task<int> IncrementAsync(
        ITableStore tables,
        string table,
        string partition,
        string key,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var row = await tables.GetAsync(table, partition, key, cancel);
            var next = row is null ? 1 : int.Parse(row.Payload.Span) + 1;
            var committed = await tables.CommitAsync(
                table,
                partition,
                [new(key, Encoding.UTF8.GetBytes($"{next}"), row?.ETag)],
                cancel
            );
            if (committed.IsOk)
                return next;
            if (committed.Fault.Code is not (StoreCode.RowChanged or StoreCode.RowExists))
                throw new IOException(committed.Fault.ToString());
        }
    }
}
