using Bookseal.Books.Runs;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>
/// Every write of a close with one call, in every way that it can go wrong; then the same call again. What is left is
/// what the undisturbed call left.
/// </summary>
public sealed class DirectFaultMatrixTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Direct_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        await ImportAsync(undisturbed);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await CallAsync(undisturbed.World.Open(counter));
        Assert.True(counter.Writes > 30, $"{counter.Writes} writes");
        var (proof, events) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.EventsAsync(undisturbed.World.Open())
        );
        for (var at = 1; at <= counter.Writes; at++)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            await ImportAsync(temporary);
            var plan = new FaultPlan(at, mode);
            try
            {
                await CallAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. The caller calls again.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            await CallAsync(temporary.World.Open());
            var what = $"{mode} at write {at}";
            Assert.True(proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)), $"{what}: the proof differs");
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
            Assert.True((await temporary.World.Open().Audit.VerifyAsync(default)).IsGood, what);
        }
    }

    /// <summary>A run whose guards fail is given up, and its lease given back, whenever the call dies.</summary>
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task DirectThatIsGivenUp_FaultAtAnyWrite_LeavesNothingLeased(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await BlockAsync(undisturbed, counter);
        for (var at = 1; at <= counter.Writes; at++)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            try
            {
                await BlockAsync(temporary, new FaultPlan(at, mode));
            }
            catch (SimulatedCrashException)
            {
                // The caller calls again.
            }

            var services = temporary.World.Open();
            var again = (await DirectWorld.CallAsync(services, SmallBooks.January)).Value;
            Assert.False(again.IsClosed);
            var run = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
            Assert.True(
                run is { PeriodStatus: PeriodStatus.Open, Status: RunStatus.Cancelled },
                $"{mode} at write {at}: {run.PeriodStatus} {run.Status}"
            );
            var segments = await services.Workspace.Journals.SegmentsAsync(run.Tenant, run.Period, default);
            Assert.DoesNotContain(segments, segment => segment.IsLeased);
        }
    }

    /// <summary>Begun on good books, which are bad when it is driven.</summary>
    private static async Task BlockAsync(TemporaryWorld temporary, FaultPlan plan)
    {
        await ImportAsync(temporary);
        var services = temporary.World.Open();
        await DirectWorld.BeginOnlyAsync(services, SmallBooks.January);
        var entry = SmallBooks.Entry("BAD-1");
        var posted = await services
            .Workspace.Journals.Poster(SmallBooks.Tenant, SmallBooks.January)
            .PostAsync(new("bad", [entry with { Lines = [entry.Lines[0]] }], null), default);
        Assert.True(posted.IsOk);
        var outcome = await DirectWorld.CallAsync(temporary.World.Open(plan), SmallBooks.January);
        Assert.False(outcome.Value.IsClosed);
    }

    private static async Task ImportAsync(TemporaryWorld temporary)
    {
        var imported = await temporary
            .World.Open()
            .Importer.ImportAsync(
                YearBooks.Read(DirectWorld.Advisory, endMonth: 12),
                AdjustingDesk.Bookkeeper,
                default
            );
        Assert.True(imported.IsOk, imported.IsOk ? "" : imported.Fault.ToString());
    }

    private static async Task CallAsync(CloseServices services)
    {
        var outcome = await DirectWorld.CallAsync(services, SmallBooks.January);
        Assert.True(outcome is { IsOk: true, Value.IsClosed: true }, outcome.IsOk ? "" : outcome.Fault.ToString());
    }
}
