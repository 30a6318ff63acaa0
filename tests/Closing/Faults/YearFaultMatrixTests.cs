using Bookseal.Books.Runs;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>
/// Faults at the writes of reopening, closing entries and lock; then a new process repeats the scenario. Every write is
/// struck in one of the four ways, each way at every fourth: the month's own writes are struck in all ways by
/// <see cref="FaultMatrix"/>.
/// </summary>
public sealed class YearFaultMatrixTests
{
    private static readonly FixedClock July = new(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(FaultMode.CrashBefore, 1)]
    [InlineData(FaultMode.CrashAfter, 2)]
    [InlineData(FaultMode.ReplyLost, 3)]
    [InlineData(FaultMode.AwayBefore, 4)]
    public async Task Year_FaultAtAWrite_EndsAsUndisturbed(FaultMode mode, int first)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await YearScenario.RunAsync(undisturbed.World.Open(counter, clock: July));
        var (proof, journal, events) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.JournalAsync(undisturbed.World),
            await Snapshot.EventsAsync(undisturbed.World.Open())
        );
        Assert.True(counter.Writes > 120, $"{counter.Writes} writes");
        for (var at = first; at <= counter.Writes; at += 4)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            await TryAsync(temporary.World, new FaultPlan(at, mode));
            var run = await YearScenario.RunAsync(temporary.World.Open(clock: July));
            Assert.True(run.PeriodStatus == PeriodStatus.Locked, $"{mode} at write {at}: {run.PeriodStatus}");
            Assert.True(
                proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)),
                $"{mode} at write {at}: a proof differs"
            );
            Assert.True(
                journal == await Snapshot.JournalAsync(temporary.World),
                $"{mode} at write {at}: a journal differs"
            );
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
        }
    }

    private static async Task TryAsync(World world, FaultPlan plan)
    {
        try
        {
            await YearScenario.RunAsync(world.Open(plan, clock: July));
        }
        catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
        {
            // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
        }
    }
}
