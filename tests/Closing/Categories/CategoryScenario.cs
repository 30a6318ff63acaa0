using Bookseal.Books.Categories;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Categories;

/// <summary>A month whose purchases are categorised while it is closed, in steps that may be repeated.</summary>
internal static class CategoryScenario
{
    public static async Task<CloseRun> RunAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Importer.ImportAsync(UncategorisedBooks.Read(), AdjustingDesk.Bookkeeper, default));
        return await CloseAsync(services, desk);
    }

    public static async Task<CloseRun> CloseAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));
    }

    public static async Task<CategoryReport> PostAsync(CloseServices services, PeriodCode period)
    {
        var run = (await services.Runs.LoadAsync(period, default)).Run;
        var master = await services.Workspace.ReadMasterDataAsync(run, default);
        return Good(await services.Categories.PostAsync(run, master, default));
    }

    public static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());

    /// <summary>Before the bookkeeper says that the adjustments are done, the rules have done theirs.</summary>
    public sealed class Desk(CloseServices services) : ITaskAssignee
    {
        public CategoryReport? Report { get; private set; }

        public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
        {
            if (task.Action == TaskAction.Certify)
                return AdjustingDesk.Controller;
            Report = await PostAsync(services, run.Period);
            return AdjustingDesk.Bookkeeper;
        }
    }

    /// <summary>Goes home once the rules have posted.</summary>
    public sealed class PostingDesk(CloseServices services) : ITaskAssignee
    {
        public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
        {
            await PostAsync(services, run.Period);
            return null;
        }
    }
}
