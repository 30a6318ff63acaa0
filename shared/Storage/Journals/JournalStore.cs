using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// A period's journal as append objects, <c>journal/{tenant}/{period}/{segment}.ndjson</c>. The close lock (R25) is a lease on the last segment: while it is held
/// the store itself refuses every append without it.
/// </summary>
public sealed class JournalStore(IObjectStore objects)
{
    private const int MaxAttempts = 50;

    /// <summary>The segments' lengths in bytes, in order; empty while nothing was posted.</summary>
    public async Task<IReadOnlyList<long>> LengthsAsync(TenantId tenant, PeriodCode period, CancellationToken cancel) =>
        [.. (await objects.ListAsync(Folder(tenant, period), cancel)).Select(segment => segment.Length)];

    /// <summary>The journal's bytes up to these lengths of its segments.</summary>
    public Stream Read(TenantId tenant, PeriodCode period, IReadOnlyList<long> lengths) =>
        new SegmentStream([.. lengths.Select((length, index) => (Segment(tenant, period, index + 1), length))], objects);

    /// <summary>
    /// Appends a batch: one append, whole or not at all. Refused with the store's lease codes while the period is being closed or is closed;
    /// the caller knows the period's status and says which.
    /// </summary>
    public async Task<Result<long>> AppendAsync(TenantId tenant, PeriodCode period, ReadOnlyMemory<byte> batch, Guid? lease, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var last = await LastSegmentAsync(tenant, period, cancel);
            var appended = await objects.AppendAsync(last.Path, last.Length, batch, lease, cancel);
            if (appended.IsOk || appended.Fault.Code != StoreCode.PositionNotMet || attempt == MaxAttempts) return appended;
            await Task.Delay(Random.Shared.Next(1, 10 * attempt), cancel); // another poster was first
        }
    }

    /// <summary>Takes the close lock; repeating it is harmless. <c>LeaseAlreadyPresent</c> if another run has it.</summary>
    public async Task<Result<ObjectInfo>> LockAsync(TenantId tenant, PeriodCode period, RunId run, CancellationToken cancel)
    {
        var last = await LastSegmentAsync(tenant, period, cancel);
        return await objects.AcquireLeaseAsync(last.Path, run.Value, cancel);
    }

    /// <summary>Raises the fence: after the change of the lease's id no append in flight can land, so the lengths read next are final.</summary>
    public async Task<Result<IReadOnlyList<long>>> FenceAsync(TenantId tenant, PeriodCode period, RunId run, CancellationToken cancel)
    {
        var last = await LastSegmentAsync(tenant, period, cancel);
        var changed = await objects.ChangeLeaseAsync(last.Path, run.Value, run.FenceLease, cancel);
        if (!changed.IsOk) return changed.Fault;
        return (await LengthsAsync(tenant, period, cancel)).ToArray();
    }

    /// <summary>Gives the lock back; harmless when it is free already.</summary>
    public async Task<Result<ObjectInfo>> UnlockAsync(TenantId tenant, PeriodCode period, RunId run, CancellationToken cancel)
    {
        var last = await LastSegmentAsync(tenant, period, cancel);
        foreach (var lease in (Guid[])[run.Value, run.FenceLease])
        {
            var released = await objects.ReleaseLeaseAsync(last.Path, lease, cancel);
            if (released.IsOk) return released;
            if (released.Fault.Code == StoreCode.LeaseNotPresent) break;
        }

        return last.IsLeased ? await objects.InfoAsync(last.Path, cancel) : last;
    }

    private async Task<ObjectInfo> LastSegmentAsync(TenantId tenant, PeriodCode period, CancellationToken cancel)
    {
        var segments = await objects.ListAsync(Folder(tenant, period), cancel);
        if (segments.Count > 0) return segments[^1];
        var first = Segment(tenant, period, 1);
        var created = await objects.CreateAppendableAsync(first, cancel);
        var info = created.IsOk ? created : await objects.InfoAsync(first, cancel); // someone else created it
        return info.IsOk ? info.Value : throw new IOException($"the journal {first} can be neither created nor read: {info.Fault}");
    }

    private static ObjectPath Folder(TenantId tenant, PeriodCode period) => ObjectPath.Of("journal", tenant.ToString(), period.ToString());

    private static ObjectPath Segment(TenantId tenant, PeriodCode period, int number) => ObjectPath.Of("journal", tenant.ToString(), period.ToString(), $"{number:D5}.ndjson");
}
