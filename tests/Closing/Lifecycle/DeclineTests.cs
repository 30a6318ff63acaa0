using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Storage;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>A certification that is declined: the run goes back, under a lease that nothing in flight has.</summary>
public sealed class DeclineTests : IDisposable
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
    private readonly TemporaryWorld _temporary = new();

    [Fact]
    public async Task Declined_AdjustedAndCertified_HasTheAdjustmentAndVerifies()
    {
        var run = await DeclineScenario.RunAsync(_temporary.World.Open());
        Assert.Equal((1, 1, RunStatus.Certified), (run.Attempt, run.Round, run.Status));
        Assert.Contains("ADJ-1", await Snapshot.JournalAsync(_temporary.World), StringComparison.Ordinal);
        var services = _temporary.World.Open();
        var report = await ProofVerifier.VerifyAsync(
            services.Workspace.Proofs.Bag(ProofLocation.Of(run.Tenant, run.Period, run.Proof!)),
            null,
            default
        );
        Assert.True(report.IsValid, report.ToJson().ToString());
        Assert.True((await services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Declined_NothingOfTheRoundBefore_CanLandUnderTheNewLease()
    {
        var services = _temporary.World.Open();
        var before = await DeclineScenario.PrepareAsync(services);
        await DeclineAsync();
        var after = await DeclineScenario.DriveAsync(services, new NobodyDesk());
        Assert.True(after.HoldsLock);
        foreach (var lease in (Guid?[])[null, before.Leases.Posting, before.Leases.Fence])
        {
            var length = (await _temporary.World.Files.InfoAsync(Journal, default)).Value.Length;
            var refused = await _temporary.World.Files.AppendAsync(Journal, length, "{}\n"u8.ToArray(), lease, default);
            Assert.False(refused.IsOk);
        }

        Assert.Equal(RunStatus.Certified, (await DeclineScenario.FinishAsync(services)).Status);
    }

    [Fact]
    public async Task Declined_DriversOfTheRoundBefore_RecordNothing()
    {
        var services = _temporary.World.Open();
        var before = await DeclineScenario.PrepareAsync(services);
        await DeclineAsync();
        await DeclineScenario.DriveAsync(services, new NobodyDesk());
        foreach (
            var work in (Work[])
                [
                    new Work.AcquireLock(),
                    new Work.EvaluateGuards(3),
                    new Work.EvaluateGuards(5),
                    new Work.AnnounceFence(),
                    new Work.RaiseFence(),
                    new Work.PreparePackage(),
                ]
        )
            Assert.False((await services.Executor.ExecuteAsync(before, work, default)).IsOk);
        Assert.Equal(RunStatus.Certified, (await DeclineScenario.FinishAsync(_temporary.World.Open())).Status);
    }

    [Fact]
    public async Task Declined_TwoDriversAtOnce_MakeOneClose()
    {
        await DeclineScenario.PrepareAsync(_temporary.World.Open());
        await DeclineAsync();
        var runs = await Task.WhenAll(
            DeclineScenario.FinishAsync(_temporary.World.Open()),
            DeclineScenario.FinishAsync(_temporary.World.Open())
        );
        Assert.All(runs, run => Assert.Equal((1, RunStatus.Certified), (run.Round, run.Status)));
        Assert.True((await _temporary.World.Open().Audit.VerifyAsync(default)).IsGood);
    }

    [Theory]
    [InlineData(false)] // before the lease has changed
    [InlineData(true)]
    public async Task Declined_ThenCancelled_GivesThePeriodBack(bool isLowered)
    {
        var services = _temporary.World.Open();
        await DeclineScenario.PrepareAsync(services);
        await DeclineAsync();
        if (isLowered)
            await DeclineScenario.DriveAsync(services, new NobodyDesk());
        Assert.True(
            (
                await services.Runs.ExecuteAsync(
                    SmallBooks.January,
                    new CancelRun(AdjustingDesk.Controller, "not this month"),
                    default
                )
            ).IsOk
        );
        await DeclineScenario.DriveAsync(services, new NobodyDesk());
        Assert.False((await _temporary.World.Files.InfoAsync(Journal, default)).Value.IsLeased);
        var run = await WholeMonth.RunAsync(_temporary.World.Open(), default);
        Assert.Equal((2, 0, RunStatus.Certified), (run.Attempt, run.Round, run.Status));
    }

    /// <summary>
    /// Who declines at the desk is not asked for the next task at once: people do first what is missing.
    /// </summary>
    [Fact]
    public async Task Declined_AtTheDesk_StopsInPhase3()
    {
        var services = _temporary.World.Open();
        await DeclineScenario.PrepareAsync(services);
        var run = await DeclineScenario.DriveAsync(services, new DecliningDesk());
        Assert.Equal((1, 3, true), (run.Round, run.Phase, run.HoldsLock));
        Assert.Equal([3], Planner.Plan(run).Waiting.Select(task => task.Number));
    }

    public void Dispose() => _temporary.Dispose();

    private async Task DeclineAsync() =>
        Assert.True(
            (
                await _temporary
                    .World.Open()
                    .Reviews.DeclineAsync(
                        SmallBooks.January,
                        AdjustingDesk.Controller,
                        [],
                        DeclineScenario.Reason,
                        default
                    )
            ).IsOk
        );

    private sealed class DecliningDesk : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult<Actor?>(AdjustingDesk.Bookkeeper);

        public Task<SignOff?> SignOffAsync(
            CloseRun run,
            TaskDefinition task,
            Books.Proof.SignOffSheet sheet,
            CancellationToken cancel
        ) => Task.FromResult<SignOff?>(new SignOff.Declined(AdjustingDesk.Controller, [3], "look at the rent again"));
    }
}
