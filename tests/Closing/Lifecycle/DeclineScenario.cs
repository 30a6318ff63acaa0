using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>
/// A month whose certification is declined once, for an accrual is missing; it is posted, and the month certified. In
/// steps that may be repeated from the start.
/// </summary>
internal static class DeclineScenario
{
    public const string Reason = "the accrual for power is missing";

    public static async Task<CloseRun> RunAsync(CloseServices services)
    {
        var run = await PrepareAsync(services);
        if (run is { Round: 0, Certification: null })
            Good(
                await services.Reviews.DeclineAsync(SmallBooks.January, AdjustingDesk.Controller, [], Reason, default)
            );
        return await FinishAsync(services);
    }

    /// <summary>To the package that waits for its certification; a run that was sent back stays where it is.</summary>
    public static async Task<CloseRun> PrepareAsync(CloseServices services)
    {
        Good(await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default));
        var run = Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return run.Round == 0 ? await DriveAsync(services, new PreparersDesk()) : run;
    }

    public static Task<CloseRun> FinishAsync(CloseServices services) =>
        DriveAsync(services, new AdjustingDesk(services));

    public static async Task<CloseRun> DriveAsync(CloseServices services, ITaskAssignee assignee) =>
        Good(await services.Host.DriveAsync(SmallBooks.January, assignee, new Progress<CloseProgress>(), default));

    private static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
