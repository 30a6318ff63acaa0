using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// Begins the close of the month that has ended, on the first weekday of the next one, in each company's own time zone; what was missed that day is made up for in the first week. For a timer: calling it
/// often is harmless.
/// </summary>
public sealed class MonthStart(Tenants tenants, ICloseScheduler scheduler)
{
    private const int LastDay = 7;

    /// <summary>The outcomes of the companies whose close was due. What keeps one from beginning keeps no other.</summary>
    public async Task<IReadOnlyList<MonthStartOutcome>> RunAsync(CancellationToken cancel)
    {
        var outcomes = new List<MonthStartOutcome>();
        foreach (var tenant in await tenants.ListAsync(cancel))
        {
            try
            {
                if (await BeginAsync(tenant, cancel) is { } outcome)
                    outcomes.Add(outcome);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                outcomes.Add(new(tenant, null, CompanyFaults.Of(e)));
            }
        }

        return outcomes;
    }

    /// <summary>Null when nothing is due. Only a period that never had a run: one that people have cancelled is theirs to start again.</summary>
    private async Task<MonthStartOutcome?> BeginAsync(TenantId tenant, CancellationToken cancel)
    {
        var services = tenants.Open(tenant);
        if (!(await services.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _))
            return null; // its first import is not finished
        var today = services.Workspace.Today(master.Profile);
        var period = PeriodCode.Of(today).Previous;
        if (today < FirstWeekday(today) || today.Day > LastDay || period < master.Profile.FirstPeriod)
            return null;
        if ((await services.Runs.LoadAsync(period, cancel)).Run.Status != RunStatus.None)
            return null;
        var begun = await services.Host.BeginAsync(period, Actor.Agent, cancel);
        if (begun.IsOk)
            await scheduler.WakeAsync(CloseAddress.Of(tenant, period), cancel);
        return new(tenant, CloseAddress.Of(tenant, period), begun.IsOk ? null : begun.Fault);
    }

    private static DateOnly FirstWeekday(DateOnly today)
    {
        var day = new DateOnly(today.Year, today.Month, 1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(1);
        return day;
    }
}
