using Bookseal.Books.Runs;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;

namespace Bookseal.Closing.Tests.Jobs;

/// <summary>
/// Every write of tagging costs before a close and during it, in every way that it can go wrong; then a new process
/// repeats the month. Its journal is that of the undisturbed month: every line is tagged once.
/// </summary>
public sealed class JobFaultTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Tagged_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        await JobScenario.RunAsync(undisturbed.World.Open());
        var journal = await Snapshot.JournalAsync(undisturbed.World);
        Assert.Contains("TAG-J-1-3", journal, StringComparison.Ordinal);
        Assert.Contains("TAG-J-2-1", journal, StringComparison.Ordinal);
        for (var at = 1; at <= await CountUntilTaggedAsync(undisturbed); at++)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await JobScenario.RunAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var run = await JobScenario.RunAsync(temporary.World.Open());
            var what = $"{mode} at write {at}";
            Assert.True(run.Status == RunStatus.Certified, $"{what}: {run.Status}");
            Assert.True(journal == await Snapshot.JournalAsync(temporary.World), $"{what}: the journal differs");
            Assert.All(run.Adjustments.Values, announced => Assert.True(announced.IsPosted, what));
        }
    }

    [Fact]
    public async Task Tag_AgainDuringTheClose_IsKnown()
    {
        using var temporary = new TemporaryWorld();
        var waiting = await JobScenario.RunAsync(temporary.World.Open(), isLeft: true);
        Assert.True(waiting.IsActive);
        var journal = await Snapshot.JournalAsync(temporary.World);
        var again = JobScenario.Good(await JobScenario.TagAsync(temporary.World.Open(), "J-1", "P-1"));
        Assert.Equal((0, 1), (again.Tagged.Count, again.Known.Count));
        Assert.Equal(journal, await Snapshot.JournalAsync(temporary.World));
    }

    /// <summary>The writes up to a few after what was tagged was recorded; what follows is any month's.</summary>
    private static async Task<int> CountUntilTaggedAsync(TemporaryWorld undisturbed)
    {
        using var temporary = new TemporaryWorld(undisturbed);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await JobScenario.RunAsync(temporary.World.Open(counter), isLeft: true);
        return counter.Writes + 2;
    }
}
