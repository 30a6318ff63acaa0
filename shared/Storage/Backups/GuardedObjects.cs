namespace Bookseal.Storage.Backups;

/// <inheritdoc cref="ScratchGuard"/>
internal sealed class GuardedObjects(IObjectStore inner, ScratchGuard guard) : IObjectStore
{
    public Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel) =>
        inner.ReadAsync(path, offset, length, cancel);

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel) =>
        inner.InfoAsync(path, cancel);

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        inner.ListAsync(prefix, cancel);

    public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel) =>
        WriteAsync(() => inner.CreateAsync(path, content, cancel), cancel);

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        WriteAsync(() => inner.CreateAppendableAsync(path, cancel), cancel);

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    ) => WriteAsync(() => inner.AppendAsync(path, position, block, lease, cancel), cancel);

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        WriteAsync(() => inner.SealAsync(path, lease, cancel), cancel);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        WriteAsync(() => inner.AcquireLeaseAsync(path, lease, cancel), cancel);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        WriteAsync(() => inner.ChangeLeaseAsync(path, from, to, cancel), cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        WriteAsync(() => inner.ReleaseLeaseAsync(path, lease, cancel), cancel);

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => WriteAsync(() => inner.RetainAsync(path, until, mode, cancel), cancel);

    public Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel) =>
        WriteAsync(() => inner.DeleteStagedAsync(path, cancel), cancel);

    private async Task<Result<T>> WriteAsync<T>(Func<Task<Result<T>>> write, CancellationToken cancel)
    {
        await guard.CheckAsync(cancel);
        return await write();
    }
}
