using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// Objects as blobs: a path's first segment is the container, the rest the blob's name. Appendable objects are append
/// blobs, objects created whole are block blobs. Every write is sent once; whether a lost reply hides one that took
/// effect, <see cref="ResilientObjectStore"/> finds by reading back.
/// </summary>
internal sealed class BlobObjectStore(BlobServiceClient service, bool isDevelopment, Retry retry) : IObjectStore
{
    private readonly BlobUploads _uploads = new(service, retry);

    public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel) =>
        _uploads.CreateAsync(path, content, cancel);

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        _uploads.CreateAppendableAsync(path, cancel);

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    )
    {
        if (block.Length > StoreLimit.MaxBlockBytes)
            return Task.FromResult<Result<long>>(
                new Fault(StoreCode.BlockTooLarge, $"a block is at most {StoreLimit.MaxBlockBytes} bytes")
            );
        var conditions = new AppendBlobRequestConditions
        {
            IfAppendPositionEqual = position,
            LeaseId = lease?.ToString(),
        };
        return ServiceCall.TryAsync(
            $"{path}",
            async () =>
            {
                await service
                    .AppendBlob(path)
                    .AppendBlockAsync(new BinaryData(block).ToStream(), new() { Conditions = conditions }, cancel);
                return position + block.Length;
            },
            cancel
        );
    }

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        ChangeAsync(
            path,
            () =>
                service
                    .AppendBlob(path)
                    .SealAsync(new AppendBlobRequestConditions { LeaseId = lease?.ToString() }, cancel),
            cancel
        );

    public async Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel) =>
        length == 0
            ? (await InfoAsync(path, cancel)).Map(_ => Stream.Null)
            : await BlobStream.OpenAsync(service.BlobAt(path), path, offset, length, retry, cancel);

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel) =>
        ChangeAsync(path, () => Task.CompletedTask, cancel);

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        new BlobListing(service, InfoAsync).ListAsync(prefix, cancel);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        ChangeLeaseAsync(
            path,
            lease,
            client => client.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: cancel),
            cancel
        );

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        ChangeLeaseAsync(path, from, client => client.ChangeAsync($"{to}", cancellationToken: cancel), cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        ChangeLeaseAsync(path, lease, client => client.ReleaseAsync(cancellationToken: cancel), cancel);

    public Task<Result<ObjectInfo>> BreakLeaseAsync(ObjectPath path, CancellationToken cancel) =>
        ChangeLeaseAsync(path, null, client => client.BreakAsync(TimeSpan.Zero, cancellationToken: cancel), cancel);

    public async Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    )
    {
        var policy = new BlobImmutabilityPolicy
        {
            ExpiresOn = until,
            PolicyMode =
                mode == RetentionMode.Locked ? BlobImmutabilityPolicyMode.Locked : BlobImmutabilityPolicyMode.Unlocked,
        };
        var set = await ProtectAsync(
            path,
            blob => blob.SetImmutabilityPolicyAsync(policy, cancellationToken: cancel),
            cancel
        );
        return IsEchoed(set, info => info.RetainUntil == until && info.Retention == mode)
            ? set
            : throw new IOException(
                $"{path} was to be retained until {until:R} ({mode}), but the store says "
                    + $"{set.Value.RetainUntil?.ToString("R") ?? "nothing"} ({set.Value.Retention}); "
                    + "'bookseal store check' looks into it"
            );
    }

    public async Task<Result<ObjectInfo>> SetLegalHoldAsync(ObjectPath path, bool hold, CancellationToken cancel)
    {
        var set = await ProtectAsync(path, blob => blob.SetLegalHoldAsync(hold, cancel), cancel);
        return IsEchoed(set, info => info.HasLegalHold == hold)
            ? set
            : throw new IOException($"{path}: the store did not take the legal hold");
    }

    /// <summary>
    /// A store that does not say a policy back does not keep it, and that is an error; an emulator keeps none, and there
    /// the answer is what the blob is: not retained.
    /// </summary>
    private bool IsEchoed(Result<ObjectInfo> set, Func<ObjectInfo, bool> isSaid) =>
        isDevelopment || !set.TryGet(out var info, out _) || isSaid(info);

    /// <summary>On the version that is there now: an overwrite since makes a new one, and leaves this one retained.</summary>
    private async Task<Result<ObjectInfo>> ProtectAsync(
        ObjectPath path,
        Func<BlobBaseClient, Task> protect,
        CancellationToken cancel
    )
    {
        if (!(await InfoAsync(path, cancel)).TryGet(out var info, out var fault))
            return fault;
        var version = (path.Version ?? info.Version) is { } current ? path.AtVersion(current) : path;
        return await ServiceCall.TryAsync<ObjectInfo>(
            $"{path}",
            async () =>
            {
                try
                {
                    await protect(service.BlobAt(version));
                }
                catch (RequestFailedException e) when (e.Status == 501 && isDevelopment) { }
                catch (RequestFailedException e) when (e.Status == 409 && !e.IsKnown())
                {
                    // A locked policy may not be shortened; the service says so with a conflict of several names.
                    return new Fault(StoreCode.ImmutableByPolicy, $"{path} has a policy that forbids it ({e.Code()})");
                }

                return await service.BlobAt(version).DescribeAsync(version, cancel);
            },
            cancel
        );
    }

    private Task<Result<ObjectInfo>> ChangeLeaseAsync(
        ObjectPath path,
        Guid? lease,
        Func<BlobLeaseClient, Task> change,
        CancellationToken cancel
    ) =>
        ServiceCall.TryAsync<ObjectInfo>(
            $"{path}",
            async () =>
            {
                var blob = service.BlobAt(path);
                try
                {
                    await change(blob.GetBlobLeaseClient(lease?.ToString()));
                }
                catch (RequestFailedException e)
                    when (e.Status is 409 or 412 && e.Code() != BlobErrorCode.LeaseAlreadyPresent)
                {
                    // Of a blob that nobody leases the service says by its lease's history that the id does not match,
                    // that it is broken, or that there is none. The port tells what is.
                    if ((await blob.DescribeAsync(path, cancel)).IsLeased)
                        throw;
                    return new Fault(StoreCode.LeaseNotPresent, $"{path} is not leased");
                }

                return await blob.DescribeAsync(path, cancel);
            },
            cancel
        );

    private Task<Result<ObjectInfo>> ChangeAsync(ObjectPath path, Func<Task> change, CancellationToken cancel) =>
        ServiceCall.TryAsync(
            $"{path}",
            async () =>
            {
                await change();
                return await service.BlobAt(path).DescribeAsync(path, cancel);
            },
            cancel
        );
}
