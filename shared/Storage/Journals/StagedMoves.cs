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
    private const string TakenName = "taken";
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

        if (!await IsTakenAsync(tenant, move, cancel))
            return null;
        await ReleaseAsync(tenant, move, cancel); // somebody took it for abandoned
        return new(StoreCode.LeaseLost, "the journals were taken over");
    }

    private async Task<bool> IsTakenAsync(TenantId tenant, StagedMove move, CancellationToken cancel) =>
        (await objects.InfoAsync(PathOf(tenant, move.Id, TakenName), cancel)).IsOk
        || (await objects.InfoAsync(PathOf(tenant, move.Id, DroppedName), cancel)).IsOk;

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

    /// <summary>
    /// Finishes or drops what stopped; the moves that were half done, and are whole now. <c>MOVE_INVALID</c> where what
    /// was announced cannot be read: nobody knows what is missing then.
    /// </summary>
    public async Task<Result<IReadOnlyList<StagedMove>>> FinishAsync(TenantId tenant, CancellationToken cancel)
    {
        var finished = new List<StagedMove>();
        if (!(await PendingAsync(tenant, cancel)).TryGet(out var pending, out var damaged))
            return damaged;
        foreach (var move in pending)
        {
            // Whoever began it may be alive. That it was taken is said first, and then its leases are: either they were
            // held by now, or who holds them later sees that (a close may have one in between). What is seen then is
            // final.
            await PutAsync(PathOf(tenant, move.Id, TakenName), [], cancel);
            foreach (var part in move.Parts)
                _ = await journals.TakeOverAsync(tenant, part.Period, move.Id, move.RecoveryLease, cancel);
            var missing = await MissingAsync(tenant, move, cancel);
            if (missing.Count == 0)
                await EndAsync(tenant, move, cancel);
            else if (missing.Count < move.Parts.Count)
            {
                foreach (var part in missing)
                    if (await PostAsync(tenant, part, move.RecoveryLease, cancel) is { } fault)
                        return fault;
                finished.Add(move);
                await EndAsync(tenant, move, cancel);
            }
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

    /// <summary>The moves from or to this month that stopped half-way; <c>MOVE_INVALID</c>.</summary>
    public async Task<Result<IReadOnlyList<HalfMove>>> FindHalfAsync(
        TenantId tenant,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        var found = new List<HalfMove>();
        if (!(await PendingAsync(tenant, cancel)).TryGet(out var pending, out var damaged))
            return damaged;
        foreach (var move in pending.Where(move => move.Parts.Any(part => part.Period == period)))
        {
            var missing = await MissingAsync(tenant, move, cancel);
            if (missing.Count > 0 && missing.Count < move.Parts.Count)
                found.Add(new([.. move.Parts.Except(missing).Select(PeriodOf)], [.. missing.Select(PeriodOf)]));
        }

        return found.ToArray();

        static PeriodCode PeriodOf(MovePart part) => part.Period;
    }

    /// <summary>The parts that are not posted.</summary>
    private async Task<IReadOnlyList<MovePart>> MissingAsync(TenantId tenant, StagedMove move, CancellationToken cancel)
    {
        var missing = new List<MovePart>();
        foreach (var part in move.Parts)
            if (!await IsPostedAsync(tenant, part, cancel))
                missing.Add(part);
        return missing;
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

    private async Task<Result<IReadOnlyList<StagedMove>>> PendingAsync(TenantId tenant, CancellationToken cancel)
    {
        var pending = new List<StagedMove>();
        foreach (var (id, isDone) in await ListAsync(tenant, cancel))
        {
            if (isDone)
                continue;
            var read = (await objects.ReadBytesAsync(PathOf(tenant, id, MoveName), cancel)).Then(bytes =>
                StagedMove.Read(id, bytes)
            );
            if (!read.TryGet(out var move, out var damaged))
                return damaged;
            pending.Add(move);
        }

        return pending.ToArray();
    }

    /// <summary>What else lies there, a file manager's say, is no move.</summary>
    private async Task<IReadOnlyList<(Guid Id, bool IsDone)>> ListAsync(TenantId tenant, CancellationToken cancel)
    {
        var files = await objects.ListAsync(ObjectPath.Of("imports", tenant.ToString(), "moves"), cancel);
        return
        [
            .. files
                .Select(file => file.Path.ToString().Split('/'))
                .Where(parts => parts.Length == 5 && Guid.TryParseExact(parts[3], "D", out _))
                .GroupBy(parts => Guid.ParseExact(parts[3], "D"), parts => parts[4])
                .Where(names => names.Any(name => name is MoveName or TakenName or DroppedName or DoneName))
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
