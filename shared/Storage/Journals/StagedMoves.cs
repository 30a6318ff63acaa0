using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Moves of entries between months. Two journals share no transaction, so a move is announced as an object,
/// <c>imports/{tenant}/moves/{id}/move.ndjson</c>; then it holds both journals, as a close would, until both have their
/// part: nobody posts to one of them in between, and no close begins. A move that stopped is found by its object. The
/// first append is the commit point: before it a move is dropped, after it it is rolled forward.
/// </summary>
public sealed class StagedMoves(IObjectStore objects, JournalStore journals)
{
    private const string MoveName = "move.ndjson";
    private const string DroppedName = "dropped";
    private const string DoneName = "done";

    /// <summary>
    /// Announces the move, and holds the journals of all its months; <c>LeaseAlreadyPresent</c> where a close has one,
    /// and then nothing is left of it.
    /// </summary>
    public async Task<Fault?> BeginAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        await PutAsync(PathOf(tenant, move.Id, MoveName), move.ToBytes(), cancel);
        foreach (var part in move.Parts)
        {
            var held = await journals.HoldAsync(tenant, part.Period, move.Id, cancel);
            if (held.IsOk)
                continue;
            await DropAsync(tenant, move, cancel);
            return held.Fault;
        }

        if (!(await objects.InfoAsync(PathOf(tenant, move.Id, DroppedName), cancel)).IsOk)
            return null;
        await ReleaseAsync(tenant, move, cancel); // somebody took it for abandoned
        return new(StoreCode.LeaseLost, "the journals were taken over");
    }

    /// <summary>Posts each month's part, and lets the journals go.</summary>
    public async Task<Fault?> PostAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        foreach (var part in move.Parts)
            if (await PostAsync(tenant, part, move.Id, cancel) is { } fault)
                return fault;
        await EndAsync(tenant, move, cancel);
        return null;
    }

    /// <summary>
    /// Gives up a move of which nothing was posted. Whoever else still works on it, and holds the journals only after
    /// this, finds that it was dropped.
    /// </summary>
    public async Task DropAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        await PutAsync(PathOf(tenant, move.Id, DroppedName), [], cancel);
        await EndAsync(tenant, move, cancel);
    }

    /// <summary>Done is said last: what stopped before it is found, and the journals let go.</summary>
    private async Task EndAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        await ReleaseAsync(tenant, move, cancel);
        await PutAsync(PathOf(tenant, move.Id, DoneName), [], cancel);
    }

    /// <summary>Finishes or drops what stopped; the moves that were half done, and are whole now.</summary>
    public async Task<Result<IReadOnlyList<StagedMove>>> FinishAsync(TenantId tenant, CancellationToken cancel)
    {
        var finished = new List<StagedMove>();
        foreach (var move in await PendingAsync(tenant, cancel))
        {
            // Whoever began it may be alive. Its leases are taken first, so that what is seen then is final.
            foreach (var part in move.Parts)
                _ = await journals.TakeOverAsync(tenant, part.Period, move.Id, move.RecoveryLease, cancel);
            if (await HalfOfAsync(tenant, move, cancel) is { } half)
            {
                foreach (var part in move.Parts.Where(part => half.Missing.Contains(part.Period)))
                    if (await PostAsync(tenant, part, move.RecoveryLease, cancel) is { } fault)
                        return fault;
                finished.Add(move);
                await EndAsync(tenant, move, cancel);
            }
            else if (await IsPostedAsync(tenant, move.Parts[0], cancel))
                await EndAsync(tenant, move, cancel);
            else
                await DropAsync(tenant, move, cancel);
        }

        return finished.ToArray();
    }

    /// <summary>
    /// Lets go what a move that is done may still hold, because whoever held it last stopped before letting it go.
    /// </summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> ReleaseStaleAsync(TenantId tenant, PeriodCode period, CancellationToken cancel)
    {
        var wasHeld = false;
        foreach (var (id, isDone) in await ListAsync(tenant, cancel))
            if (isDone)
                foreach (var lease in new[] { id, StagedMove.RecoveryLeaseOf(id) })
                    wasHeld |= await journals.ReleaseAsync(tenant, period, lease, cancel);
        return wasHeld;
    }

    /// <summary>The moves from or to this month that stopped half-way.</summary>
    public async Task<IReadOnlyList<HalfMove>> FindHalfAsync(
        TenantId tenant,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        var found = new List<HalfMove>();
        foreach (var move in await PendingAsync(tenant, cancel))
            if (move.Parts.Any(part => part.Period == period) && await HalfOfAsync(tenant, move, cancel) is { } half)
                found.Add(half);
        return found;
    }

    private async Task<HalfMove?> HalfOfAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        var (posted, missing) = (new List<PeriodCode>(), new List<PeriodCode>());
        foreach (var part in move.Parts)
        {
            (await IsPostedAsync(tenant, part, cancel) ? posted : missing).Add(part.Period);
        }

        return posted.Count > 0 && missing.Count > 0 ? new(posted, missing) : null;
    }

    private async Task<bool> IsPostedAsync(TenantId tenant, MovePart part, CancellationToken cancel) =>
        await journals.Poster(tenant, part.Period).FindBatchAsync(part.Key, cancel) is not null;

    private async Task<Fault?> PostAsync(TenantId tenant, MovePart part, Guid lease, CancellationToken cancel)
    {
        var posted = await journals.Poster(tenant, part.Period).PostAsync(new(part.Key, part.Entries, lease), cancel);
        return posted.IsOk ? null : posted.Fault;
    }

    private async Task ReleaseAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        foreach (var part in move.Parts)
        foreach (var lease in new[] { move.Id, move.RecoveryLease })
            await journals.ReleaseAsync(tenant, part.Period, lease, cancel);
    }

    private async Task<IReadOnlyList<StagedMove>> PendingAsync(TenantId tenant, CancellationToken cancel)
    {
        var pending = new List<StagedMove>();
        foreach (var (id, isDone) in await ListAsync(tenant, cancel))
            if (!isDone)
                pending.Add(
                    StagedMove.Read(id, (await objects.ReadBytesAsync(PathOf(tenant, id, MoveName), cancel)).Value)
                );
        return pending;
    }

    private async Task<IReadOnlyList<(Guid Id, bool IsDone)>> ListAsync(TenantId tenant, CancellationToken cancel)
    {
        var files = await objects.ListAsync(ObjectPath.Of("imports", tenant.ToString(), "moves"), cancel);
        return
        [
            .. files
                .Select(file => file.Path.ToString().Split('/'))
                .GroupBy(parts => Guid.Parse(parts[3]), parts => parts[4])
                .Select(names => (names.Key, names.Contains(DoneName))),
        ];
    }

    private async Task PutAsync(ObjectPath path, byte[] content, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(path, new MemoryStream(content, writable: false), cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be stored: {created.Fault}");
    }

    private static ObjectPath PathOf(TenantId tenant, Guid id, string name) =>
        ObjectPath.Of("imports", tenant.ToString(), "moves", id.ToString("D"), name);
}
