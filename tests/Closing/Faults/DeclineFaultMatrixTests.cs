using Bookseal.Books.Runs;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>
/// Faults at the writes of a close that is sent back; then a new process repeats the scenario, and what it leaves is
/// what
/// the undisturbed one left.
/// </summary>
public sealed class DeclineFaultMatrixTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore, 1)]
    [InlineData(FaultMode.CrashAfter, 2)]
    [InlineData(FaultMode.ReplyLost, 3)]
    [InlineData(FaultMode.AwayBefore, 4)]
    public async Task Declined_FaultAtAWrite_EndsAsUndisturbed(FaultMode mode, int first)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await DeclineScenario.RunAsync(undisturbed.World.Open(counter));
        var (proof, journal, events) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.JournalAsync(undisturbed.World),
            await Snapshot.EventsAsync(undisturbed.World.Open())
        );
        Assert.Contains(events, line => line.Contains("certification_declined/1", StringComparison.Ordinal));
        // Around the decline and the change of the lease every write is struck in every way.
        var declined = await CountUntilDeclineAsync(undisturbed);
        var writes = Enumerable
            .Range(0, counter.Writes)
            .Select(index => index + 1)
            .Where(at => (at - first) % 4 == 0 || (at >= declined && at < declined + 8));
        foreach (var at in writes)
            await StrikeAsync(mode, at);

        async Task StrikeAsync(FaultMode how, int at)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            try
            {
                await DeclineScenario.RunAsync(temporary.World.Open(new FaultPlan(at, how)));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            var run = await DeclineScenario.RunAsync(temporary.World.Open());
            var what = $"{how} at write {at}";
            Assert.True((run.Round, run.Status) == (1, RunStatus.Certified), $"{what}: {run.Round} {run.Status}");
            Assert.True(proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)), $"{what}: the proof differs");
            Assert.True(journal == await Snapshot.JournalAsync(temporary.World), $"{what}: the journal differs");
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
        }
    }

    private static async Task<int> CountUntilDeclineAsync(TemporaryWorld undisturbed)
    {
        using var temporary = new TemporaryWorld(undisturbed);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await DeclineScenario.PrepareAsync(temporary.World.Open(counter));
        return counter.Writes;
    }
}
