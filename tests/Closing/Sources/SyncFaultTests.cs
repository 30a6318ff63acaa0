using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using static Bookseal.Closing.Tests.Sources.SyncedCompany;

namespace Bookseal.Closing.Tests.Sources;

/// <summary>
/// Every write of a sync in every way that it can go wrong, between an import and its record too; then a new process
/// syncs. What is left is what an undisturbed sync left, and nothing is there twice.
/// </summary>
public sealed class SyncFaultTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Sync_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new SyncedCompany();
        var counter = new FaultPlan(0, mode);
        await RunAsync(undisturbed, counter);
        var journal = await Snapshot.JournalAsync(undisturbed.World);
        for (var at = 1; at <= counter.Writes; at++)
        {
            using var company = new SyncedCompany(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await RunAsync(company, plan);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var again = await SyncAsync(company.Open());
            Assert.Null(again.Sources[0].Fault);
            Assert.True(journal == await Snapshot.JournalAsync(company.World), $"{mode} at write {at}: not the same");
            Assert.Empty((await SyncAsync(company.Open())).Sources[0].Parts);
        }
    }

    private static async Task RunAsync(SyncedCompany company, FaultPlan plan)
    {
        await company.ImportAsync(Drop);
        company.Put("a.csv", Header + Rows("POS-1"));
        company.Put("b.ndjson", Line("POS-2"));
        await SyncAsync(company.Open(plan));
    }
}
