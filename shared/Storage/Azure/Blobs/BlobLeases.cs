using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Infinite leases: learn.microsoft.com/rest/api/storageservices/lease-blob</summary>
internal sealed class BlobLeases(StorageClient blobs, BlobProperties properties)
{
    public Task<Result<ObjectInfo>> AcquireAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        SendAsync(
            path,
            "acquire",
            cancel,
            ("x-ms-lease-duration", "-1"),
            ("x-ms-proposed-lease-id", lease.ToString("D"))
        );

    public Task<Result<ObjectInfo>> ChangeAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        SendAsync(
            path,
            "change",
            cancel,
            ("x-ms-lease-id", from.ToString("D")),
            ("x-ms-proposed-lease-id", to.ToString("D"))
        );

    public Task<Result<ObjectInfo>> ReleaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        SendAsync(path, "release", cancel, ("x-ms-lease-id", lease.ToString("D")));

    public Task<Result<ObjectInfo>> BreakAsync(ObjectPath path, CancellationToken cancel) =>
        SendAsync(path, "break", cancel, ("x-ms-lease-break-period", "0"));

    private async Task<Result<ObjectInfo>> SendAsync(
        ObjectPath path,
        string action,
        CancellationToken cancel,
        params (string Name, string Value)[] headers
    )
    {
        using var message = blobs.Message(RequestMethod.Put, $"/{path}", "?comp=lease");
        message.Request.Headers.Add("x-ms-lease-action", action);
        foreach (var (name, value) in headers)
            message.Request.Headers.Add(name, value);
        message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status is 200 or 201 or 202)
            return await properties.ReadAsync(path, cancel);
        // Of a blob that nobody leases the service says by its lease's history that the id does not match, that it is broken, or that there is none. The port tells what is.
        var isFree =
            action != "acquire"
            && response.Status is (409 or 412)
            && (await properties.ReadAsync(path, cancel)).TryGet(out var info, out _)
            && !info.IsLeased;
        return isFree
            ? new Fault(StoreCode.LeaseNotPresent, $"{path} is not leased")
            : ServiceError.Refusal(response, path);
    }
}
