using Bookseal.Books.Runs;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;

namespace Bookseal.Closing.Tests.Schedules;

/// <summary>
/// Every write of importing schedules, posting them before a close and during it, in every way that it can go wrong;
/// then a new process repeats the month. What is left is what the undisturbed month left, and nothing is posted twice.
/// </summary>
public sealed class ScheduleFaultTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Scheduled_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await ScheduleScenario.RunAsync(undisturbed.World.Open(counter));
        var (proof, journal, events) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.JournalAsync(undisturbed.World),
            await Snapshot.EventsAsync(undisturbed.World.Open())
        );
        Assert.Contains(events, line => line.Contains("schedules_changed/1", StringComparison.Ordinal));
        Assert.Contains("DEP-VAN-2026-01", journal, StringComparison.Ordinal);
        // From the first write to the certification; what follows is any month's.
        for (var at = 1; at <= await CountUntilPostedAsync(undisturbed); at++)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await ScheduleScenario.RunAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var run = await ScheduleScenario.RunAsync(temporary.World.Open());
            var what = $"{mode} at write {at}";
            Assert.True(run.Status == RunStatus.Certified, $"{what}: {run.Status}");
            Assert.True(journal == await Snapshot.JournalAsync(temporary.World), $"{what}: the journal differs");
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
            Assert.True(proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)), $"{what}: the proof differs");
        }
    }

    /// <summary>The writes up to a few after the depreciation was recorded.</summary>
    private static async Task<int> CountUntilPostedAsync(TemporaryWorld undisturbed)
    {
        using var temporary = new TemporaryWorld(undisturbed);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        var services = temporary.World.Open(counter);
        await ScheduleScenario.RunAsync(services, new ScheduleScenario.PostingDesk(services));
        return counter.Writes + 2;
    }
}
