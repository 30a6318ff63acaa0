using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Health;

/// <summary>
/// Whether a period can be closed: the guards that a close runs last, on the books as they are now. Begins nothing and
/// changes nothing. Who may close it, and in which way, the close says.
/// </summary>
public sealed class CloseValidation(Workspace workspace, CompanyPeriods periods, PeriodReader reader, RunStore runs)
{
    private readonly ValidatedBooks _kept = new(workspace);

    /// <summary><c>PERIOD_NOT_FOUND</c>, <c>BOOKS_NOT_FOUND</c>.</summary>
    public async Task<Result<ValidatedPeriod>> RunAsync(PeriodCode period, CancellationToken cancel)
    {
        if (!(await periods.FindWithProfileAsync(period, cancel)).TryGet(out var found, out var fault))
            return fault;
        var (known, profile) = found;
        if (RefuseStatus(period, (await runs.FindPlaceAsync(period, cancel))?.PeriodStatus) is { } refused)
            return Found(known, [CloseIssue.Of(refused)]);
        var today = workspace.Today(profile);
        // What an open period would open with follows from journals of others, too: then nothing is kept.
        var looked = await StandsOnClosedAsync(known.Period, profile, cancel)
            ? await _kept.FindAsync(period, today, () => FindIssuesAsync(period, CancellationToken.None), cancel)
            : await FindIssuesAsync(period, cancel);
        if (!looked.TryGet(out var issues, out fault))
            return fault;
        return Found(
            known,
            today > known.LastDay ? issues : [CloseIssue.Of(Refusal.NotEnded(period, known.LastDay, today)), .. issues]
        );
    }

    private async Task<bool> StandsOnClosedAsync(PeriodCode period, CompanyProfile profile, CancellationToken cancel)
    {
        var previous = profile.Calendar.Previous(period);
        return profile.Calendar.LastDayOf(previous) < profile.BooksStart
            || await runs.FindPlaceAsync(previous, cancel)
                is { PeriodStatus: PeriodStatus.Closed or PeriodStatus.Locked };
    }

    private async Task<Result<IReadOnlyList<CloseIssue>>> FindIssuesAsync(PeriodCode period, CancellationToken cancel)
    {
        if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return fault;
        if (!(await EvaluateAsync(period, master, cancel)).TryGet(out var guards, out fault))
            return fault;
        return CloseIssue.Of(guards.Where(guard => guard.Code != GuardCode.YearEndEntriesPosted)).ToList();
    }

    /// <summary>
    /// The guards on the books as they are now. Of the year's end one does not pass yet where a close is to post the
    /// closing entries.
    /// </summary>
    internal async Task<Result<IReadOnlyList<GuardOutcome>>> EvaluateAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!(await reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var clashes = await new SealedIds(workspace).FindAsync(reading, cancel);
        // Judged as by a run that begins now: what was waived in an earlier one is to be waived again.
        return WaivedGuards.Evaluate(5, reading.Books, new CloseRun(workspace.Tenant, period), clashes).ToList();
    }

    private ValidatedPeriod Found(KnownPeriod period, IReadOnlyList<CloseIssue> issues) =>
        new(period, issues, workspace.Clock.GetUtcNow());

    private static Fault? RefuseStatus(PeriodCode period, PeriodStatus? status) =>
        status switch
        {
            PeriodStatus.Closed or PeriodStatus.Locked => new(
                Refusal.PeriodClosed,
                $"Period {period} is already closed"
            ),
            PeriodStatus.Closing => new Fault(Refusal.RunInProgress, $"a close of {period} is in progress"),
            _ => null,
        };
}

/// <param name="Issues">Empty where the period can be closed.</param>
public sealed record ValidatedPeriod(KnownPeriod Period, IReadOnlyList<CloseIssue> Issues, DateTimeOffset At)
{
    public bool CanClose => Issues.Count == 0;
}
