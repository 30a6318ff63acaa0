using Bookseal.Books.Company;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Repairs;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Repairs;

/// <summary>
/// An approval that dies at one of its writes is repeated, by whoever may: the entries stand once, the proof is there.
/// </summary>
public sealed class RepairFaultTests
{
    private static readonly Actor Approver = new(SmallBooks.Controller, Role.Approver, false, false);

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    public async Task Approve_FaultAtAWrite_IsDoneOnceWhenRepeated(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        var counter = new FaultPlan(0, mode);
        var repair = await ProposeAsync(undisturbed.World.Open());
        await ApproveAsync(undisturbed.World.Open(counter), repair);
        var journal = await Snapshot.JournalAsync(undisturbed.World);
        Assert.Contains("FIX-1", journal, StringComparison.Ordinal);

        foreach (var at in LongMode.Writes(counter.Writes, Place.Azurite, (int)mode))
        {
            using var temporary = new TemporaryWorld(undisturbed);
            var again = await ProposeAsync(temporary.World.Open());
            var plan = new FaultPlan(at, mode);
            try
            {
                await ApproveAsync(temporary.World.Open(plan), again);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // somebody starts another process
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var services = temporary.World.Open();
            Assert.True((await ApproveAsync(services, again)).IsDone, $"{mode} at {at}");
            Assert.Equal(journal, await Snapshot.JournalAsync(temporary.World));
            Assert.True((await services.Audit.VerifyAsync(default)).IsGood, $"{mode} at {at}");
        }
    }

    private static async Task<RepairState> ProposeAsync(CloseServices services)
    {
        var imported = await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default);
        Assert.True(imported.IsOk);
        var proposed = await services.PairedRepairs.ProposeAsync(
            SmallBooks.January,
            [SmallBooks.Entry("FIX-1")],
            "a typing error",
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        return proposed.IsOk ? proposed.Value : throw new InvalidOperationException(proposed.Fault.ToString());
    }

    private static async Task<RepairState> ApproveAsync(CloseServices services, RepairState repair)
    {
        var approved = await services.PairedRepairs.ApproveAsync(
            repair.Proposed.Digest,
            ReconciliationRules.None,
            Approver,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        return approved.IsOk ? approved.Value : throw new InvalidOperationException(approved.Fault.ToString());
    }
}
