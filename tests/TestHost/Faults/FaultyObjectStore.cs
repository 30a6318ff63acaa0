using Bookseal.Evidence;
using Bookseal.Storage;

namespace Bookseal.TestHost.Faults;

/// <summary>A real object store, with a fault at one of its writes.</summary>
public sealed class FaultyObjectStore(IObjectStore inner, FaultPlan plan) : IObjectStore
{
    public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.CreateAsync(path, content, cancel));

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.CreateAppendableAsync(path, cancel));

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    ) => plan.WriteAsync(() => inner.AppendAsync(path, position, block, lease, cancel));

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.SealAsync(path, lease, cancel));

    public Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        plan.Live();
        return inner.ReadAsync(path, offset, length, cancel);
    }

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel)
    {
        plan.Live();
        return inner.InfoAsync(path, cancel);
    }

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel)
    {
        plan.Live();
        return inner.ListAsync(prefix, cancel);
    }

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.AcquireLeaseAsync(path, lease, cancel));

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.ChangeLeaseAsync(path, from, to, cancel));

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.ReleaseLeaseAsync(path, lease, cancel));

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => plan.WriteAsync(() => inner.RetainAsync(path, until, mode, cancel));

    public Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel) =>
        plan.WriteAsync(() => inner.DeleteStagedAsync(path, cancel));
}
