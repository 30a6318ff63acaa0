using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage;

namespace Bookseal.Closing.Runs;

/// <summary>
/// The rows that a commit of run events writes beside the entries: one for the run, one a task. They are derived; what
/// is loaded from them is only where in the chain the run's events begin.
/// </summary>
public static class RunProjection
{
    public static string RunKey(PeriodCode period) => $"run-{period}";

    public static string TaskKey(PeriodCode period, int task) => $"task-{period}-{task:D2}";

    public static byte[] RunRow(CloseRun run, long firstSequence) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("attempt", run.Attempt),
                ("first_sequence", firstSequence),
                ("period", run.Period.ToString()),
                ("period_status", run.PeriodStatus.Text()),
                ("phase", run.Phase),
                ("run", run.Attempt == 0 ? null : run.Id.ToString()),
                ("status", run.Status.Text())
            )
        );

    public static byte[] TaskRow(CloseRun run, TaskDefinition task)
    {
        var state = run.Tasks.GetValueOrDefault(task.Number);
        return CanonicalJson.ToBytes(
            JsonObject.Of(
                ("completed_at", state is null ? null : Dates.Text(state.CompletedAt)),
                ("completed_by", state?.CompletedBy.ToString()),
                ("name", task.Name),
                ("number", task.Number),
                ("run", run.Id.ToString()),
                ("status", state is null ? "pending" : "completed")
            )
        );
    }

    public static IEnumerable<(string Key, byte[] Row)> Rows(CloseRun run, long firstSequence) =>
        run
            .Template.Tasks.Where(_ => run.Attempt > 0)
            .Select(task => (TaskKey(run.Period, task.Number), TaskRow(run, task)))
            .Prepend((RunKey(run.Period), RunRow(run, firstSequence)));

    public static Result<long> FirstSequence(TableRow row) =>
        JsonText
            .ParseObject(row.Payload.Span)
            .Then(source =>
            {
                var fields = new Fields(source, "RUN_ROW_INVALID");
                var first = fields.Integer("first_sequence");
                return fields.Finish(() => first, closed: false);
            });
}
