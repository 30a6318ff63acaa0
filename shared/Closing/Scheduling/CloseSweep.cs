using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// A company's daily round: wakes closes whose driver has died, compares closed journals with what was certified, signs
/// a checkpoint of the audit chain. For a timer.
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
        if (!(await services.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _))
            return []; // its first import is not finished
        foreach (
            var period in Periods(
                master.Profile.FirstPeriod,
                PeriodCode.Of(services.Workspace.Today(master.Profile)),
                master.Profile.Calendar
            )
        )
        {
            var close = CloseAddress.Of(tenant, period);
            if ((await steps.LookAsync(close, cancel)).State == CloseState.WorkDue)
                await scheduler.WakeAsync(close, cancel);
        }

        var audit = await services.Audit.VerifyAsync(cancel);
        if (audit.Findings.Count == 0)
            await services.Audit.CheckpointAsync(cancel); // a chain that is broken gets no new signature
        return [.. audit.Findings.Select(finding => new Fault(finding.Code, finding.Message)), .. audit.Journals];
    }

    private static IEnumerable<PeriodCode> Periods(PeriodCode first, PeriodCode last, FiscalCalendar calendar)
    {
        for (var period = first; period <= last; period = period.Next)
        {
            yield return period;
            if (calendar.IsYearEnd(period))
                yield return PeriodCode.AdjustmentOf(calendar.YearOf(period));
        }
    }
}
