using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Core;
using Bookseal.Storage.Azure.Http;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>Reads entities, one or a range with its continuations: learn.microsoft.com/rest/api/storageservices/query-entities</summary>
internal sealed class EntityQueries(StorageClient tables, Retry retry)
{
    private const string Accept = "application/json;odata=minimalmetadata";

    public async Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        using var message = tables.Message(RequestMethod.Get, EntityCodec.Address(table, partition, key));
        message.Request.Headers.Add("Accept", Accept);
        var response = await tables.SendAsync(message, cancel);
        if (response.Status == 404)
            return null; // no row, or no table yet
        if (response.Status != 200)
            throw ServiceError.Unexpected(response, $"row {key} of {table}");
        using var entity = JsonDocument.Parse(response.Content.ToMemory());
        return EntityCodec.Decode(entity.RootElement);
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
        var filter =
            $"PartitionKey eq {EntityCodec.Literal(partition)} and RowKey ge {EntityCodec.Literal(from)} and RowKey lt {EntityCodec.Literal(to)}";
        var continuation = "";
        do
        {
            // A page is repeated, never half of one: nothing of it has been handed out before it is here.
            var page = await retry.RunAsync(
                _ => ReadPageAsync(table, $"?$filter={Uri.EscapeDataString(filter)}{continuation}", cancel),
                cancel
            );
            foreach (var row in page.Rows)
                yield return row;
            continuation = page.Continuation;
        } while (continuation.Length > 0);
    }

    private async Task<(List<TableRow> Rows, string Continuation)> ReadPageAsync(
        string table,
        string query,
        CancellationToken cancel
    )
    {
        using var message = tables.Message(RequestMethod.Get, $"/{table}()", query);
        message.Request.Headers.Add("Accept", Accept);
        var response = await tables.SendAsync(message, cancel);
        if (response.Status == 404)
            return ([], "");
        if (response.Status != 200)
            throw ServiceError.Unexpected(response, table);
        using var page = JsonDocument.Parse(response.Content.ToMemory());
        var rows = page.RootElement.GetProperty("value").EnumerateArray().Select(EntityCodec.Decode).ToList();
        var next = string.Concat(
            ((string[])["NextPartitionKey", "NextRowKey"]).Select(name =>
                response.Headers.TryGetValue($"x-ms-continuation-{name}", out var value)
                    ? $"&{name}={Uri.EscapeDataString(value)}"
                    : ""
            )
        );
        return (rows, next);
    }
}
