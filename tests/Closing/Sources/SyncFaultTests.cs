using Bookseal.Closing.Driving;
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

    /// <summary>The same of a close whose first task it is: what it posts, it posts under the close's lease.</summary>
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task Close_FaultAtAnyWriteOfItsSync_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = new SyncedCompany();
        var counter = new FaultPlan(0, mode);
        await CloseToSyncedAsync(undisturbed, counter);
        var journal = await Snapshot.JournalAsync(undisturbed.World);
        Assert.Contains("BULK-12", journal, StringComparison.Ordinal);
        for (var at = 1; at <= counter.Writes; at++)
        {
            using var company = new SyncedCompany(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await CloseToSyncedAsync(company, plan);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            await CloseToSyncedAsync(company, null);
            Assert.True(journal == await Snapshot.JournalAsync(company.World), $"{mode} at write {at}: not the same");
        }
    }

    /// <summary>Edits of what stands, and a file that takes several appends; nobody does any other task.</summary>
    private static async Task CloseToSyncedAsync(SyncedCompany company, FaultPlan? plan)
    {
        if (company.Inbox.GetFiles().Length == 0)
        {
            await company.ImportAsync(Drop);
            company.Put("a.csv", Header + Rows("POS-1"));
            await SyncAsync(company.Open());
        }

        company.Put("a.csv", Header + Rows("POS-1", "6.00"));
        company.Put("b.csv", Header + string.Concat(Enumerable.Range(1, 12).Select(number => Rows($"BULK-{number}"))));
        var services = company.Open(plan, limits: new WorkspaceLimits(1_000, 2_000));
        var run = Good(await CloseAsync(services, new NobodyAtTheDesk()));
        Assert.True(run.IsDone(1));
    }

    private static async Task RunAsync(SyncedCompany company, FaultPlan plan)
    {
        await company.ImportAsync(Drop);
        company.Put("a.csv", Header + Rows("POS-1"));
        company.Put("b.ndjson", Line("POS-2"));
        await SyncAsync(company.Open(plan));
    }
}
