using Bookseal.Books.Accruals;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Accruals;

/// <summary>Proposes the accruals that recur and are missing in a month; it writes nothing, a person posts.</summary>
public sealed class AccrualService(Workspace workspace)
{
    /// <summary>
    /// <c>ACCRUAL_PERIOD_INVALID</c> in an adjustment period, <c>PERIOD_BEFORE_BOOKS</c>, <c>JOURNAL_UNREADABLE</c>.
    /// </summary>
    public async Task<Result<IReadOnlyList<AccrualProposal>>> ProposeAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    )
    {
        var first = master.Profile.FirstPeriod;
        if (period.IsAdjustment)
            return new Fault("ACCRUAL_PERIOD_INVALID", $"accruals recur by months, and {period} is none");
        if (period < first)
            return new Fault("PERIOD_BEFORE_BOOKS", $"the books of {workspace.Tenant} start with {first}");
        var schedules = (await workspace.ReadSchedulesAsync(cancel)).Schedules();
        var accruals = new RecurringAccruals(
            master.Chart,
            schedules.Select(schedule => $"{schedule.Id}").ToHashSet(StringComparer.Ordinal)
        );
        var scan = new JournalScan(workspace, ["\"kind\":\"adjusting\"", "\"reverses\":"], accruals.Add);
        var month = period;
        for (var back = 0; back <= RecurringAccruals.Months && month >= first; back++, month = month.Previous)
            if (await scan.ReadAsync(month, cancel) is { IsOk: false } unreadable)
                return unreadable.Fault;
        return accruals.FindMissing(period).ToArray();
    }
}
