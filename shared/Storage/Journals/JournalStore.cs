using System.Collections.Concurrent;
using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// A period's journal as append objects, <c>journal/{tenant}/{period}/{segment}.ndjson</c>. The close lock (R25) is a
/// lease on the last segment: while it is held the store itself refuses every append without it.
/// </summary>
/// <param name="maxBlocks">
/// Appends to a segment before it is rolled; what the service allows beyond is kept for the holder of the lease.
/// </param>
public sealed class JournalStore(IObjectStore objects, TimeProvider clock, int maxBlocks = Limits.SegmentBlocks)
{
    private readonly ConcurrentDictionary<(TenantId, PeriodCode), JournalPoster> _posters = [];

    /// <summary>The segments' lengths in bytes, in order; empty while nothing was posted.</summary>
    public async Task<IReadOnlyList<long>> LengthsAsync(TenantId tenant, PeriodCode period, CancellationToken cancel) =>
        [.. (await Segments(tenant, period).ListAsync(cancel)).Select(segment => segment.Length)];

    /// <summary>How the store keeps the segments, in order.</summary>
    public Task<IReadOnlyList<ObjectInfo>> SegmentsAsync(
        TenantId tenant,
        PeriodCode period,
        CancellationToken cancel
    ) => Segments(tenant, period).ListAsync(cancel);

    /// <summary>The journal's bytes up to these lengths of its segments.</summary>
    public Stream Read(TenantId tenant, PeriodCode period, IReadOnlyList<long> lengths)
    {
        var segments = Segments(tenant, period);
        return new SegmentStream([.. lengths.Select((length, index) => (segments.PathOf(index + 1), length))], objects);
    }

    /// <summary>The one poster of the period in this process: sharing it is what groups concurrent posts.</summary>
    public JournalPoster Poster(TenantId tenant, PeriodCode period) =>
        _posters.GetOrAdd((tenant, period), key => new JournalPoster(objects, Segments(key.Item1, key.Item2), clock));

    /// <summary>
    /// The first of these entries that the period's journal has; null if it has none of them. Who posts once to another
    /// month has no use for this one's index: where no poster has made it, the lines are only searched for ids.
    /// </summary>
    /// <param name="isSame">Whether a posted entry is a given one of that id.</param>
    public async Task<Entry?> FindFirstAsync(
        TenantId tenant,
        PeriodCode period,
        IReadOnlyCollection<Entry> entries,
        Func<Entry, Entry, bool> isSame,
        CancellationToken cancel
    )
    {
        if (entries.Count == 0)
            return null;
        if (_posters.TryGetValue((tenant, period), out var poster) && poster.HasIndex)
        {
            EntryKey[] keys = [.. entries.SelectMany(entry => new[] { entry.Key, entry.Key with { Scope = null } })];
            if (!await poster.HasAnyAsync(keys, cancel))
                return null;
        }

        var given = entries.ToLookup(entry => entry.Id.ToString(), StringComparer.Ordinal);
        Entry? found = null;
        await using var journal = Read(tenant, period, await LengthsAsync(tenant, period, cancel));
        var read =
            given.Count > NameSearch.MostNames
                ? await LineSplitter.ForEachAsync(journal, Look, cancel)
                : await new NameSearch([
                    .. given.Select(id => NameSearch.IdOf(Encoding.UTF8.GetBytes(id.Key))),
                ]).ForEachAsync(journal, Look, cancel);
        return read.IsOk ? found : throw new IOException($"the journal of {period} cannot be read: {read.Fault}");

        void Look(ReadOnlySpan<byte> line)
        {
            var named = found is null ? given[Encoding.UTF8.GetString(EntryCodec.IdIn(line))] : [];
            if (named.Any() && EntryCodec.Decode(line).TryGet(out var posted, out _))
                found = named.FirstOrDefault(entry => isSame(posted, entry));
        }
    }

    /// <summary>
    /// Takes the close lock; repeating it is harmless. <c>LeaseAlreadyPresent</c> if someone else has it.
    /// </summary>
    public Task<Result<ObjectInfo>> LockAsync(
        TenantId tenant,
        PeriodCode period,
        RunId run,
        CancellationToken cancel
    ) => Segments(tenant, period).LockAsync(run.Value, cancel);

    /// <summary>
    /// Holds the journal for somebody who appends to several of them; repeating it is harmless.
    /// <c>LeaseAlreadyPresent</c> if someone else has it.
    /// </summary>
    public Task<Result<ObjectInfo>> HoldAsync(
        TenantId tenant,
        PeriodCode period,
        Guid lease,
        CancellationToken cancel
    ) => Segments(tenant, period).LockAsync(lease, cancel);

    /// <summary>
    /// Holds the journal in the place of whoever does so under the first id, if anybody: what that one has in flight no
    /// longer lands.
    /// </summary>
    public async Task<Result<ObjectInfo>> TakeOverAsync(
        TenantId tenant,
        PeriodCode period,
        Guid from,
        Guid to,
        CancellationToken cancel
    )
    {
        var held = await HoldAsync(tenant, period, to, cancel);
        if (held.IsOk || held.Fault.Code != StoreCode.LeaseAlreadyPresent)
            return held;
        return await ChangeLeaseAsync(tenant, period, from, to, cancel);
    }

    /// <summary>
    /// Raises the fence: after the change of the lease's id no append in flight can land, so the lengths read next are
    /// final.
    /// </summary>
    public async Task<Result<IReadOnlyList<long>>> FenceAsync(
        TenantId tenant,
        PeriodCode period,
        RunId run,
        int round,
        CancellationToken cancel
    )
    {
        var (posting, fence) = run.LeasesOf(round);
        var changed = await ChangeLeaseAsync(tenant, period, posting, fence, cancel);
        if (!changed.IsOk)
            return changed.Fault;
        return (await LengthsAsync(tenant, period, cancel)).ToArray();
    }

    /// <summary>
    /// Takes the fence of the round before back: the journal takes postings of the run again, under a lease that
    /// nothing in flight has. It is never without one.
    /// </summary>
    public Task<Result<ObjectInfo>> LowerFenceAsync(
        TenantId tenant,
        PeriodCode period,
        RunId run,
        int round,
        CancellationToken cancel
    ) => ChangeLeaseAsync(tenant, period, run.LeasesOf(round - 1).Fence, run.LeasesOf(round).Posting, cancel);

    /// <summary>
    /// Seals a closed period's journal for good; repeating it is harmless. Null, or the refusal where the close does
    /// not hold its lease any more.
    /// </summary>
    public Task<Fault?> SealAsync(TenantId tenant, PeriodCode period, RunId run, int round, CancellationToken cancel) =>
        Segments(tenant, period).SealAsync(run.LeasesOf(round).Fence, cancel);

    public async Task<bool> IsSealedAsync(TenantId tenant, PeriodCode period, CancellationToken cancel) =>
        (await Segments(tenant, period).ListAsync(cancel)).All(segment => segment.IsSealed);

    public Task<IReadOnlyList<PeriodCode>> PeriodsAsync(TenantId tenant, CancellationToken cancel) =>
        PeriodsAsync(tenant, _ => true, cancel);

    /// <summary>The periods whose journal is not sealed yet, in order.</summary>
    public Task<IReadOnlyList<PeriodCode>> UnsealedPeriodsAsync(TenantId tenant, CancellationToken cancel) =>
        PeriodsAsync(tenant, segment => !segment.IsSealed, cancel);

    private async Task<IReadOnlyList<PeriodCode>> PeriodsAsync(
        TenantId tenant,
        Func<ObjectInfo, bool> takes,
        CancellationToken cancel
    )
    {
        var segments = await objects.ListAsync(ObjectPath.Of("journal", tenant.ToString()), cancel);
        return
        [
            .. segments
                .Where(takes)
                .Select(segment => PeriodCode.Parse(segment.Path.ToString().Split('/')[2]))
                .Where(period => period.IsOk)
                .Select(period => period.Value)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>
    /// Ends the lease of this very id; false when there is none of that id, and then nothing changed.
    /// </summary>
    public async Task<bool> ReleaseAsync(TenantId tenant, PeriodCode period, Guid lease, CancellationToken cancel)
    {
        var segments = await Segments(tenant, period).ListAsync(cancel);
        return segments.Count > 0 && (await objects.ReleaseLeaseAsync(segments[^1].Path, lease, cancel)).IsOk;
    }

    private async Task<Result<ObjectInfo>> ChangeLeaseAsync(
        TenantId tenant,
        PeriodCode period,
        Guid from,
        Guid to,
        CancellationToken cancel
    )
    {
        var last = (await Segments(tenant, period).ListAsync(cancel))[^1];
        return await objects.ChangeLeaseAsync(last.Path, from, to, cancel);
    }

    /// <inheritdoc cref="JournalSegments.RollLeaseOf"/>
    public static Guid RollLeaseOf(TenantId tenant, PeriodCode period, int number) =>
        JournalSegments.RollLeaseOf(tenant, period, number);

    private JournalSegments Segments(TenantId tenant, PeriodCode period) => new(objects, tenant, period, maxBlocks);
}
