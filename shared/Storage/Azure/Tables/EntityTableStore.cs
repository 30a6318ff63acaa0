using System.Text;
using Azure.Core;
using Bookseal.Storage.Azure.Http;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>Rows as entities of the Table service. A table is made when something is first written into it.</summary>
internal sealed class EntityTableStore(StorageClient tables, Retry retry) : ITableStore
{
    private readonly EntityQueries _queries = new(tables, retry);
    private readonly GroupTransaction _transactions = new(tables);

    public Task<TableRow?> GetAsync(string table, string partition, string key, CancellationToken cancel) =>
        _queries.GetAsync(table, partition, key, cancel);

    public IAsyncEnumerable<TableRow> QueryAsync(
        string table,
        string partition,
        string from,
        string to,
        CancellationToken cancel
    ) => _queries.QueryAsync(table, partition, from, to, cancel);

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
        var (code, etags) = await _transactions.SendAsync(table, partition, writes, cancel);
        if (code == ServiceError.TableNotFound)
        {
            await CreateAsync(table, cancel);
            (code, etags) = await _transactions.SendAsync(table, partition, writes, cancel);
        }

        if (code is null)
            return etags.ToArray();
        return code switch
        {
            "ResourceNotFound" => new Fault(StoreCode.RowChanged, $"a row of {partition} in {table} is gone"),
            _ => ServiceError.Refusal(code, $"a row of {partition} in {table}")
                ?? throw new IOException($"{table}: the store refused a transaction with {code}"),
        };
    }

    /// <summary>learn.microsoft.com/rest/api/storageservices/create-table</summary>
    private async Task CreateAsync(string table, CancellationToken cancel)
    {
        using var message = tables.Message(RequestMethod.Post, "/Tables");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Accept", "application/json;odata=nometadata");
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes($"{{\"TableName\":\"{table}\"}}"));
        var response = await tables.SendAsync(message, cancel);
        if (response.Status is not (201 or 204) && ServiceError.CodeOf(response) != "TableAlreadyExists")
            throw ServiceError.Unexpected(response, table);
    }
}
