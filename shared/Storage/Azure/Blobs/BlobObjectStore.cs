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
    public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        var tries = content.CanSeek ? Retry.Once : retry; // what can be read again, the caller repeats as a whole
        return new BlobUpload(At(path, cancel), tries, cancel).RunAsync(content);
    }

    /// <summary>One that is there is <c>BlobAlreadyExists</c>, whoever made it: callers take that for done.</summary>
    public async Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel)
    {
        var blob = At(path, cancel);
        var options = new AppendBlobCreateOptions { Conditions = new() { IfNoneMatch = ETag.All } };
        var created = await blob.CreateAsync(() => blob.AppendBlob.CreateAsync(options, cancel));
        return created.Map(info => new ObjectInfo(path, 0, 0, false) { Version = info.VersionId });
    }

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
        var blob = At(path, cancel);
        var conditions = new AppendBlobRequestConditions
        {
            IfAppendPositionEqual = position,
            LeaseId = lease?.ToString(),
        };
        var options = new AppendBlobAppendBlockOptions { Conditions = conditions };
        return await blob.TryAsync<long>(async () =>
        {
            await blob.AppendBlob.AppendBlockAsync(new BinaryData(block).ToStream(), options, cancel);
            return position + block.Length;
        });
    }

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel)
    {
        var blob = At(path, cancel);
        var conditions = new AppendBlobRequestConditions { LeaseId = lease?.ToString() };
        return blob.InfoAfterAsync(() => blob.AppendBlob.SealAsync(conditions, cancel));
    }

    public async Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        if (length == 0)
            return (await InfoAsync(path, cancel)).Map(_ => Stream.Null);
        var (blob, isBounded) = (At(path, cancel), length < long.MaxValue - offset);
        var opened = await blob.DownloadAsync(new HttpRange(offset, isBounded ? length : null), cancel);
        if (opened.TryGet(out var result, out var fault))
            return new BlobStream(blob, result, offset, retry);
        return fault.Code == ServiceCall.InvalidRange ? Stream.Null : fault; // it ends before the offset
    }

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel) =>
        At(path, cancel).InfoAfterAsync(() => Task.CompletedTask);

    public async Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel)
    {
        var blob = At(path.Path, cancel);
        var deleted = await blob.TryAsync<bool>(async () =>
        {
            try
            {
                await blob.Blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, null, cancel);
                return true;
            }
            catch (RequestFailedException e) when (e.Status == 403)
            {
                return new Fault(StoreCode.DeleteDenied, $"{path} may not be deleted by this identity");
            }
        });
        return deleted.IsOk || deleted.Fault.Code != StoreCode.NotFound ? deleted : false;
    }

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        new BlobListing(service, cancel).ListAsync(prefix);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        LeaseAsync(
            At(path, cancel),
            lease,
            client => client.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, null, cancel)
        );

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        LeaseAsync(At(path, cancel), from, client => client.ChangeAsync($"{to}", null, cancel));

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        LeaseAsync(At(path, cancel), lease, client => client.ReleaseAsync(null, cancel));

    /// <summary>
    /// A store that does not say back what was set does not keep it, and that is an error; an emulator keeps nothing,
    /// and there the answer is what the blob is.
    /// </summary>
    public async Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    )
    {
        var isLocked = mode == RetentionMode.Locked;
        var policy = new BlobImmutabilityPolicy
        {
            ExpiresOn = until,
            PolicyMode = isLocked ? BlobImmutabilityPolicyMode.Locked : BlobImmutabilityPolicyMode.Unlocked,
        };
        var isSet = await SetPolicyAsync(At(path, cancel), policy, cancel);
        if (isDevelopment || !isSet.TryGet(out var info, out _) || (info.RetainUntil, info.Retention) == (until, mode))
            return isSet;
        throw new IOException(
            $"{path} was to be retained until {until:R} ({mode}), but the store says {info}; "
                + "'bookseal store check' looks into it"
        );
    }

    private BlobObject At(ObjectPath path, CancellationToken cancel) => new(service, path, cancel);

    private static Task<Result<ObjectInfo>> LeaseAsync(
        BlobObject blob,
        Guid lease,
        Func<BlobLeaseClient, Task> change
    ) =>
        blob.TryAsync<ObjectInfo>(async () =>
        {
            try
            {
                await change(blob.Blob.GetBlobLeaseClient($"{lease}"));
                return await blob.InfoAsync();
            }
            catch (RequestFailedException e)
                when (e.Status is 409 or 412 && ServiceCall.CodeOf(e) != BlobErrorCode.LeaseAlreadyPresent)
            {
                // Of a blob that nobody leases the service says by its lease's history that the id does not match, that
                // it is broken, or that there is none. The port tells what is.
                if ((await blob.InfoAsync()).IsLeased)
                    throw;
                return new Fault(StoreCode.LeaseNotPresent, $"{blob.Path} is not leased");
            }
        });

    /// <summary>
    /// On the version that is there now: an overwrite since makes a new one, and leaves this one protected.
    /// </summary>
    private Task<Result<ObjectInfo>> SetPolicyAsync(
        BlobObject blob,
        BlobImmutabilityPolicy policy,
        CancellationToken cancel
    ) =>
        blob.TryAsync<ObjectInfo>(async () =>
        {
            var version = blob.OfVersion((await blob.InfoAsync()).Version);
            try
            {
                await version.Blob.SetImmutabilityPolicyAsync(policy, null, cancel);
            }
            catch (RequestFailedException e) when (e.Status == 501 && isDevelopment) { }
            catch (RequestFailedException e) when (e.Status == 409 && !ServiceCall.Knows(e))
            {
                // A locked policy may not be shortened; the service says so with a conflict of several names.
                return new Fault(StoreCode.ImmutableByPolicy, $"{blob.Path} has a policy against it ({e.ErrorCode})");
            }

            return await version.InfoAsync();
        });
}
