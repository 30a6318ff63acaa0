using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Reading;

/// <summary>The pre-close health check (phase 0): reads, and changes nothing.</summary>
public sealed class HealthService(PeriodReader reader, RunStore runs, ClosedPeriodCheck closedPeriods)
{
    /// <summary>The period's report. A closed period that is not what was certified is <c>JOURNAL_CHANGED_AFTER_CLOSE</c>; the one before, a blocking exception.</summary>
    public async Task<Result<HealthReport>> CheckAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        // A damaged journal of the month itself may not even be readable: then that is the whole report.
        if (await closedPeriods.RunAsync((await runs.LoadAsync(period, cancel)).Run, cancel) is { } damaged) return damaged;
        if (!(await reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out var fault)) return fault;
        var report = HealthReport.Of(reading.Books, master.Profile.Policy);
        var before = await closedPeriods.RunAsync((await runs.LoadAsync(period.Previous, cancel)).Run, cancel);
        return before is null ? report : report with { Exceptions = [new CloseException("journal_changed_after_close", before.Message, true), .. report.Exceptions] };
    }
}
