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
    /// <summary>The period's report; a closed period, and the one before, must still be what was certified.</summary>
    public async Task<Result<HealthReport>> CheckAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        if (!(await reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out var fault)) return fault;
        var report = HealthReport.Of(reading.Books, master.Profile.Policy);
        var changed = new List<CloseException>();
        foreach (var code in (PeriodCode[])[period.Previous, period])
        {
            if (await closedPeriods.RunAsync((await runs.LoadAsync(code, cancel)).Run, cancel) is { } damage)
                changed.Add(new CloseException("journal_changed_after_close", damage.Message, true));
        }

        return report with { Exceptions = [.. changed, .. report.Exceptions] };
    }
}
