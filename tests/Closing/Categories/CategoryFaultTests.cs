using Bookseal.Books.Runs;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;

namespace Bookseal.Closing.Tests.Categories;

/// <summary>
/// Every write of importing rules and of booking by them during a close, in every way that it can go wrong; then a new
/// process repeats the month. What is left is what the undisturbed month left, and nothing is posted twice.
/// </summary>
public sealed class CategoryFaultTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Categorised_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        await RunAsync(undisturbed, null);
        var (proof, journal, events) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.JournalAsync(undisturbed.World),
            await Snapshot.EventsAsync(undisturbed.World.Open())
        );
        Assert.Contains(events, line => line.Contains("rules_changed/1", StringComparison.Ordinal));
        Assert.Contains("CAT-P-1", journal, StringComparison.Ordinal);
        for (var at = 1; at <= await CountUntilPostedAsync(undisturbed); at++)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await RunAsync(temporary, plan);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var run = await RunAsync(temporary, null);
            var what = $"{mode} at write {at}";
            Assert.True(run.Status == RunStatus.Certified, $"{what}: {run.Status}");
            Assert.True(journal == await Snapshot.JournalAsync(temporary.World), $"{what}: the journal differs");
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
            Assert.True(proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)), $"{what}: the proof differs");
        }
    }

    private static Task<CloseRun> RunAsync(TemporaryWorld world, FaultPlan? plan)
    {
        var services = world.World.Open(plan);
        return CategoryScenario.RunAsync(services, new CategoryScenario.Desk(services));
    }

    /// <summary>The writes up to a few after what was booked was recorded; what follows is any month's.</summary>
    private static async Task<int> CountUntilPostedAsync(TemporaryWorld undisturbed)
    {
        using var temporary = new TemporaryWorld(undisturbed);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        var services = temporary.World.Open(counter);
        await CategoryScenario.RunAsync(services, new CategoryScenario.PostingDesk(services));
        return counter.Writes + 2;
    }
}
