using Bookseal.Books.Runs;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>SIGKILL at every write, in a real process; another process finishes the month.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Month_KilledAtAnyWrite_EndsAsUndisturbed(Place place)
    {
        using var undisturbed = await TemporaryWorld.OpenAsync(place);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await WholeMonth.RunAsync(undisturbed.World.Open(counter), default);
        var (proof, journal) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.JournalAsync(undisturbed.World)
        );

        await Parallel.ForEachAsync(
            LongMode.Writes(counter.Writes, place, 0),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (at, cancel) =>
            {
                using var temporary = await TemporaryWorld.OpenAsync(place, undisturbed);
                var mode = at % 2 == 0 ? FaultMode.KillBefore : FaultMode.KillAfter;
                var killed = await HostProcess.RunAsync("month", temporary.World.Root, $"{at}", $"{mode}");
                Assert.True(
                    HostProcess.WasKilled(killed.ExitCode),
                    $"write {at}: exit code {killed.ExitCode}, {killed.Errors}"
                );

                var run = await WholeMonth.RunAsync(temporary.World.Open(), cancel);
                Assert.Equal(RunStatus.Certified, run.Status);
                Assert.True(
                    proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)),
                    $"killed at write {at}: the proof differs"
                );
                Assert.True(
                    journal == await Snapshot.JournalAsync(temporary.World),
                    $"killed at write {at}: the journal differs"
                );
            }
        );
    }
}
