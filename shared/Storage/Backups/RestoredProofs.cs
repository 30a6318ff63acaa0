using Bookseal.Books.Values;

namespace Bookseal.Storage.Backups;

/// <summary>
/// Proofs in a store that they may have been restored into: a version that the chain names and that is not here is the
/// one that the restore wrote down for it. Where nothing was restored, what is gone is gone.
/// </summary>
public sealed class RestoredProofs(IObjectStore inner, TenantId tenant) : IObjectStore
{
    public async Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        var read = await inner.ReadAsync(path, offset, length, cancel);
        return await FindAsync(path, read, cancel) is { } here
            ? await inner.ReadAsync(here, offset, length, cancel)
            : read;
    }

    public async Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel)
    {
        var info = await inner.InfoAsync(path, cancel);
        return await FindAsync(path, info, cancel) is { } here ? await inner.InfoAsync(here, cancel) : info;
    }

    public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel) =>
        inner.CreateAsync(path, content, cancel);

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        inner.CreateAppendableAsync(path, cancel);

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    ) => inner.AppendAsync(path, position, block, lease, cancel);

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        inner.SealAsync(path, lease, cancel);

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        inner.ListAsync(prefix, cancel);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        inner.AcquireLeaseAsync(path, lease, cancel);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        inner.ChangeLeaseAsync(path, from, to, cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        inner.ReleaseLeaseAsync(path, lease, cancel);

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => inner.RetainAsync(path, until, mode, cancel);

    public Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel) =>
        inner.DeleteStagedAsync(path, cancel);

    private async Task<ObjectPath?> FindAsync<T>(ObjectPath path, Result<T> read, CancellationToken cancel)
    {
        if (path.Version is null || read.IsOk || read.Fault.Code != StoreCode.NotFound)
            return null;
        var list = await inner.ReadBytesAsync(TenantPlaces.VersionsOf(tenant), cancel);
        return
            list.Then(bytes => JsonText.ParseObject(bytes)).TryGet(out var versions, out _)
            && versions[path.ToString()] is JsonString { Value: var version }
            ? path.AtVersion(version)
            : null;
    }
}
