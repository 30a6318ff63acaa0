using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>Drivers that were overtaken: by another driver, by a cancellation, by the next run.</summary>
public sealed class StaleDriverTests : IDisposable
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
    private readonly TemporaryWorld _temporary = new();

    [Fact]
    public async Task AcquireLock_RecordedAfterTheCloseWasCertified_LeavesTheFenceUp()
    {
        var services = await ImportAsync();
        var started = (await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).Value;
        await WholeMonth.RunAsync(_temporary.World.Open(), default);

        await services.Executor.ExecuteAsync(started, new Work.AcquireLock(), default);
        Assert.True((await _temporary.World.Files.InfoAsync(Journal, default)).Value.IsLeased);
        Assert.Equal("PERIOD_CLOSED", (await PostAsync(services, "late")).Fault.Code);
    }

    [Fact]
    public async Task Work_OfACancelledRun_DoesNotReachTheNextRun()
    {
        var services = await ImportAsync();
        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        await services.Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
        var first = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        await CancelAsync(services);
        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);

        foreach (
            var work in (Work[])
                [
                    new Work.AcquireLock(),
                    new Work.CloseSubledgers(),
                    new Work.EvaluateGuards(1),
                    new Work.AnnounceFence(),
                    new Work.ReleaseLock(),
                ]
        )
            Assert.False((await services.Executor.ExecuteAsync(first, work, default)).IsOk);
        var run = await WholeMonth.RunAsync(_temporary.World.Open(), default);
        Assert.Equal((2, RunStatus.Certified), (run.Attempt, run.Status));
    }

    [Fact]
    public async Task Lease_LeftBehindByADriverOfACancelledRun_IsGivenBackByTheNextRun()
    {
        var services = await ImportAsync();
        var first = (await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).Value;
        await CancelAsync(services);
        Assert.True(
            (await services.Workspace.Journals.LockAsync(SmallBooks.Tenant, SmallBooks.January, first.Id, default)).IsOk
        ); // and died
        Assert.Equal("PERIOD_CLOSING", (await PostAsync(services, "x")).Fault.Code);

        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        await services.Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
        await CancelAsync(services);
        Assert.True((await PostAsync(services, "x")).IsOk);
    }

    [Fact]
    public async Task Cancel_BeforeThereIsAJournal_GivesThePeriodBack()
    {
        var services = _temporary.World.Open();
        var books = SmallBooks.Read() with { Entries = EntrySource.Of([]) };
        Assert.True((await services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)).IsOk);
        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        await CancelAsync(services);
        Assert.Equal(PeriodStatus.Open, (await services.Runs.LoadAsync(SmallBooks.January, default)).Run.PeriodStatus);
    }

    [Fact]
    public async Task Import_OfNewAccountsDuringAClose_DoesNotDisturbIt()
    {
        var services = await ImportAsync();
        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        await services.Host.DriveAsync(
            SmallBooks.January,
            new OnlyConfirmsDesk(),
            new Progress<CloseProgress>(),
            default
        );
        var chart = Books
            .Accounts.ChartOfAccounts.Of(
                SmallBooks
                    .Read()
                    .Chart.Accounts.Append(
                        new(Books.Values.AccountCode.Parse("7777").Value, "New", Books.Accounts.AccountType.Expense, [])
                    )
            )
            .Value;
        Assert.True(
            (
                await services.Importer.ImportAsync(
                    SmallBooks.Read() with
                    {
                        Chart = chart,
                    },
                    AdjustingDesk.Bookkeeper,
                    default
                )
            ).IsOk
        );

        var driven = await services.Host.DriveAsync(
            SmallBooks.January,
            new AdjustingDesk(services),
            new Progress<CloseProgress>(),
            default
        );
        Assert.NotNull(driven.Value.Proof);
        Assert.Equal(
            chart.Accounts.Count,
            (await services.Workspace.ReadMasterDataAsync(default)).Value.Chart.Accounts.Count
        );
    }

    [Fact]
    public async Task Adjust_UnderAnAnnouncedKeyWithAnotherBatch_IsRefused()
    {
        var services = await ImportAsync();
        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        await services.Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        Assert.Equal(
            "ENTRY_EXISTS",
            (
                await services.Posting.AdjustAsync(
                    SmallBooks.January,
                    "k",
                    [SmallBooks.Entry("JE-1", 5, EntryKind.Adjusting)],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                )
            )
                .Fault
                .Code
        );
        Assert.Equal(
            Refusal.BatchKeyReused,
            (
                await services.Posting.AdjustAsync(
                    SmallBooks.January,
                    "k",
                    [SmallBooks.Entry("N", 5, EntryKind.Adjusting)],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                )
            )
                .Fault
                .Code
        );
        Assert.Equal(
            Refusal.KindNotAllowed,
            (
                await services.Posting.AdjustAsync(
                    SmallBooks.January,
                    "k",
                    [SmallBooks.Entry("N")],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                )
            )
                .Fault
                .Code
        );
    }

    public void Dispose() => _temporary.Dispose();

    private async Task<CloseServices> ImportAsync()
    {
        var services = _temporary.World.Open();
        Assert.True((await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);
        return services;
    }

    private static async Task CancelAsync(CloseServices services)
    {
        Assert.True(
            (
                await services.Runs.ExecuteAsync(
                    SmallBooks.January,
                    new CancelRun(AdjustingDesk.Controller, "books are wrong"),
                    default
                )
            ).IsOk
        );
        await services.Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
    }

    private static async Task<Evidence.Result<Storage.Journals.PostOutcome>> PostAsync(
        CloseServices services,
        string id
    )
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return await services.Posting.PostAsync(
            SmallBooks.January,
            id,
            [SmallBooks.Entry(id)],
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
    }

    private sealed class OnlyConfirmsDesk : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult(task.Action == TaskAction.Certify ? null : AdjustingDesk.Bookkeeper);
    }
}
