namespace Bookseal.Storage.Resilience;

/// <summary>
/// An object store whose unknown outcomes are resolved: callers see done, refused, or an exception when the store stays
/// away. After a repetition a create is compared by content, an append by its range; leases are idempotent by their
/// ids.
/// </summary>
public sealed class ResilientObjectStore(IObjectStore inner, Retry retry) : IObjectStore
{
    public async Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        // A stream can be read once. What cannot be rewound is not repeated: the caller's own resume makes it again.
        if (!content.CanSeek)
            return await inner.CreateAsync(path, content, cancel);
        var start = content.Position;
        return await retry.RunAsync(
            async isRepeated =>
            {
                content.Position = start;
                var created = await inner.CreateAsync(path, content, cancel);
                if (!isRepeated || created.IsOk || created.Fault.Code != StoreCode.AlreadyExists)
                    return created;
                content.Position = start;
                return await HasContentAsync(path, content, cancel) ? await inner.InfoAsync(path, cancel) : created;
            },
            cancel
        );
    }

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        // "exists" is as good as "created" to every caller
        retry.RunAsync(_ => inner.CreateAppendableAsync(path, cancel), cancel);

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    ) =>
        retry.RunAsync(
            async isRepeated =>
            {
                var appended = await inner.AppendAsync(path, position, block, lease, cancel);
                if (!isRepeated || appended.IsOk)
                    return appended;
                // Whatever the refusal says (a new length, a lease that came since): if our bytes stand at our
                // position, the first attempt was the one.
                return await HasRangeAsync(path, position, block, cancel) ? position + block.Length : appended;
            },
            cancel
        );

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.SealAsync(path, lease, cancel), cancel);

    public Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.ReadAsync(path, offset, length, cancel), cancel);

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.InfoAsync(path, cancel), cancel);

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.ListAsync(prefix, cancel), cancel);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.AcquireLeaseAsync(path, lease, cancel), cancel);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.ChangeLeaseAsync(path, from, to, cancel), cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        retry.RunAsync(
            async isRepeated =>
            {
                var released = await inner.ReleaseLeaseAsync(path, lease, cancel);
                return isRepeated && !released.IsOk && released.Fault.Code == StoreCode.LeaseNotPresent
                    ? await inner.InfoAsync(path, cancel)
                    : released;
            },
            cancel
        );

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => retry.RunAsync(_ => inner.RetainAsync(path, until, mode, cancel), cancel);

    public Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel) =>
        retry.RunAsync(_ => inner.DeleteStagedAsync(path, cancel), cancel);

    private async Task<bool> HasRangeAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        CancellationToken cancel
    )
    {
        var opened = await inner.ReadAsync(path, position, block.Length, cancel);
        if (!opened.IsOk)
            return false;
        await using var stream = opened.Value;
        var stored = new byte[block.Length];
        return await stream.ReadAtLeastAsync(stored, stored.Length, throwOnEndOfStream: false, cancel) == stored.Length
            && stored.AsSpan().SequenceEqual(block.Span);
    }

    private async Task<bool> HasContentAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        var opened = await inner.ReadAsync(path, 0, null, cancel);
        if (!opened.IsOk)
            return false;
        await using var stream = opened.Value;
        var stored = await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancel);
        var ours = await System.Security.Cryptography.SHA256.HashDataAsync(content, cancel);
        return stored.AsSpan().SequenceEqual(ours);
    }
}
