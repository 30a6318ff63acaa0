using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Scheduling;

/// <summary>Begins the close of the month that has ended, on the first weekday of the next one, in each company's own time zone. For a timer: calling it often is harmless.</summary>
public sealed class MonthStart(Tenants tenants, ICloseScheduler scheduler)
{
    /// <returns>What became of each company whose close was due: null when it began.</returns>
    public async Task<IReadOnlyList<(CloseAddress Close, Fault? Refusal)>> RunAsync(CancellationToken cancel)
    {
        var begun = new List<(CloseAddress, Fault?)>();
        foreach (var tenant in await tenants.ListAsync(cancel))
            if (await BeginAsync(tenant, cancel) is { } outcome) begun.Add(outcome);
        return begun;
    }

    /// <summary>Null when nothing is due. Only a period that never had a run: one that people have cancelled is theirs to start again.</summary>
    private async Task<(CloseAddress, Fault?)?> BeginAsync(TenantId tenant, CancellationToken cancel)
    {
        var services = tenants.Open(tenant);
        if (!(await services.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)) return null; // its first import is not finished
        var today = services.Workspace.Today(master.Profile);
        var period = PeriodCode.Of(today).Previous;
        if (today != FirstWeekday(today) || period < master.Profile.FirstPeriod) return null;
        if ((await services.Runs.LoadAsync(period, cancel)).Run.Status != RunStatus.None) return null;
        var begun = await services.Host.BeginAsync(period, Actor.Agent, cancel);
        if (begun.IsOk) await scheduler.WakeAsync(CloseAddress.Of(tenant, period), cancel);
        return (CloseAddress.Of(tenant, period), begun.IsOk ? null : begun.Fault);
    }

    private static DateOnly FirstWeekday(DateOnly today)
    {
        var day = new DateOnly(today.Year, today.Month, 1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        return day;
    }
}
