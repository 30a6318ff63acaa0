using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Schedules;
using Bookseal.Evidence;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Schedules;

/// <summary>
/// A month whose prepaid is used before the close and whose van is depreciated during it, in steps that may be repeated
/// from the start.
/// </summary>
internal static class ScheduleScenario
{
    public static Task<CloseRun> RunAsync(CloseServices services) => RunAsync(services, new Desk(services));

    public static async Task<CloseRun> RunAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Importer.ImportAsync(ScheduledBooks.Read(), AdjustingDesk.Bookkeeper, default));
        if ((await services.Runs.LoadAsync(SmallBooks.January, default)).Run.PeriodStatus == PeriodStatus.Open)
            await PostAsync(services, ScheduleKind.Amortisation, AdjustingDesk.Bookkeeper);
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));
    }

    public static async Task<SchedulePosting> PostAsync(
        CloseServices services,
        ScheduleKind kind,
        Actor actor,
        PeriodCode? period = null
    )
    {
        var of = period ?? SmallBooks.January;
        var run = (await services.Runs.LoadAsync(of, default)).Run;
        var master = run.IsActive
            ? await services.Workspace.ReadMasterDataAsync(run, default)
            : Good(await services.Workspace.ReadMasterDataAsync(default));
        return Good(await services.Schedules.PostAsync(of, kind, actor, master, default));
    }

    public static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());

    /// <summary>Before the bookkeeper says that the adjustments are done, the agent has done its own.</summary>
    public sealed class Desk(CloseServices services) : ITaskAssignee
    {
        public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
        {
            if (task.Action == TaskAction.Certify)
                return AdjustingDesk.Controller;
            await PostAsync(services, ScheduleKind.Depreciation, Actor.Agent, run.Period);
            return AdjustingDesk.Bookkeeper;
        }
    }

    /// <summary>Goes home once the agent has posted.</summary>
    public sealed class PostingDesk(CloseServices services) : ITaskAssignee
    {
        public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
        {
            await PostAsync(services, ScheduleKind.Depreciation, Actor.Agent, run.Period);
            return null;
        }
    }
}
