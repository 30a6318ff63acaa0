using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>
/// Rows as entities of the Table service. A table is made when something is first written into it; one that is not there
/// has no rows.
/// </summary>
internal sealed class EntityTableStore(TableServiceClient service, Retry retry) : ITableStore
{
    public async Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        var client = service.GetTableClient(table);
        var found = await ServiceCall.TryAsync(
            $"row {key} of {table}",
            () => client.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel),
            cancel
        );
        return found is { IsOk: true, Value: { HasValue: true, Value: { } entity } }
            ? EntityCodec.Decode(entity)
            : null;
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (string.CompareOrdinal(from, to) >= 0)
            yield break;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}"
        );
        var pages = service.GetTableClient(table).QueryAsync<TableEntity>(filter, cancellationToken: cancel);
        string? continuation = null;
        do
        {
            // A page is repeated, never half of one: nothing of it has been handed out before it is here.
            var page = await retry.RunAsync(
                _ => ServiceCall.TryAsync(table, () => FirstAsync(pages.AsPages(continuation)), cancel),
                cancel
            );
            if (!page.IsOk)
                yield break;
            foreach (var entity in page.Value.Values)
                yield return EntityCodec.Decode(entity);
            continuation = page.Value.ContinuationToken;
        } while (continuation is { Length: > 0 });
    }

    public async Task<Result<IReadOnlyList<string>>> CommitAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    )
    {
        if (writes.Any(write => write.Payload.Length > EntityCodec.MaxPayloadBytes))
            return new Fault(StoreCode.TransactionTooLarge, $"a row takes {EntityCodec.MaxPayloadBytes} bytes");
        if (StoreLimit.Refuses(writes) is { } refusal)
            return refusal;
        var client = service.GetTableClient(table);
        var actions = writes.Select(write => EntityCodec.Encode(partition, write)).ToList();
        var committed = await ServiceCall.TryAsync(
            $"a row of {partition} in {table}",
            async () =>
            {
                try
                {
                    return await client.SubmitTransactionAsync(actions, cancel);
                }
                catch (RequestFailedException e) when (e.Code() == TableErrorCode.TableNotFound)
                {
                    await client.CreateIfNotExistsAsync(cancel);
                    return await client.SubmitTransactionAsync(actions, cancel);
                }
            },
            cancel
        );
        if (committed.TryGet(out var responses, out var fault))
            return responses.Value.Select(response => $"{response.Headers.ETag}").ToArray();
        return fault.Code == StoreCode.NotFound
            ? new Fault(StoreCode.RowChanged, $"a row of {partition} in {table} is gone")
            : fault;
    }

    private static async Task<Page<TableEntity>> FirstAsync(IAsyncEnumerable<Page<TableEntity>> pages)
    {
        await foreach (var page in pages)
            return page;
        throw new IOException("the store answered no page");
    }
}
