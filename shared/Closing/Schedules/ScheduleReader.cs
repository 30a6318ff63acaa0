using Bookseal.Books.Accounts;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Schedules;

/// <summary>Reads what the current schedules want in a month, and what the journals have of it.</summary>
internal sealed class ScheduleReader(Workspace workspace, RunStore runs)
{
    /// <summary>
    /// <c>SCHEDULE_PERIOD_INVALID</c> in an adjustment period, <c>PERIOD_BEFORE_BOOKS</c>, <c>JOURNAL_UNREADABLE</c>.
    /// </summary>
    public async Task<Result<ScheduleReading>> ReadAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        var first = master.Profile.FirstPeriod;
        if (period.IsAdjustment)
            return new Fault("SCHEDULE_PERIOD_INVALID", $"schedules go by months, and {period} is none");
        if (period < first)
            return new Fault("PERIOD_BEFORE_BOOKS", $"the books of {workspace.Tenant} start with {first}");
        // The schedules are today's, a run's chart is pinned: what came with a new account is due in the next month.
        var all = (await workspace.ReadSchedulesAsync(cancel)).Schedules().ToLookup(one => one.IsIn(master.Chart));
        Schedule[] schedules = [.. all[true]];
        var posted = new PostedSchedules(schedules, master.Chart);
        if (schedules.Length == 0)
            return new ScheduleReading(new(period, []) { LeftOut = [.. all[false]] }, 0);
        var isPreviousOpen = period > first && !(await runs.LoadAsync(period.Previous, cancel)).Run.IsClosed;
        var scan = new JournalScan(workspace, MarksOf(schedules, master.Chart), posted.Add);
        foreach (var earlier in isPreviousOpen ? [] : await EarlierAsync(period, master, cancel))
            if (await scan.ReadAsync(earlier, cancel) is { IsOk: false } unreadable)
                return unreadable.Fault;
        return (await scan.ReadAsync(period, cancel)).Map(length => new ScheduleReading(
            ScheduleStatement.Of(schedules, posted, period, first, isPreviousOpen) with
            {
                LeftOut = [.. all[false]],
            },
            length
        ));
    }

    /// <summary>Of entries that name an account that a schedule has or may have had, or have such an id.</summary>
    private static IEnumerable<string> MarksOf(IReadOnlyList<Schedule> schedules, ChartOfAccounts chart)
    {
        var before = chart.Accounts.Where(account => schedules.Any(schedule => schedule.MayHaveHad(account)));
        return
        [
            .. schedules
                .Select(schedule => schedule.BalanceAccount)
                .Concat(before.Select(account => account.Code))
                .Select(JournalScan.MarkOf),
            .. ScheduleKinds.All.Select(kind => $"\"id\":\"{kind.Prefix()}"),
        ];
    }

    /// <summary>The periods whose last day is before the month, a year's adjustments among them.</summary>
    private async Task<IEnumerable<PeriodCode>> EarlierAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    ) =>
        (await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel)).Where(other =>
            master.Profile.Calendar.LastDayOf(other) < period.FirstDay
        );
}

/// <param name="JournalBytes">How long the month's journal was; what is posted on this statement depends on it.</param>
internal sealed record ScheduleReading(ScheduleStatement Statement, long JournalBytes);
