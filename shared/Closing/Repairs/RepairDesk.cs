using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Repairs;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Repairs;

/// <summary>
/// Fixes of the data by hand, by two persons: one proposes, another approves, then it is posted and the days that it
/// touches are proved. Approval, effect, outcome: an approval that stopped is repeated and goes on.
/// </summary>
public sealed class RepairDesk(Workspace workspace, RunStore runs, PostingService posting, IntervalExporter exporter)
{
    public const string NotFound = "REPAIR_NOT_FOUND";

    /// <summary>
    /// The proposal, recorded; proposed twice it is one. <c>CLOSE_AUTHORITY_DENIED</c>, <c>REASON_INVALID</c>,
    /// <c>PERIOD_CLOSED</c> and its like, or as <see cref="PostingService.ReviewAsync"/>.
    /// </summary>
    public async Task<Result<RepairState>> ProposeAsync(
        PeriodCode period,
        IReadOnlyList<Entry> entries,
        string reason,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (actor.Role < Acts.ProposeRepair.Role)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} may not propose a repair");
        if (reason.Trim().Length is 0 or > Limits.ReasonCharacters)
            return new Fault(Refusal.ReasonInvalid, $"a reason has 1 to {Limits.ReasonCharacters} characters");
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.PeriodStatus != PeriodStatus.Open)
            return PeriodFaults.NotOpen(run, "a repair is not proposed");
        entries = [.. entries.Select(entry => entry with { PostedBy = actor.Id })];
        if (await posting.ReviewAsync(period, "repair", entries, master, cancel) is { } invalid)
            return invalid;
        // Its days are proved once it is posted, and none can be that has not come.
        if (entries.Max(entry => entry.Date) is var last && last > workspace.Today(master.Profile))
            return new Fault(Interval.NotEnded, $"{Dates.Text(last)} has not come yet; a repair is of days that have");
        var lines = Encoding.UTF8.GetBytes(
            string.Concat(entries.Select(entry => Encoding.UTF8.GetString(EntryCodec.Encode(entry)) + "\n"))
        );
        var batch = await workspace.Evidence.WriteAsync(workspace.Tenant, period, lines, cancel);
        var (from, to) = (entries.Min(entry => entry.Date), entries.Max(entry => entry.Date));
        var state = new RepairState(new(actor.Id, period, batch, entries.Count, from, to, reason), null, null);
        await RecordAsync(
            RepairProposed.TypeName,
            actor,
            state,
            state.Proposed.ToData(),
            known => known ?? state,
            cancel
        );
        return (await ReadAsync(state.Proposed.Digest, cancel)).Map(read => read.State);
    }

    /// <summary>
    /// Posts what was proposed, proves the days, records both. <c>REPAIR_NOT_FOUND</c>, <c>CLOSE_AUTHORITY_DENIED</c>,
    /// <c>SEGREGATION_OF_DUTIES</c>, <c>EVIDENCE_DAMAGED</c>; or what posting and export refuse: then it is approved,
    /// and repeated once that is mended. Approved twice it is done once.
    /// </summary>
    public async Task<Result<RepairState>> ApproveAsync(
        Digest repair,
        ReconciliationRules rules,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!(await ReadAsync(repair, cancel)).TryGet(out var found, out var fault))
            return fault;
        var state = found.State;
        if (state.IsDone)
            return state;
        if (state.RefuseApproval(actor) is { } refusal)
            return refusal;
        if (!(await EntriesAsync(state.Proposed, cancel)).TryGet(out var entries, out fault))
            return fault;
        if (state.ApprovedBy is null)
        {
            await RecordAsync(
                RepairState.ApprovedType,
                actor,
                state,
                state.ApprovedData,
                known => known! with { ApprovedBy = known.ApprovedBy ?? actor.Id },
                cancel
            );
        }

        var (period, key) = (state.Proposed.Period, state.Proposed.Key);
        var proposer = new Actor(state.Proposed.By, Role.Preparer, false, false);
        var posted = await posting.PostAsync(period, key, entries, proposer, master, cancel);
        if (!posted.IsOk)
            return posted.Fault;
        if (!Interval.Of(state.Proposed.From, state.Proposed.To).TryGet(out var interval, out fault))
            return fault;
        if (!(await exporter.ExportAsync(interval, rules, actor, master, cancel)).TryGet(out var proof, out fault))
            return fault;
        var done = state with { Export = proof.Location.ProofId };
        // Commit point: the chain names the proof that holds what was posted.
        await RecordAsync(
            RepairState.CompletedType,
            actor,
            done,
            done.CompletedData,
            known => known! with { Export = known.Export ?? done.Export },
            cancel
        );
        return (await ReadAsync(repair, cancel)).Map(read => read.State);
    }

    /// <summary>Those that wait for somebody's approval, or were approved and stopped.</summary>
    public async Task<IReadOnlyList<RepairState>> PendingAsync(CancellationToken cancel)
    {
        var pending = new List<RepairState>();
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (
                key.StartsWith(RepairState.Family, StringComparison.Ordinal)
                && Digest.Parse(key[RepairState.Family.Length..]).TryGet(out var repair, out _)
                && (await ReadAsync(repair, cancel)).TryGet(out var read, out _)
                && !read.State.IsDone
            )
                pending.Add(read.State);
        return pending;
    }

    /// <summary>The entries that were proposed, as their digest names them.</summary>
    public async Task<Result<IReadOnlyList<Entry>>> EntriesAsync(RepairProposed proposed, CancellationToken cancel)
    {
        var read = await workspace.Evidence.ReadAsync(workspace.Tenant, proposed.Period, proposed.Batch, cancel);
        if (!read.TryGet(out var lines, out var fault))
            return fault;
        var entries = new List<Entry>();
        await LineSplitter.ForEachAsync(
            new MemoryStream(lines),
            line => entries.Add(EntryCodec.Decode(line).Value), // which this program wrote
            cancel
        );
        return entries;
    }

    private async Task<Result<(RepairState State, string ETag)>> ReadAsync(Digest repair, CancellationToken cancel)
    {
        var key = RepairState.RowKeyOf(repair);
        if (await workspace.Audit.StoredProjectionAsync(workspace.Tenant, key, cancel) is not { } row)
            return new Fault(NotFound, $"no repair {repair} was proposed; 'bookseal repair --proposed' lists them");
        return RepairState.FromBytes(row.Payload.Span).TryGet(out var state, out _)
            ? (state, row.ETag)
            : throw ChainCode.DamagedRow(key, "is unreadable");
    }

    /// <summary>Nothing is recorded where somebody else was first: what they recorded stands.</summary>
    /// <param name="next">The row after what it is now; the same where there is nothing to record.</param>
    private Task RecordAsync(
        string type,
        Actor actor,
        RepairState state,
        JsonObject data,
        Func<RepairState?, RepairState> next,
        CancellationToken cancel
    )
    {
        var draft = new AuditDraft(actor.Id, actor.Kind, type, null, null, state.Proposed.Digest.ToString(), data);
        return workspace.RecordAsync([draft], async _ => await RowAsync(), cancel);

        async Task<IReadOnlyList<TableWrite>?> RowAsync()
        {
            var row = await workspace.Audit.StoredProjectionAsync(workspace.Tenant, state.RowKey, cancel);
            var known = row is null ? null : RepairState.FromBytes(row.Payload.Span).Value;
            var after = next(known);
            return after == known ? null : [new TableWrite(state.RowKey, after.ToBytes(), row?.ETag)];
        }
    }
}
