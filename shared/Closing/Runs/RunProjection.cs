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
    /// <summary>
    /// Of <see cref="Books.Runs.Evolver"/>: raised when the same events come to another row. Rows of an older one are
    /// made again from the chain wherever they are read; rows without the member are of the first.
    /// </summary>
    public const int EvolverVersion = 1;

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
        Encode(track, ("evolver", EvolverVersion), ("last_sequence", track.LastSequence));

    /// <summary>The row as releases wrote it that knew of no evolver's version.</summary>
    public static byte[] OlderRunRow(RunTrack track) => Encode(track);

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

    /// <summary>
    /// Whether a row that was read is the one that the chain makes. Of one that an older evolver made nothing is said:
    /// it is made again.
    /// </summary>
    public static bool IsRunRow(ReadOnlySpan<byte> row, RunTrack track) =>
        row.SequenceEqual(RunRow(track))
        || row.SequenceEqual(OlderRunRow(track))
        || (Read(row).TryGet(out var place, out _) && place.Evolver > 0 && place.Evolver < EvolverVersion);

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
                return fields.Finish(() => new RunPlace(first, last, evolver), closed: false);
            });
}

/// <summary>What a run's row says of where the run stands in the chain.</summary>
/// <param name="LastSequence">The last event that the row was made from; null in a row of an older release.</param>
public readonly record struct RunPlace(long FirstSequence, long? LastSequence, int Evolver)
{
    /// <summary>Of a row that was emptied.</summary>
    public static RunPlace Nowhere { get; } = new(0, null, 0);

    /// <summary>How many entries a chain has at least that such a row was made from.</summary>
    public long MinimumSize => (LastSequence ?? FirstSequence) + 1;
}
