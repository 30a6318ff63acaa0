using Bookseal.Books.Audit;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Telemetry;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Outbox;

namespace Bookseal.Closing.Runs;

/// <summary>
/// Loads runs from the chain and executes commands on them: load, decide, commit; if someone else was first, once more.
/// </summary>
/// <param name="roles">What its host knows of people beside the team; null: nothing.</param>
/// <param name="expected">What whoever acts has read; null: they act on what there is.</param>
public sealed class RunStore(Workspace workspace, IRoleResolver? roles = null, RunExpectation? expected = null)
{
    private const int MaxAttempts = 100;

    /// <summary>A page of a table: as many are read sooner than an index is looked for.</summary>
    private const int RecentEntries = 1_000;

    private readonly IRoleResolver _roles = roles ?? TeamRoles.Instance;

    /// <summary>Months close in order: the first that no close has, from the company's first period on.</summary>
    public async Task<PeriodCode> FirstOpenAsync(PeriodCode first, CancellationToken cancel)
    {
        while ((await LoadAsync(first, cancel)).Run.IsClosed)
            first = first.Next;
        return first;
    }

    /// <summary>
    /// Reads nothing into what it cannot read: a lost or damaged row, a gap, a head that was put back, or an event that
    /// this program does not know is a <see cref="ChainRefusedException"/>.
    /// </summary>
    public async Task<LoadedRun> LoadAsync(PeriodCode period, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, RunProjection.RunKey(period), cancel);
        if (row is null)
            return new(new CloseRun(workspace.Tenant, period), chain, null);
        var place = PlaceOf(row);
        var isCommitted = place.MinimumSize <= chain.Head.Size;
        if (!isCommitted) // somebody committed between the two reads, or the head was put back
            chain = await workspace.ReadHeadAsync(cancel);
        if (place.MinimumSize > chain.Head.Size)
            throw ChainCode.Refuse(
                ChainCode.HeadMismatch,
                $"row {row.Key} is made from {place.MinimumSize} entries, and the head counts {chain.Head.Size}: it "
                    + "was put back, or the end of the chain is lost; restore the table from a backup"
            );
        var track = await FoldAsync(period, place.FirstSequence, chain, cancel);
        if (track is null && row.Payload.Span.SequenceEqual(RunProjection.Emptied))
            return new(new CloseRun(workspace.Tenant, period), chain, null);
        var mayBeBehind = !isCommitted || (place.LastSequence is null && place != RunPlace.Nowhere);
        return track is not null && (mayBeBehind || RunProjection.IsRunRow(row.Payload.Span, track))
            ? new(track.Run, chain, track)
            : throw ChainCode.DamagedRow(row.Key, "is not what the audit chain says");
    }

    /// <summary>
    /// What the period's row says, taken at its word: <see cref="LoadAsync"/> compares it with the chain. Null for a
    /// period that nothing has happened to.
    /// </summary>
    public async Task<RunPlace?> FindPlaceAsync(PeriodCode period, CancellationToken cancel) =>
        await workspace.Audit.ProjectionAsync(workspace.Tenant, RunProjection.RunKey(period), cancel) is { } row
            ? PlaceOf(row)
            : null;

    private static RunPlace PlaceOf(TableRow row)
    {
        if (!RunProjection.Read(row.Payload.Span).TryGet(out var place, out var fault))
            throw ChainCode.DamagedRow(row.Key, $"is unreadable: {fault.Message}");
        return place.Evolver <= Evolver.Version
            ? place
            : throw ChainCode.Refuse(
                EventTypes.Unsupported,
                $"row {row.Key} was made by a newer program (evolver {place.Evolver}); use a newer one"
            );
    }

    /// <summary>
    /// The period's events, each of them linked to the one before, and the last one to the head. Of a run that began
    /// long ago the index of the chain says where they end.
    /// </summary>
    private async Task<RunTrack?> FoldAsync(PeriodCode period, long from, ChainHead chain, CancellationToken cancel)
    {
        var (empty, track) = (new CloseRun(workspace.Tenant, period), (RunTrack?)null);
        var view =
            chain.Head.Size - from > RecentEntries
                ? await ChainView.OpenAsync(workspace, chain, cancel)
                : new ChainView(workspace, chain, null);
        await foreach (var entry in view.ReadPeriodAsync(period, from, cancel))
            if (!RunTrack.Add(track, empty, entry).TryGet(out track, out var fault))
                throw new ChainRefusedException(fault);
        return track;
    }

    /// <summary>The run after the command. A refusal of a person's command goes into the chain as well.</summary>
    public Task<Result<CloseRun>> ExecuteAsync(PeriodCode period, RunCommand command, CancellationToken cancel) =>
        ExecuteAsync(period, _ => Task.FromResult(command), cancel);

    /// <summary>
    /// The same with a command that rests on other runs: it is made anew for every attempt, after the chain's end was
    /// read, so what it read still holds if the commit succeeds.
    /// </summary>
    public async Task<Result<CloseRun>> ExecuteAsync(
        PeriodCode period,
        Func<LoadedRun, Task<RunCommand>> makeCommand,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; )
        {
            var loaded = await LoadAsync(period, cancel);
            if (expected?.Refuse(loaded) is { } changed)
                return changed;
            var command = await BoundAsync(await makeCommand(loaded), cancel);
            var decided = Decider.Decide(loaded.Run, command);
            if (decided.IsOk && decided.Value.Count == 0)
                return loaded.Run;
            var events = decided.IsOk
                ? decided.Value
                : [new CommandRefused(command.Actor.Id, command.Name, decided.Fault.Code, decided.Fault.Message)];
            if (!decided.IsOk && command.Actor.IsAgent)
                return decided.Fault;

            var committed = await CommitAsync(loaded, command.Actor, [.. events.Take(Limits.CommitEvents)], cancel);
            if (committed.IsOk && events.Count > Limits.CommitEvents)
                continue; // decided again: what is recorded is not repeated
            if (committed.IsOk)
                return decided.IsOk ? committed : decided.Fault;
            if (!AuditLog.IsConflict(committed.Fault) || attempt++ == MaxAttempts)
                throw new IOException($"the audit chain cannot be committed to: {committed.Fault}");
            await Task.Delay(Random.Shared.Next(1, 5 * Math.Min(attempt, 20)), cancel);
        }
    }

    /// <summary>By whoever gives it, with no more than they may now.</summary>
    private async Task<RunCommand> BoundAsync(RunCommand command, CancellationToken cancel)
    {
        var actor = command.Actor;
        if (actor.IsAgent)
            return command;
        var most = await _roles.AtMostAsync(workspace.Tenant, actor, cancel);
        return command with
        {
            Actor = actor with { Role = Lesser(actor.Role, most), AtMost = Lesser(actor.AtMost, most) },
        };
    }

    private static Role Lesser(Role one, Role other) => one < other ? one : other;

    private async Task<Result<CloseRun>> CommitAsync(
        LoadedRun loaded,
        Actor actor,
        IReadOnlyList<RunEvent> events,
        CancellationToken cancel
    )
    {
        var period = loaded.Run.Period;
        var attempt = events[0] is RunStarted started ? started.Attempt : loaded.Run.Attempt;
        var runId = RunId.Of(workspace.Tenant, period, attempt);
        var drafts = events.Select(happened => RunHistory.Draft(happened, actor.Kind, period, runId)).ToList();
        var etags = await ReadETagsAsync(loaded, events, cancel);
        var after = loaded.Run;
        var recorded = new List<RecordedEvent>();
        var last = 0L;
        var committed = await workspace.CommitAsync(
            loaded.Chain,
            drafts,
            entries =>
            {
                var told = new List<TableWrite>();
                foreach (var (happened, entry) in events.Zip(entries))
                {
                    var before = after;
                    after = Evolver.Evolve(after, happened, entry.Timestamp);
                    recorded.Add(new(before, happened, after, entry.Timestamp));
                    if (RunNotices.Of(happened, before, after) is { Count: > 0 } notices)
                        told.Add(NoticeRows.Of(entry, notices));
                }

                var first = events[0] is RunStarted ? null : loaded.Track?.FirstSequence;
                last = entries[^1].Sequence;
                var track = new RunTrack(after, first ?? entries[0].Sequence, last);
                return [.. Projections(track, etags), .. told];
            },
            cancel
        );
        if (!committed.IsOk)
            return committed.Fault;
        expected?.MoveTo(period, last);
        recorded.ForEach(CloseMeter.Record);
        return after;
    }

    private static int? TaskOf(RunEvent happened) =>
        happened switch
        {
            TaskStarted started => started.Task,
            TaskPrepared prepared => prepared.Task,
            TaskCompleted completed => completed.Task,
            TaskApproved approved => approved.Task,
            TaskBlocked blocked => blocked.Task,
            TaskSkipped skipped => skipped.Task,
            TaskAssigned assigned => assigned.Task,
            TaskFlagged flagged => flagged.Task,
            _ => null,
        };

    private static IEnumerable<TableWrite> Projections(RunTrack track, Dictionary<string, string?> etags) =>
        RunProjection
            .Rows(track)
            .Where(row => etags.ContainsKey(row.Key))
            .Select(row => new TableWrite(row.Key, row.Row, etags[row.Key]));

    /// <summary>The rows that these events change, with what they have to match: null for a row that is new.</summary>
    private async Task<Dictionary<string, string?>> ReadETagsAsync(
        LoadedRun loaded,
        IReadOnlyList<RunEvent> events,
        CancellationToken cancel
    )
    {
        var period = loaded.Run.Period;
        List<string> keys = [RunProjection.RunKey(period)];
        if (events.OfType<RunStarted>().FirstOrDefault() is { } started)
            keys.AddRange(
                started.FindChecklist().Value.Tasks.Select(task => RunProjection.TaskKey(period, task.Number))
            );
        else if (events.Any(happened => happened is CertificationDeclined or WarningsAccepted or SignOffsVoided))
            keys.AddRange(loaded.Run.Template.Tasks.Select(task => RunProjection.TaskKey(period, task.Number)));
        else
            keys.AddRange(
                events.Select(TaskOf).OfType<int>().Distinct().Select(task => RunProjection.TaskKey(period, task))
            );
        var etags = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var key in keys)
            etags[key] = (await workspace.Audit.StoredProjectionAsync(workspace.Tenant, key, cancel))?.ETag;
        return etags;
    }
}

/// <summary>
/// A run as of a chain's end: deciding on it is safe as long as the chain is committed to with that end.
/// </summary>
/// <param name="Track">Its place in the chain; null while the period has no event.</param>
public sealed record LoadedRun(CloseRun Run, ChainHead Chain, RunTrack? Track);
