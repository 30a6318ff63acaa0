using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;
using Bookseal.Storage.Azure.Http;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>
/// All writes of a transaction in one request, as a change set of a multipart body: learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
/// The answer is 202 whatever happened; the statuses stand in its parts.
/// </summary>
internal sealed class GroupTransaction(StorageClient tables)
{
    /// <summary>The ETags of the rows in their order, or the code with which the service refuses all of them.</summary>
    public async Task<(string? Code, IReadOnlyList<string> ETags)> SendAsync(
        string table,
        string partition,
        IReadOnlyList<TableWrite> writes,
        CancellationToken cancel
    )
    {
        var boundary = $"batch_{Guid.NewGuid():D}";
        using var message = tables.Message(RequestMethod.Post, "/$batch");
        message.Request.Headers.Add("Content-Type", $"multipart/mixed; boundary={boundary}");
        message.Request.Headers.Add("Accept", "application/json");
        message.Request.Headers.Add("DataServiceVersion", "3.0;");
        message.Request.Content = RequestContent.Create(Body(boundary, table, partition, writes));
        var response = await tables.SendAsync(message, cancel);
        if (response.Status != 202)
            return ServiceError.CodeOf(response) is { } code
                ? (code, [])
                : throw ServiceError.Unexpected(response, table);
        return Read(response, table, writes.Count);
    }

    private byte[] Body(string boundary, string table, string partition, IReadOnlyList<TableWrite> writes)
    {
        var changes = $"changeset_{Guid.NewGuid():D}";
        using var body = new MemoryStream();
        Write(body, $"--{boundary}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        foreach (var write in writes)
        {
            var isInsert = write.IfMatch is null;
            var target = tables.Endpoint + (isInsert ? $"/{table}" : EntityCodec.Address(table, partition, write.Key));
            Write(
                body,
                $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{(isInsert ? "POST" : "PUT")} {target} HTTP/1.1\r\n"
            );
            Write(
                body,
                "Accept: application/json;odata=minimalmetadata\r\nContent-Type: application/json\r\nDataServiceVersion: 3.0;\r\n"
            );
            Write(body, isInsert ? "Prefer: return-no-content\r\n\r\n" : $"If-Match: {write.IfMatch}\r\n\r\n");
            body.Write(EntityCodec.Encode(partition, write.Key, write.Payload.Span));
            Write(body, "\r\n");
        }

        Write(body, $"--{changes}--\r\n--{boundary}--\r\n");
        return body.ToArray();
    }

    private static (string? Code, IReadOnlyList<string> ETags) Read(Response response, string table, int count)
    {
        var etags = new List<string>();
        foreach (var part in response.Content.ToString().Split("HTTP/1.1 ").Skip(1))
        {
            var status = int.Parse(part.AsSpan(0, 3), CultureInfo.InvariantCulture);
            if (StorageClient.Later.Contains(status))
                throw new StoreUnavailableException($"{table}: the store answered {status} to a transaction");
            if (status >= 300)
                return CodeOf(part) is { } code
                    ? (code, [])
                    : throw new IOException($"{table}: a transaction was refused with {status}");
            var etag = part.Split("\r\n")
                .FirstOrDefault(line => line.StartsWith("ETag: ", StringComparison.OrdinalIgnoreCase));
            if (etag is not null)
                etags.Add(etag["ETag: ".Length..]);
        }

        return etags.Count == count
            ? (null, etags)
            : throw new IOException($"{table}: a transaction of {count} writes was answered for {etags.Count} of them");
    }

    private static string? CodeOf(string part)
    {
        var (start, end) = (part.IndexOf('{', StringComparison.Ordinal), part.LastIndexOf('}'));
        return start >= 0 && end > start ? ServiceError.CodeIn(Encoding.UTF8.GetBytes(part[start..(end + 1)])) : null;
    }

    private static void Write(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
