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
        return posted.Map(done => new AgentResult(
            JsonObject.Of(
                ("posted", JsonArray.OfTexts(done.Entries.Select(entry => entry.Id.ToString()))),
                ("wanted_sha256", done.Statement.WantedOf(kind))
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Statement.Of(kind).Count()} schedule(s), {done.Entries.Count} entries posted"
            )
        ));
    }
}
