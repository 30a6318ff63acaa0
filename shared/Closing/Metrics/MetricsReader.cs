using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Metrics;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Metrics;

/// <summary>Measures a company's closes: the chain tells of them, and the agents' evidence of their items.</summary>
public sealed class MetricsReader(Workspace workspace)
{
    /// <summary>
    /// Of the last months that have ended. What of the chain cannot be read is a <see cref="ChainRefusedException"/>;
    /// <c>EVIDENCE_DAMAGED</c>, <c>EVIDENCE_INVALID</c>.
    /// </summary>
    /// <param name="most">How many months; fewer where the books are younger.</param>
    public Task<Result<CloseMetrics>> ReadAsync(CompanyProfile profile, int most, CancellationToken cancel) =>
        ReadAsync(profile, EndedPeriods(profile, most), cancel);

    /// <summary>The same of these months, in order.</summary>
    public async Task<Result<CloseMetrics>> ReadAsync(
        CompanyProfile profile,
        IReadOnlyList<PeriodCode> months,
        CancellationToken cancel
    )
    {
        var (history, calendar) = (await ReadHistoryAsync(months, cancel), profile.BusinessDays);
        var (periods, now) = (new List<PeriodFacts>(), workspace.Clock.GetUtcNow());
        foreach (var period in months)
        {
            var found = history.Find(period);
            if (!(await CountItemsAsync(found, cancel)).TryGet(out var items, out var fault))
                return fault;
            periods.Add(PeriodFacts.Of(period, found, items, calendar, now));
        }

        return new CloseMetrics(periods, now);
    }

    /// <summary>The last months that have ended, in order.</summary>
    public IReadOnlyList<PeriodCode> EndedPeriods(CompanyProfile profile, int most)
    {
        var (first, today) = (profile.FirstPeriod, workspace.Today(profile));
        List<PeriodCode> ended = [];
        for (
            var period = PeriodCode.Of(today).Previous;
            period >= first && ended.Count < most;
            period = period.Previous
        )
            ended.Add(period);
        ended.Reverse();
        return ended;
    }

    private async Task<CompanyHistory> ReadHistoryAsync(IReadOnlyList<PeriodCode> months, CancellationToken cancel)
    {
        var history = new CompanyHistory(workspace.Tenant);
        var view = await ChainView.OpenAsync(workspace, cancel);
        await foreach (var entry in view.ReadPeriodsAsync(months.Contains, 0, cancel))
            if (history.Add(entry) is { } unread)
                throw new ChainRefusedException(unread);
        return history;
    }

    private async Task<Result<ItemCount>> CountItemsAsync(PeriodHistory? history, CancellationToken cancel)
    {
        if (history?.CertifiedAt is null)
            return default(ItemCount);
        var entries = ItemCount.OfEntries(history);
        if (history.BankEvidence is not { } digest)
            return entries;
        var evidence = await workspace.Evidence.ReadAsync(workspace.Tenant, history.Run.Period, digest, cancel);
        return evidence
            .Then(bytes => JsonText.ParseObject(bytes))
            .Then(ItemCount.OfBank)
            .Map(matches => matches + entries);
    }
}
