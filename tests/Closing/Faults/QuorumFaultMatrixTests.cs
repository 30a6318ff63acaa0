using Bookseal.Books.Runs;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>
/// Every write from the certification on, in every way that it can go wrong, in a month that two have to sign; then a
/// new process repeats the scenario. Nobody signs twice, and what is left is what the undisturbed month left.
/// </summary>
public sealed class QuorumFaultMatrixTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Signed_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await QuorumScenario.RunAsync(undisturbed.World.Open(counter));
        var (proof, events) = (
            await Snapshot.ProofAsync(undisturbed.World),
            await Snapshot.EventsAsync(undisturbed.World.Open())
        );
        Assert.Equal(2, events.Count(line => line.Contains("signature_added/2", StringComparison.Ordinal)));
        for (var at = await CountUntilCertifiedAsync(undisturbed) + 1; at <= counter.Writes; at++)
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await QuorumScenario.RunAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var run = await QuorumScenario.RunAsync(temporary.World.Open());
            var what = $"{mode} at write {at}";
            Assert.True(
                run is { Status: RunStatus.Certified, PeriodStatus: PeriodStatus.Closed, Signatures.Length: 2 },
                $"{what}: {run.Status} {run.Signatures.Length}"
            );
            Assert.True(proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)), $"{what}: the proof differs");
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
        }
    }

    private static async Task<int> CountUntilCertifiedAsync(TemporaryWorld undisturbed)
    {
        using var temporary = new TemporaryWorld(undisturbed);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await QuorumScenario.CertifyAsync(temporary.World.Open(counter), new PreparersDesk());
        return counter.Writes;
    }
}
