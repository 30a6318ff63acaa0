using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Runs;

public sealed class CancelTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    [Fact]
    public async Task Cancel_HalfWayThroughAClose_GivesThePeriodBackAndTheNextRunClosesIt()
    {
        var services = await BeginAsync();
        Assert.Equal("PERIOD_CLOSING", (await PostAsync(services, "during")).Fault.Code);

        await CancelAsync(services);
        Assert.Equal((PeriodStatus.Open, RunStatus.Cancelled), await StatusAsync());
        Assert.True((await PostAsync(services, "after")).IsOk);

        var run = await WholeMonth.RunAsync(_temporary.World.Open(), default);
        Assert.Equal((2, RunStatus.Certified), (run.Attempt, run.Status));
    }

    [Fact]
    public async Task Adjust_RepeatedInTheRunAfterACancelledOne_IsTheSamePosting()
    {
        var services = await BeginAsync();
        Assert.False((await AdjustAsync(services, 700)).Value.WasKnown);
        await CancelAsync(services);
        var again = _temporary.World.Open();
        Assert.True((await again.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk);
        await again.Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);

        var repeated = await AdjustAsync(again, 700);
        Assert.Equal((true, 1), (repeated.Value.WasKnown, repeated.Value.Attempt));
        Assert.Equal(Refusal.BatchKeyReused, (await AdjustAsync(again, 800)).Fault.Code);
        var entries = again.Workspace.ReadEntriesAsync(SmallBooks.January, default);
        Assert.Equal(1, await entries.CountAsync(entry => $"{entry.Id}" == "ADJ-7"));
        Assert.Empty((await again.Runs.LoadAsync(SmallBooks.January, default)).Run.Adjustments);
    }

    [Fact]
    public async Task Cancel_ByAPreparer_IsRefusedAndTheChainKnows()
    {
        var services = await BeginAsync();
        var refused = await services.Runs.ExecuteAsync(
            SmallBooks.January,
            new CancelRun(AdjustingDesk.Bookkeeper, "no"),
            default
        );
        Assert.Equal(Refusal.AuthorityDenied, refused.Fault.Code);
        Assert.Contains(
            await Snapshot.EventsAsync(services),
            line =>
                line.Contains("command_refused/1", StringComparison.Ordinal)
                && line.Contains(Refusal.AuthorityDenied, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Cancel_DriverDiesBeforeTheReleaseIsDone_TheNextDriverReleases()
    {
        var services = await BeginAsync();
        Assert.True(
            (
                await services.Runs.ExecuteAsync(
                    SmallBooks.January,
                    new CancelRun(AdjustingDesk.Controller, "books are wrong"),
                    default
                )
            ).IsOk
        );
        Assert.Equal("PERIOD_CLOSING", (await PostAsync(services, "between")).Fault.Code);
        Assert.Equal(
            Refusal.InProgress,
            (await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).Fault.Code
        );

        await _temporary
            .World.Open()
            .Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
        Assert.Equal((PeriodStatus.Open, RunStatus.Cancelled), await StatusAsync());
    }

    [Fact]
    public async Task Cancel_ReplayedAttempts_AreReconstructedFromTheChainAlone()
    {
        await CancelAsync(await BeginAsync());
        await WholeMonth.RunAsync(_temporary.World.Open(), default);
        var services = _temporary.World.Open();
        var loaded = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        var fromChain = await services.Audit.ReconstructAsync(SmallBooks.January, default);
        Assert.Equal(
            (loaded.Attempt, loaded.Status, loaded.Proof, loaded.Package),
            (fromChain.Attempt, fromChain.Status, fromChain.Proof, fromChain.Package)
        );
        Assert.Equal(loaded.Tasks, fromChain.Tasks);
        Assert.Equal(loaded.Preparers, fromChain.Preparers);
    }

    public void Dispose() => _temporary.Dispose();

    private async Task<CloseServices> BeginAsync()
    {
        var services = _temporary.World.Open();
        Assert.True((await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);
        Assert.True((await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk);
        await services.Host.DriveAsync(SmallBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
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

    private static async Task<Evidence.Result<Storage.Journals.PostOutcome>> AdjustAsync(
        CloseServices services,
        long amountMinor
    )
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return await services.Posting.AdjustAsync(
            SmallBooks.January,
            "accrual-7",
            [SmallBooks.Entry("ADJ-7", amountMinor, EntryKind.Adjusting)],
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
    }

    private async Task<(PeriodStatus, RunStatus)> StatusAsync()
    {
        var run = (await _temporary.World.Open().Runs.LoadAsync(SmallBooks.January, default)).Run;
        return (run.PeriodStatus, run.Status);
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
}
