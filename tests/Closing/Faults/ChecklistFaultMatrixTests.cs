using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Tasks;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>
/// Every write of a close of twenty tasks, in every way that it can go wrong; then a new process repeats it. Nothing is
/// posted twice, and what is left is what the undisturbed month left.
/// </summary>
public sealed class ChecklistFaultMatrixTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Month_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await RunAsync(undisturbed.World.Open(counter));
        var proof = await Snapshot.ProofAsync(undisturbed.World);
        var journal = await Snapshot.JournalAsync(undisturbed.World);
        var events = await Snapshot.EventsAsync(undisturbed.World.Open());
        foreach (var at in LongMode.Writes(counter.Writes, Place.Files, (int)mode))
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await RunAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var run = await RunAsync(temporary.World.Open());
            var what = $"{mode} at write {at}";
            Assert.True(run.Status == RunStatus.Certified, $"{what}: {run.Status}");
            Assert.True(journal == await Snapshot.JournalAsync(temporary.World), $"{what}: the journal differs");
            Assert.Equal(events, await Snapshot.EventsAsync(temporary.World.Open()));
            Assert.True(proof.SequenceEqual(await Snapshot.ProofAsync(temporary.World)), $"{what}: the proof differs");
        }
    }

    private static async Task<CloseRun> RunAsync(CloseServices services)
    {
        Good(await services.Importer.ImportAsync(ChecklistBooks.Read(), AdjustingDesk.Bookkeeper, default));
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return Good(
            await services.Host.DriveAsync(
                SmallBooks.January,
                new TwoPeopleDesk(),
                new Progress<CloseProgress>(),
                default
            )
        );
    }

    private static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
