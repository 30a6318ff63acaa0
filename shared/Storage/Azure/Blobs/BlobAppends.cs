using System.Globalization;
using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Appends on condition of position and lease, and their end: learn.microsoft.com/rest/api/storageservices/append-block and .../append-blob-seal</summary>
internal sealed class BlobAppends(StorageClient blobs, BlobProperties properties)
{
    /// <summary>Sent once. Whether a lost reply hides an append, the caller finds by reading the range (<see cref="Resilience.ResilientObjectStore"/>).</summary>
    public async Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    )
    {
        if (block.Length > Limits.BatchBytes)
            return new Fault(StoreCode.BlockTooLarge, $"a block is at most {Limits.BatchBytes} bytes");
        if (block.IsEmpty)
            throw new ArgumentException("the service takes no empty block", nameof(block));
        using var message = blobs.Message(RequestMethod.Put, $"/{path}", "?comp=appendblock");
        message.Request.Headers.Add("x-ms-blob-condition-appendpos", position.ToString(CultureInfo.InvariantCulture));
        if (lease is { } id)
            message.Request.Headers.Add("x-ms-lease-id", id.ToString("D"));
        message.Request.Content = RequestContent.Create(block);
        var response = await blobs.SendAsync(message, cancel);
        return response.Status == 201 ? position + block.Length : ServiceError.Refusal(response, path);
    }

    public async Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Put, $"/{path}", "?comp=seal");
        if (lease is { } id)
            message.Request.Headers.Add("x-ms-lease-id", id.ToString("D"));
        message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        var response = await blobs.SendAsync(message, cancel);
        return response.Status == 200 ? await properties.ReadAsync(path, cancel) : ServiceError.Refusal(response, path);
    }
}
