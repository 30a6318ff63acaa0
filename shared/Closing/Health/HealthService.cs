using Bookseal.Books.Exceptions;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Health;

/// <summary>The pre-close health check (phase 0): reads, and changes nothing.</summary>
public sealed class HealthService(
    Workspace workspace,
    PeriodReader reader,
    RunStore runs,
    ClosedPeriodCheck closedPeriods
)
{
    /// <summary>
    /// The period's report. A closed period that is not what was certified is <c>JOURNAL_CHANGED_AFTER_CLOSE</c>; the
    /// one before, a blocking exception.
    /// </summary>
    public async Task<Result<HealthReport>> CheckAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        // A damaged journal of the month itself may not even be readable: then that is the whole report.
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (await closedPeriods.RunAsync(run, cancel) is { } damaged)
            return damaged;
        if (!(await ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var report = HealthReport.Of(reading.Books, reading.Books.Company.Policy);
        if (reading.Books.Reconciliation.Rows.Any(row => row.VarianceMinor != 0))
            report = report with { Exceptions = [.. report.Exceptions, .. await ExplainAsync(reading, cancel)] };
        report = report with { Exceptions = [.. report.Exceptions, .. await FarAheadAsync(period, master, cancel)] };
        var before = await closedPeriods.RunAsync(
            (await runs.LoadAsync(master.Profile.Calendar.Previous(period), cancel)).Run,
            cancel
        );
        return before is null
            ? report
            : report with
            {
                Exceptions =
                [
                    new CloseException("journal_changed_after_close", before.Message, true),
                    .. report.Exceptions,
                ],
            };
    }

    /// <summary>
    /// A closed month as it was closed: neither later items nor later settings are any business of its.
    /// </summary>
    private async Task<Result<PeriodReading>> ReadAsync(CloseRun run, MasterData current, CancellationToken cancel) =>
        run.IsClosed
            ? await reader.ReadAsync(run, await workspace.ReadMasterDataAsync(run, cancel), cancel)
            : await reader.ReadAsync(run.Period, current, cancel);

    /// <summary>
    /// A month that has entries and begins far ahead of the clock: most often a slip in a date. The other months are
    /// not told of it; the import that brings such entries is.
    /// </summary>
    private async Task<IEnumerable<CloseException>> FarAheadAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (period.IsAdjustment || period.FirstDay <= EntryDates.NearOn(workspace.Today(master.Profile)))
            return [];
        var journals = await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);
        return journals.Contains(period)
            ?
            [
                new CloseException(
                    "dated_ahead",
                    $"{period} has entries, which are dated more than 31 days ahead of today",
                    false
                ),
            ]
            : [];
    }

    private async Task<IReadOnlyList<CloseException>> ExplainAsync(PeriodReading reading, CancellationToken cancel)
    {
        var activity = new EntityActivity(reading.Books);
        await foreach (var entry in workspace.ReadEntriesAsync(reading.Books.Period, cancel))
            activity.Add(entry);
        await using var items = workspace.Subledgers.Read(workspace.Tenant, reading.Sealed.Subledgers);
        await StoredLines.ForEachAsync(
            "the subledgers",
            items,
            line =>
            {
                if (SubledgerItem.Decode(line).TryGet(out var item, out _))
                    activity.Add(item);
            },
            cancel
        );
        return activity.Exceptions;
    }
}
