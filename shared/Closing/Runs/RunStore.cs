using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Runs;

/// <summary>
/// Loads runs from the chain and executes commands on them: load, decide, commit; if someone else was first, once more.
/// </summary>
public sealed class RunStore(Workspace workspace)
{
    private const int MaxAttempts = 100;

    public async Task<LoadedRun> LoadAsync(PeriodCode period, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, RunProjection.RunKey(period), cancel);
        var empty = new CloseRun(workspace.Tenant, period);
        if (row is null)
            return new(empty, chain, null);
        var first = RunProjection.FirstSequence(row).Value;
        if (first >= chain.Head.Size)
            return await LoadAsync(period, cancel); // a run began between the two reads
        var entries = await ReadEntriesAsync(first, chain.Head.Size, cancel);
        var replayed = RunHistory.Replay(empty, entries);
        return replayed.IsOk
            ? new(replayed.Value, chain, first)
            : throw new InvalidDataException(
                $"the close of {period} cannot be read from the audit chain: {replayed.Fault}"
            );
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
            var command = await makeCommand(loaded);
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
        var committed = await workspace.Audit.CommitAsync(
            workspace.Tenant,
            loaded.Chain,
            drafts,
            entries =>
            {
                foreach (var (happened, entry) in events.Zip(entries))
                    after = Evolver.Evolve(after, happened, entry.Timestamp);
                var first = events[0] is RunStarted ? entries[0].Sequence : loaded.FirstSequence ?? entries[0].Sequence;
                return Projections(after, first, etags);
            },
            cancel
        );
        return committed.IsOk ? after : committed.Fault;
    }

    private static IEnumerable<TableWrite> Projections(
        CloseRun run,
        long firstSequence,
        Dictionary<string, string?> etags
    )
    {
        return RunProjection
            .Rows(run, firstSequence)
            .Where(row => etags.ContainsKey(row.Key))
            .Select(row => new TableWrite(row.Key, row.Row, etags[row.Key]));
    }

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
                CloseTemplate
                    .Find(started.Template)
                    .Value.Tasks.Select(task => RunProjection.TaskKey(period, task.Number))
            );
        else if (events.Any(happened => happened is CertificationDeclined or WarningsAccepted))
            keys.AddRange(loaded.Run.Template.Tasks.Select(task => RunProjection.TaskKey(period, task.Number)));
        else
            keys.AddRange(
                events.OfType<TaskCompleted>().Select(completed => RunProjection.TaskKey(period, completed.Task))
            );
        var etags = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var key in keys)
            etags[key] = (await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel))?.ETag;
        return etags;
    }

    private async Task<List<AuditEntry>> ReadEntriesAsync(long from, long to, CancellationToken cancel)
    {
        var entries = new List<AuditEntry>();
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, from, to, cancel))
        {
            var entry = AuditEntry.Decode(bytes.Span);
            entries.Add(
                entry.IsOk ? entry.Value : throw new InvalidDataException($"the audit chain is damaged: {entry.Fault}")
            );
        }

        return entries;
    }
}

/// <summary>
/// A run as of a chain's end: deciding on it is safe as long as the chain is committed to with that end.
/// </summary>
/// <param name="FirstSequence">Where the run's events begin; null while the period has none.</param>
public sealed record LoadedRun(CloseRun Run, ChainHead Chain, long? FirstSequence);
