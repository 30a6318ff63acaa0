using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// A company's daily round: wakes closes whose driver has died, flags tasks that are late, compares closed journals
/// with what was certified, tells of a restore drill that is overdue and of payouts that are stuck, signs a checkpoint
/// of the audit chain. For a timer.
/// </summary>
public sealed class CloseSweep(Tenants tenants, CloseSteps steps, ICloseScheduler scheduler)
{
    /// <returns>
    /// What is wrong: journals that changed after their close, a chain that cannot be read, and whatever kept the round
    /// from its end, which is no matter of the other companies.
    /// </returns>
    public async Task<IReadOnlyList<Fault>> RunAsync(TenantId tenant, CancellationToken cancel)
    {
        try
        {
            return await WalkAsync(tenant, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [CompanyFaults.Of(e)];
        }
    }

    private async Task<IReadOnlyList<Fault>> WalkAsync(TenantId tenant, CancellationToken cancel)
    {
        var services = tenants.Open(tenant);
        // What is wrong with the chain comes first: a close that cannot be read must not keep anyone from hearing it.
        var audit = await services.Audit.VerifyAsync(cancel);
        List<Fault> faults =
        [
            .. audit.Findings.Select(finding => new Fault(finding.Code, finding.Message)),
            .. audit.Journals,
            .. audit.Projections,
        ];
        if (audit.Findings.Count > 0)
            return faults; // a chain that is broken gets no new signature, and wakes nobody
        var isImported = true;
        await TryAsync(faults, async () => isImported = await LookAfterClosesAsync(services, faults, cancel));
        // The chain is whole: whatever is wrong with a close, today's checkpoint says how far it went.
        if (isImported)
            await TryAsync(faults, () => services.Audit.CheckpointAsync(cancel));
        return [.. faults.DistinctBy(fault => (fault.Code, fault.Message))];
    }

    /// <summary>False while the company's first import is not finished.</summary>
    private async Task<bool> LookAfterClosesAsync(CloseServices services, List<Fault> faults, CancellationToken cancel)
    {
        if (!(await services.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _))
            return false;
        await TryAsync(faults, async () => faults.AddRange(await WakeAsync(services.Workspace, cancel)));
        var late = await services.LateTasks.FlagAsync(master.Profile, cancel);
        faults.AddRange(late.Select(CompanyFaults.Of));
        await TryAsync(faults, async () => faults.AddRange(await FindOverdueDrillAsync(services, cancel)));
        await TryAsync(faults, async () => faults.AddRange(await FindStuckPayoutsAsync(services, cancel)));
        return true;
    }

    private static async Task<IEnumerable<Fault>> FindStuckPayoutsAsync(
        CloseServices services,
        CancellationToken cancel
    )
    {
        var (stuck, ofSettings) = await services.StuckPayouts.ReadAsync(cancel);
        return new[] { ofSettings, stuck.Fault }.OfType<Fault>();
    }

    private static async Task<IEnumerable<Fault>> FindOverdueDrillAsync(
        CloseServices services,
        CancellationToken cancel
    )
    {
        var state = await services.Drills.ReadAsync(cancel);
        return state.FaultAt(services.Workspace.Clock.GetUtcNow()) is { } overdue ? [overdue] : [];
    }

    private static async Task TryAsync(List<Fault> faults, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            faults.Add(CompanyFaults.Of(e));
        }
    }

    /// <summary>
    /// Each period that has a run, for itself: one whose row is damaged is a finding, and the others go on. Years in
    /// which nothing was closed are not walked through.
    /// </summary>
    private async Task<IReadOnlyList<Fault>> WakeAsync(Workspace workspace, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        foreach (var period in await RunProjection.PeriodsAsync(workspace, cancel))
            try
            {
                var close = CloseAddress.Of(workspace.Tenant, period);
                if ((await steps.LookAsync(close, cancel)).State == CloseState.WorkDue)
                    await scheduler.WakeAsync(close, cancel);
            }
            catch (ChainRefusedException e)
            {
                faults.Add(e.Fault);
            }

        return faults;
    }
}
