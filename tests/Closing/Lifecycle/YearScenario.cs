using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Evidence;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>
/// A month closed, reopened, amended and closed again, then a year's end with its closing entries and its lock: every
/// write of the life of periods, in steps that may be repeated from the start.
/// </summary>
internal static class YearScenario
{
    public static async Task<CloseRun> RunAsync(CloseServices services)
    {
        Good(
            await services.Importer.ImportAsync(
                YearBooks.Read("\"reopen\":\"approver\",\"lock_year_end\":true"),
                AdjustingDesk.Bookkeeper,
                default
            )
        );
        if ((await LoadAsync(services, YearBooks.January)).Decertified is null)
        {
            await CloseAsync(services, YearBooks.January);
            Good(
                await services.RunDesk.ReopenAsync(
                    YearBooks.January,
                    AdjustingDesk.Controller,
                    "an invoice was missing",
                    default
                )
            );
        }

        await DriveAsync(services, YearBooks.January, new NobodyDesk());
        await AmendAsync(services);
        await CloseAsync(services, YearBooks.January);
        return await CloseAsync(services, YearBooks.February);
    }

    private static async Task AmendAsync(CloseServices services)
    {
        if ((await LoadAsync(services, YearBooks.January)).PeriodStatus != PeriodStatus.Open)
            return; // an earlier attempt is past this
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        Good(
            await services.Posting.PostAsync(
                YearBooks.January,
                "amendment",
                [YearBooks.Entry("JE-AM", new(2026, 1, 30)) with { Kind = EntryKind.Standard }],
                AdjustingDesk.Bookkeeper,
                master,
                default
            )
        );
    }

    private static async Task<CloseRun> CloseAsync(CloseServices services, PeriodCode period)
    {
        Good(await services.Host.BeginAsync(period, AdjustingDesk.Bookkeeper, default));
        return await DriveAsync(services, period, new TeamDesk());
    }

    private static async Task<CloseRun> DriveAsync(CloseServices services, PeriodCode period, ITaskAssignee assignee) =>
        Good(await services.Host.DriveAsync(period, assignee, new Progress<CloseProgress>(), default));

    private static async Task<CloseRun> LoadAsync(CloseServices services, PeriodCode period) =>
        (await services.Runs.LoadAsync(period, default)).Run;

    private static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
