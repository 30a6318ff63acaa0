using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Journals;

/// <summary>
/// The segments of one period's journal. Posters append only to the last one. A segment with its blocks used up is
/// rolled: an infinite lease under the roll's id, derived from the segment, then the next segment if absent. Both steps
/// may be repeated by anyone, so whoever finds a roll half done finishes it.
/// </summary>
internal sealed class JournalSegments(IObjectStore objects, TenantId tenant, PeriodCode period, int maxBlocks)
{
    private ObjectPath Folder => ObjectPath.Of("journal", tenant.ToString(), period.ToString());

    public ObjectPath PathOf(int number) => ObjectPath.Of(Folder.ToString(), $"{number:D5}.ndjson");

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(CancellationToken cancel) => objects.ListAsync(Folder, cancel);

    /// <summary>
    /// All segments; the last one takes appends: made if there is none, rolled if it is full and no close holds it. A
    /// sealed one is the last for good.
    /// </summary>
    public async Task<IReadOnlyList<ObjectInfo>> EnsureAsync(CancellationToken cancel)
    {
        var segments = await ListAsync(cancel);
        var isUsable =
            segments.Count > 0
            && (segments[^1].IsSealed || segments[^1].Blocks < maxBlocks || !await RollAsync(segments.Count, cancel));
        if (isUsable)
            return segments;
        await CreateAsync(segments.Count + 1, cancel);
        return await ListAsync(cancel);
    }

    /// <summary>Reads what was appended since the index was last read; returns the last segment as of then.</summary>
    public async Task<ObjectInfo> ReadNewAsync(IPostedNames index, CancellationToken cancel)
    {
        var segments = await EnsureAsync(cancel);
        await ReadAsync(index, segments, cancel);
        return segments[^1];
    }

    /// <summary>The same of what is there, and makes nothing; null while there is no segment.</summary>
    public async Task<ObjectInfo?> ReadAsync(IPostedNames index, CancellationToken cancel)
    {
        var segments = await ListAsync(cancel);
        await ReadAsync(index, segments, cancel);
        return segments.Count == 0 ? null : segments[^1];
    }

    private async Task ReadAsync(IPostedNames index, IReadOnlyList<ObjectInfo> segments, CancellationToken cancel)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (index.Lengths.Count == i)
                index.Lengths.Add(0);
            if (segments[i].Length == index.Lengths[i])
                continue;
            var opened = await objects.ReadAsync(
                segments[i].Path,
                index.Lengths[i],
                segments[i].Length - index.Lengths[i],
                cancel
            );
            if (!opened.IsOk)
                throw new IOException($"{segments[i].Path} cannot be read: {opened.Fault}");
            await using var stream = opened.Value;
            var read = await index.ReadAsync(stream, cancel);
            if (!read.IsOk)
                throw new IOException($"{segments[i].Path} cannot be read: {read.Fault}");
            index.Lengths[i] = segments[i].Length;
        }
    }

    /// <summary>Whether a segment takes appends before it is rolled.</summary>
    public bool HasRoom(ObjectInfo segment) => segment.Blocks < maxBlocks;

    /// <summary>
    /// Takes the close lock. A last segment that is leased under its roll's id is a roll half done: it is finished, and
    /// the new last segment locked instead.
    /// </summary>
    public async Task<Result<ObjectInfo>> LockAsync(Guid lease, CancellationToken cancel)
    {
        while (true)
        {
            var last = (await EnsureAsync(cancel))[^1];
            var locked = await objects.AcquireLeaseAsync(last.Path, lease, cancel);
            if (locked.IsOk || locked.Fault.Code != StoreCode.LeaseAlreadyPresent)
                return locked;
            if (!await WasRolledAsync(last, locked.Fault, cancel))
                return locked;
        }
    }

    /// <summary>True when a refusal came from a roll and there is a next segment now.</summary>
    public async Task<bool> WasRolledAsync(ObjectInfo last, Fault refusal, CancellationToken cancel)
    {
        if (
            refusal.Code
            is not (
                StoreCode.LeaseMissing
                or StoreCode.LeaseMismatch
                or StoreCode.LeaseAlreadyPresent
                or StoreCode.BlockCountExceeded
            )
        )
            return false;
        var segments = await ListAsync(cancel);
        if (segments[^1].Path != last.Path)
            return true;
        if (segments[^1].Blocks < maxBlocks || !await RollAsync(segments.Count, cancel))
            return false;
        await CreateAsync(segments.Count + 1, cancel);
        return true;
    }

    /// <summary>Seals the segments, each under its own lease: the roll's, and the close's of the last.</summary>
    public async Task<Fault?> SealAsync(Guid lastLease, CancellationToken cancel)
    {
        var segments = await ListAsync(cancel);
        for (var number = 1; number <= segments.Count; number++)
        {
            var isSealed = await objects.SealAsync(
                PathOf(number),
                number < segments.Count ? RollLease(number) : lastLease,
                cancel
            );
            if (!isSealed.IsOk)
                return isSealed.Fault;
        }

        return null;
    }

    /// <summary>
    /// False when a close holds the segment: then there is nothing to roll for, the rest of its blocks belong to the
    /// run.
    /// </summary>
    private async Task<bool> RollAsync(int number, CancellationToken cancel) =>
        (await objects.AcquireLeaseAsync(PathOf(number), RollLease(number), cancel)).IsOk;

    private Guid RollLease(int number) => RollLeaseOf(tenant, period, number);

    /// <summary>The lease that a rolled segment keeps for good.</summary>
    public static Guid RollLeaseOf(TenantId tenant, PeriodCode period, int number) =>
        DerivedId.From("roll", tenant.ToString(), period.ToString(), $"{number}");

    private async Task CreateAsync(int number, CancellationToken cancel)
    {
        var created = await objects.CreateAppendableAsync(PathOf(number), cancel);
        var isThere = created.IsOk || created.Fault.Code == StoreCode.AlreadyExists; // someone else may have created it
        if (!isThere)
            throw new IOException($"the journal {PathOf(number)} cannot be created: {created.Fault}");
    }
}
