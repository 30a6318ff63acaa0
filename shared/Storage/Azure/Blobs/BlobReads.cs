using System.Globalization;
using Azure.Core;
using Bookseal.Storage.Azure.Http;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Ranged, versioned reads: learn.microsoft.com/rest/api/storageservices/get-blob</summary>
internal sealed class BlobReads(StorageClient blobs, BlobProperties properties, Retry retry)
{
    public async Task<Result<Stream>> OpenAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        if (length == 0)
            return (await properties.ReadAsync(path, cancel)).Map(_ => Stream.Null);
        var end = length is { } wanted && wanted < long.MaxValue - offset ? offset + wanted : long.MaxValue;
        return (await GetAsync(path, offset, end, null, cancel)).Map(opened =>
            opened is { } range ? new BlobStream(this, path, range, offset, retry) : Stream.Null
        );
    }

    /// <summary>Opens from <paramref name="offset"/> to <paramref name="end"/>, or to where the blob ends now; null where it ends before the offset.</summary>
    /// <param name="etag">Of a blob that was created whole: the one to go on with. An append blob's changes with every append, its bytes do not.</param>
    public async Task<Result<BlobRange?>> GetAsync(
        ObjectPath path,
        long offset,
        long end,
        string? etag,
        CancellationToken cancel
    )
    {
        using var message = blobs.Message(RequestMethod.Get, $"/{path}", BlobProperties.VersionQuery(path));
        message.BufferResponse = false;
        message.Request.Headers.Add(
            "x-ms-range",
            end == long.MaxValue ? $"bytes={offset}-" : $"bytes={offset}-{end - 1}"
        );
        if (etag is not null)
            message.Request.Headers.Add("If-Match", etag);
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status == 416)
            return (BlobRange?)null;
        if (response.Status is not (200 or 206))
            return ServiceError.Refusal(response, path);
        var length = long.Parse(BlobProperties.Text(response.Headers, "Content-Length")!, CultureInfo.InvariantCulture);
        var isWhole = BlobProperties.Text(response.Headers, "x-ms-blob-type") == "BlockBlob";
        return new BlobRange(
            message.ExtractResponseContent()!,
            length,
            isWhole ? BlobProperties.Text(response.Headers, "ETag") : null
        );
    }
}
