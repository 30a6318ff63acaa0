using Bookseal.Books.Accounts;
using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Jobs;

/// <summary>
/// Reads the jobs of a month: one pass over the journals of its fiscal year, and where lines name no job another one
/// over this month and the one before, for how their like were tagged. It writes nothing.
/// </summary>
public sealed class JobReader(Workspace workspace)
{
    private const string JobMark = "\"job\":\"";

    /// <summary>
    /// By the chart as it is given. <c>PERIOD_BEFORE_BOOKS</c>, <c>JOBS_TOO_MANY</c>, <c>JOURNAL_UNREADABLE</c>.
    /// </summary>
    public async Task<Result<JobReport>> ReadAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        if (!(await ScanAsync(period, master, isOfYear: true, cancel)).TryGet(out var scan, out var fault))
            return fault;
        if (scan.Totals.IsTooMany)
            return new Fault("JOBS_TOO_MANY", $"the fiscal year of {period} has over {Limits.Jobs:N0} jobs");
        UntaggedLine[] open = [.. scan.Lines.Where(line => line.IsOpen)];
        UntaggedLine[] shown = [.. open.Take(Limits.UntaggedLines)];
        var suggested = await SuggestAsync(period, master, scan, shown, cancel);
        return suggested.Map(lines => new JobReport(
            period,
            scan.Totals.Rows,
            scan.Totals.Untagged,
            lines,
            open.Length,
            scan.IsTooMany
        ));
    }

    /// <summary>With each line how its like were tagged in this month and the one before.</summary>
    internal async Task<Result<IReadOnlyList<SuggestedLine>>> SuggestAsync(
        PeriodCode period,
        MasterData master,
        JobScan found,
        IReadOnlyList<UntaggedLine> lines,
        CancellationToken cancel
    )
    {
        var history = new JobHistory(master.Chart, lines, found.TakenBack);
        var scan = new JournalScan(workspace, [JobMark], (entry, _) => history.Add(entry));
        foreach (var month in history.IsNeeded ? LookedAt(period, master) : [])
            if (await scan.ReadAsync(month, cancel) is { IsOk: false } unreadable)
                return unreadable.Fault;
        return lines.Select(line => new SuggestedLine(line, history.Suggest(line))).ToArray();
    }

    /// <param name="isOfYear">Totals are of the fiscal year; else of the month alone.</param>
    internal async Task<Result<JobScan>> ScanAsync(
        PeriodCode period,
        MasterData master,
        bool isOfYear,
        CancellationToken cancel
    )
    {
        if (!period.IsAdjustment && period < master.Profile.FirstPeriod)
            return new Fault(
                "PERIOD_BEFORE_BOOKS",
                $"the books of {workspace.Tenant} start with {master.Profile.FirstPeriod}"
            );
        var (totals, lines, takenBack) = (
            new JobTotals(master.Chart),
            new UntaggedLines(master.Chart),
            new HashSet<EntryKey>()
        );
        var looked = LookedAt(period, master).ToHashSet();
        void Add(Entry entry, PeriodCode of)
        {
            totals.Add(entry, of == period);
            if (of == period)
                lines.Add(entry);
            if (looked.Contains(of) && entry.Reverses is { } reversed)
                takenBack.Add(entry.Key with { Id = reversed });
        }

        var scan = new JournalScan(workspace, MarksOf(master.Chart), Add);
        var lengthBytes = 0L;
        foreach (var month in await MonthsAsync(period, master, isOfYear, cancel))
        {
            if (!(await scan.ReadAsync(month, cancel)).TryGet(out var read, out var fault))
                return fault;
            lengthBytes = read;
        }

        return new JobScan(totals, lines.Find(), lines.IsTooMany, takenBack, lengthBytes);
    }

    private static IEnumerable<string> MarksOf(ChartOfAccounts chart) =>
        chart
            .Accounts.Where(account => account.IsCostOfGoodsSold)
            .Select(account => JournalScan.MarkOf(account.Code))
            .Append(JobMark)
            .Append(JobTag.Mark);

    /// <summary>The period is the last of them.</summary>
    private async Task<IReadOnlyList<PeriodCode>> MonthsAsync(
        PeriodCode period,
        MasterData master,
        bool isOfYear,
        CancellationToken cancel
    )
    {
        var calendar = master.Profile.Calendar;
        var months = isOfYear ? await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel) : [];
        return
        [
            .. months
                .Where(month => !month.IsAdjustment && calendar.YearOf(month) == calendar.YearOf(period))
                .Where(month => month != period && (period.IsAdjustment || month < period))
                .Order(),
            period,
        ];
    }

    private static PeriodCode[] LookedAt(PeriodCode period, MasterData master) =>
        period == master.Profile.FirstPeriod ? [period] : [master.Profile.Calendar.Previous(period), period];
}

/// <param name="Lines">Of the month; settled ones, too.</param>
/// <param name="TakenBack">What was reversed in the months that are looked at for suggestions.</param>
/// <param name="JournalBytes">How long the month's journal was; what is posted on this depends on it.</param>
internal sealed record JobScan(
    JobTotals Totals,
    IReadOnlyList<UntaggedLine> Lines,
    bool IsTooMany,
    IReadOnlySet<EntryKey> TakenBack,
    long JournalBytes
);
