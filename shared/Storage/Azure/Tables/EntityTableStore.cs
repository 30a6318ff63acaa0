using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>
/// Rows as entities of the Table service. A table is made when something is first written into it; one that is not
/// there has no rows.
/// </summary>
internal sealed class EntityTableStore(TableServiceClient service, Retry retry) : ITableStore
{
    public async Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        var client = service.GetTableClient(table);
        var found = await new ServiceCall($"row {key} of {table}", cancel).TryAsync<TableEntity>(async () =>
            (await client.GetEntityAsync<TableEntity>(partition, key, null, cancel)).Value
        );
        return found.TryGet(out var entity, out _) ? EntityCodec.Decode(entity) : null;
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
        FormattableString range = $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}";
        var query = service
            .GetTableClient(table)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter(range), cancellationToken: cancel);
        string? next = null;
        do
        {
            // A page is repeated, never half of one: nothing of it has been handed out before it is here.
            var page = await retry.RunAsync(
                _ => new ServiceCall(table, cancel).TryAsync(() => FirstAsync(query.AsPages(next))),
                cancel
            );
            foreach (var entity in page.IsOk ? page.Value.Values : [])
                yield return EntityCodec.Decode(entity);
            next = page.IsOk ? page.Value.ContinuationToken : null;
        } while (next is { Length: > 0 });
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
        var (client, what) = (service.GetTableClient(table), $"a row of {partition} in {table}");
        var actions = writes.Select(write => EntityCodec.Encode(partition, write)).ToList();
        return await new ServiceCall(what, cancel).TryAsync<IReadOnlyList<string>>(async () =>
        {
            try
            {
                return await SubmitAsync();
            }
            catch (RequestFailedException e) when (ServiceCall.CodeOf(e) == TableErrorCode.TableNotFound)
            {
                await client.CreateIfNotExistsAsync(cancel);
                return await SubmitAsync();
            }
            catch (RequestFailedException e) when (ServiceCall.CodeOf(e) == TableErrorCode.ResourceNotFound)
            {
                return new Fault(StoreCode.RowChanged, $"{what} is gone");
            }
        });

        async Task<string[]> SubmitAsync() =>
            [.. (await client.SubmitTransactionAsync(actions, cancel)).Value.Select(reply => $"{reply.Headers.ETag}")];
    }

    private static async Task<Result<Page<TableEntity>>> FirstAsync(IAsyncEnumerable<Page<TableEntity>> pages)
    {
        await foreach (var page in pages)
            return page;
        throw new IOException("no page");
    }
}
