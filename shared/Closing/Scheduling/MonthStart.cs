using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// Begins a company's close of the month that has ended, on the first business day of the next one, in the company's
/// own calendar and time zone; what was missed that day is made up for on the next business days, as long as the close
/// could still reach its target. For a timer: calling it often is harmless.
/// </summary>
public sealed class MonthStart(Tenants tenants, CloseSteps steps, ICloseScheduler scheduler)
{
    /// <summary>
    /// Null when nothing was due. Whatever keeps the close from beginning is in the outcome: it is no matter of the
    /// other companies.
    /// </summary>
    public async Task<MonthStartOutcome?> RunAsync(TenantId tenant, CancellationToken cancel)
    {
        try
        {
            return await BeginAsync(tenant, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(tenant, null, CompanyFaults.Of(e));
        }
    }

    /// <summary>Only a period that never had a run: one that people have cancelled is theirs to start again.</summary>
    private async Task<MonthStartOutcome?> BeginAsync(TenantId tenant, CancellationToken cancel)
    {
        var services = tenants.Open(tenant);
        if (!(await services.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _))
            return null; // its first import is not finished
        var today = services.Workspace.Today(master.Profile);
        var period = PeriodCode.Of(today).Previous;
        if (!IsStartDay(today, master.Profile.BusinessDays) || period < master.Profile.FirstPeriod)
            return null;
        var close = CloseAddress.Of(tenant, period);
        if ((await services.Runs.LoadAsync(period, cancel)).Run.Status != RunStatus.None)
        {
            // Begun before; but whoever began it may have died before it had a driver.
            if ((await steps.LookAsync(close, cancel)).State == CloseState.WorkDue)
                await scheduler.WakeAsync(close, cancel);
            return null;
        }

        var begun = await services.Host.BeginAsync(period, Actor.Agent, cancel);
        if (begun.IsOk)
            await scheduler.WakeAsync(close, cancel);
        return new(tenant, close, begun.IsOk ? null : begun.Fault);
    }

    private static bool IsStartDay(DateOnly today, BusinessCalendar calendar) =>
        calendar.IsBusinessDay(today)
        && calendar.BusinessDaysElapsed(calendar.FirstBusinessDayOfMonth(today), today) <= BusinessCalendar.TargetDay;
}
