using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Closing.Schedules;

namespace Bookseal.Closing.Tasks;

/// <summary>Posts what a month lacks of its schedules; an adjustment period has none.</summary>
public sealed class ScheduleAgent(Workspace workspace, ScheduleService schedules, TaskAction action, ScheduleKind kind)
    : ITaskAgent
{
    public TaskAction Action => action;

    public async Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (run.Period.IsAdjustment)
            return new AgentResult(JsonObject.Of(), "an adjustment period has no schedules");
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        var posted = await schedules.PostAsync(run.Period, kind, Actor.Agent, master, cancel, task.Number);
        if (!posted.IsOk)
            return posted.Fault;
        // What stands, and not what was posted just now: after a crash the same result comes of another posting.
        return (await schedules.ReadAsync(run.Period, master, cancel)).Map(Tell);
    }

    /// <summary>The schedules have changed since, or somebody has taken back what was posted for them.</summary>
    public async Task<Result<Digest?>> FindLackAsync(CloseRun run, CancellationToken cancel)
    {
        if (run.Period.IsAdjustment)
            return (Digest?)null;
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        return (await schedules.ReadAsync(run.Period, master, cancel)).Map(statement =>
            ScheduleEntries.Of(statement, kind, Actor.Agent.Id).Count > 0 ? statement.WantedOf(kind) : (Digest?)null
        );
    }

    private AgentResult Tell(ScheduleStatement statement)
    {
        var lines = statement.Of(kind).ToList();
        var leftOut = statement.LeftOut.Count(schedule => schedule.Kind == kind);
        var later = leftOut == 0 ? "" : $"; {leftOut} on accounts that the run's chart lacks wait for the next month";
        var posted = lines.Count(line => line.PostedMinor != 0);
        var rows = lines.Select(line =>
            JsonObject.Of(
                ("currency", line.Schedule.Currency.ToString()),
                ("id", line.Schedule.Id.ToString()),
                ("posted_minor", line.PostedMinor),
                ("wanted_minor", line.WantedMinor)
            )
        );
        return new(
            JsonObject.Of(("schedules", new JsonArray(rows)), ("wanted_sha256", statement.WantedOf(kind))),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{lines.Count} schedule(s), {posted} with an amount in the month{later}"
            )
        );
    }
}
