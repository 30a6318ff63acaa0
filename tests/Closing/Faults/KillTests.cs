using Bookseal.Books.Runs;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>SIGKILL at every write, in a real process; another process finishes the month.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Month_KilledAtAnyWrite_EndsAsUndisturbed()
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await WholeMonth.RunAsync(undisturbed.World.Open(counter), default);
        var (proof, journal) = (Snapshot.Proof(undisturbed.World), Snapshot.Journal(undisturbed.World));

        await Parallel.ForAsync(1, counter.Writes + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (at, cancel) =>
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var mode = at % 2 == 0 ? FaultMode.KillBefore : FaultMode.KillAfter;
            var killed = await HostProcess.RunAsync("month", temporary.World.Root, $"{at}", $"{mode}");
            Assert.True(HostProcess.WasKilled(killed.ExitCode), $"write {at}: exit code {killed.ExitCode}, {killed.Errors}");

            var run = await WholeMonth.RunAsync(temporary.World.Open(), cancel);
            Assert.Equal(RunStatus.Certified, run.Status);
            Assert.True(proof.SequenceEqual(Snapshot.Proof(temporary.World)), $"killed at write {at}: the proof differs");
            Assert.True(journal == Snapshot.Journal(temporary.World), $"killed at write {at}: the journal differs");
        });
    }
}
