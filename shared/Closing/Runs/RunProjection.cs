using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage;

namespace Bookseal.Closing.Runs;

/// <summary>
/// The rows that a commit of run events writes beside the entries: one for the run, one a task. They are derived; what
/// is loaded from them is only where in the chain the run's events begin, and up to where the row was made.
/// </summary>
public static class RunProjection
{
    private const string RunPrefix = "run-";

    /// <summary>What a rebuild leaves of a row of a period that has no events.</summary>
    public static ReadOnlySpan<byte> Emptied => "{}"u8;

    public static string RunKey(PeriodCode period) => $"{RunPrefix}{period}";

    public static bool IsRunKey(string key) => key.StartsWith(RunPrefix, StringComparison.Ordinal);

    /// <summary>The periods that have, or had, a run; in order.</summary>
    public static async Task<IReadOnlyList<PeriodCode>> PeriodsAsync(Workspace workspace, CancellationToken cancel)
    {
        var periods = new List<PeriodCode>();
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (IsRunKey(key) && PeriodCode.Parse(key[RunPrefix.Length..]).TryGet(out var period, out _))
                periods.Add(period);
        return [.. periods.Order()];
    }

    public static string TaskKey(PeriodCode period, int task) => $"task-{period}-{task:D2}";

    public static byte[] RunRow(RunTrack track) =>
        Encode(
            track,
            ("closed", CloseMetadata.Of(track.Run)?.ToJson()),
            ("evolver", Evolver.Version),
            ("last_sequence", track.LastSequence)
        );

    /// <summary>The row as releases wrote it before: the first of them knew of no evolver's version.</summary>
    private static IEnumerable<byte[]> OlderRunRows(RunTrack track) =>
        [Encode(track), Encode(track, ("evolver", 1), ("last_sequence", track.LastSequence))];

    private static byte[] Encode(RunTrack track, params ReadOnlySpan<(string, JsonValue?)> more)
    {
        var run = track.Run;
        return CanonicalJson.ToBytes(
            JsonObject.Of([
                ("attempt", run.Attempt),
                ("first_sequence", track.FirstSequence),
                ("period", run.Period.ToString()),
                ("period_status", run.PeriodStatus.Text()),
                ("phase", run.Phase),
                ("run", run.Attempt == 0 ? null : run.Id.ToString()),
                ("status", run.Status.Text()),
                .. more,
            ])
        );
    }

    public static byte[] TaskRow(CloseRun run, TaskDefinition task)
    {
        var state = run.Tasks.GetValueOrDefault(task.Number);
        var open = state is null ? run.OpenTasks.GetValueOrDefault(task.Number) : null;
        return CanonicalJson.ToBytes(
            JsonObject.Of(
                ("assignee", open?.Assignee?.ToString()),
                ("blocked_reason", open?.BlockedReason),
                ("completed_at", state is null ? null : Dates.Text(state.CompletedAt)),
                ("completed_by", state?.CompletedBy.ToString()),
                ("late_after", open?.LateAfter is { } late ? Dates.Text(late) : null),
                ("name", task.Name),
                ("number", task.Number),
                ("run", run.Id.ToString()),
                ("status", run.StatusOf(task.Number))
            )
        );
    }

    public static IEnumerable<(string Key, byte[] Row)> Rows(RunTrack track) =>
        track
            .Run.Template.Tasks.Where(_ => track.Run.Attempt > 0)
            .Select(task => (TaskKey(track.Run.Period, task.Number), TaskRow(track.Run, task)))
            .Prepend((RunKey(track.Run.Period), RunRow(track)));

    /// <summary>Whether a row that was read is one that this release or an earlier one makes of the chain.</summary>
    public static bool IsRunRow(ReadOnlySpan<byte> row, RunTrack track)
    {
        if (row.SequenceEqual(RunRow(track)))
            return true;
        foreach (var older in OlderRunRows(track))
            if (row.SequenceEqual(older))
                return true;
        return false;
    }

    /// <summary>Of an emptied row nothing is believed: the chain is read from its beginning.</summary>
    public static Result<RunPlace> Read(ReadOnlySpan<byte> row) =>
        JsonText
            .ParseObject(row)
            .Then<RunPlace>(source =>
            {
                if (source.Members.Count == 0)
                    return RunPlace.Nowhere;
                var fields = new Fields(source, "RUN_ROW_INVALID");
                var first = fields.Integer("first_sequence");
                var last = fields.Has("last_sequence") ? fields.Integer("last_sequence") : (long?)null;
                var evolver = fields.Has("evolver") ? fields.SmallInteger("evolver") : 1;
                var status = fields.Text("period_status", Statuses.ParsePeriod);
                var closed = fields.OptionalObject("closed", CloseMetadata.FromJson);
                return fields.Finish(
                    () => new RunPlace(first, last, evolver) { PeriodStatus = status, Closed = closed },
                    closed: false
                );
            });
}

/// <summary>What a run's row says of where the run stands in the chain, and of its period.</summary>
/// <param name="LastSequence">The last event that the row was made from; null in a row of an older release.</param>
public readonly record struct RunPlace(long FirstSequence, long? LastSequence, int Evolver)
{
    /// <summary>Of a row that was emptied.</summary>
    public static RunPlace Nowhere { get; } = new(0, null, 0);

    public PeriodStatus PeriodStatus { get; init; }

    /// <summary>Null of a period that is not closed, and in a row of an older release.</summary>
    public CloseMetadata? Closed { get; init; }

    public bool LacksMetadata => Closed is null && PeriodStatus is PeriodStatus.Closed or PeriodStatus.Locked;

    /// <summary>How many entries a chain has at least that such a row was made from.</summary>
    public long MinimumSize => (LastSequence ?? FirstSequence) + 1;
}
