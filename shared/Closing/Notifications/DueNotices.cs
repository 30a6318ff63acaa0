using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Notifications;

/// <summary>
/// What there is to say now: the notices that were recorded with events, those that follow from time, and what keeps
/// the books from being read at all.
/// </summary>
/// <param name="Recorded">Those of them that were recorded with events.</param>
/// <param name="Next">The audit entry after those whose notices are in it.</param>
/// <param name="Closes">The closes that are running, by period.</param>
internal sealed record DueNotices(
    IReadOnlyList<Notice> Notices,
    IReadOnlyList<Notice> Recorded,
    long Next,
    IReadOnlyDictionary<PeriodCode, FollowedClose> Closes
);

/// <summary>Reads <see cref="DueNotices"/>, and the values of their texts.</summary>
internal sealed class NoticeReader(
    Workspace workspace,
    RunStore runs,
    PeriodReader reader,
    StuckPayoutReader stuckPayouts
)
{
    private readonly FollowedCloses _closes = new(workspace, runs);
    private readonly DrillReader _drills = new(workspace);

    public async Task<DueNotices> ReadAsync(CompanyProfile company, long from, CancellationToken cancel)
    {
        var now = workspace.Clock.GetUtcNow();
        var (recorded, next) = await ReadRecordedAsync(from, now, cancel);
        try
        {
            var closes = await _closes.ReadAllAsync(company, cancel);
            var late = closes.Values.SelectMany(close => EscalationLadder.FindDue(close, company.BusinessDays, now));
            Notice[] due = [.. recorded.Where(IsOfUse)];
            var drill = await FindOverdueDrillAsync(company, now, cancel);
            var stuck = await FindStuckPayoutsAsync(company, cancel);
            return new([.. due, .. late.Where(IsOfUse), .. drill, .. stuck], due, next, closes);

            bool IsOfUse(Notice notice) => !NoticeValues.IsOvertaken(notice, closes.GetValueOrDefault(notice.Period));
        }
        catch (ChainRefusedException e)
        {
            // Nothing can be said of closes that cannot be read, but that. What was recorded waits for the repair.
            var period = PeriodCode.Of(workspace.Today(company)).Previous;
            var broken = Notices.CriticalException(period, null, e.Fault.Code, e.Fault.Message);
            return new([broken], [], from, new Dictionary<PeriodCode, FollowedClose>());
        }
    }

    /// <summary>Once in each month in which it is overdue.</summary>
    private async Task<IEnumerable<Notice>> FindOverdueDrillAsync(
        CompanyProfile company,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var period = PeriodCode.Of(workspace.Today(company)).Previous;
        return (await _drills.ReadAsync(cancel)).FaultAt(now) is { } overdue
            ? [Notices.CriticalException(period, null, overdue.Code, overdue.Message)]
            : [];
    }

    /// <summary>Each day on which they are.</summary>
    private async Task<IEnumerable<Notice>> FindStuckPayoutsAsync(CompanyProfile company, CancellationToken cancel)
    {
        var today = workspace.Today(company);
        var (stuck, _) = await stuckPayouts.ReadAsync(cancel); // the settings' fault is for who works on the machine
        return stuck.Payouts.Select(payout => Notices.PayoutStuck(payout, today));
    }

    public async Task<JsonObject> ReadValuesAsync(
        Notice notice,
        FollowedClose? close,
        CompanyProfile company,
        CancellationToken cancel
    )
    {
        var values = NoticeValues.Of(notice, close, company.BusinessDays, workspace.Today(company));
        return
            notice.Kind == NoticeKind.ReadyForCertification
            && await ReadResultAsync(notice.Period, company, cancel) is { } result
            ? NoticeValues.With(values, result)
            : values;
    }

    private async Task<(IReadOnlyList<Notice> Notices, long Next)> ReadRecordedAsync(
        long from,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        // What came twice for one reason is told once, and as new as it came last.
        var (notices, next) = (new OrderedDictionary<string, Notice>(), from);
        await foreach (var recorded in workspace.Outbox.ReadNoticesAsync(from, cancel))
        {
            next = recorded.Sequence + 1;
            if (recorded.At > now.AddDays(-Evidence.Limits.NoticeAgeDays))
                foreach (var notice in recorded.Notices)
                    notices[notice.Reason] = notice.After(recorded.Sequence);
        }

        return ([.. notices.Values], next);
    }

    /// <summary>
    /// The result in the company's own currency, as it is to be certified; null where there is none, or it cannot be
    /// read: what there is to certify is told all the same.
    /// </summary>
    private async Task<IncomeStatement?> ReadResultAsync(
        PeriodCode period,
        CompanyProfile company,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.Master is null)
            return null;
        try
        {
            MasterData master = await workspace.ReadMasterDataAsync(run, cancel);
            return (await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out _)
                ? IncomeStatement.Of(reading.Books).FirstOrDefault(result => result.Currency == company.BaseCurrency)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
