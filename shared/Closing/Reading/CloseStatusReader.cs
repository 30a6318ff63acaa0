using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Reading;

/// <summary>
/// How a period's close stands, out of its one row: neither chain nor journal is read. What decides anything asks
/// <see cref="RunStore.LoadAsync"/>, which holds the row against the chain.
/// </summary>
public sealed class CloseStatusReader(CompanyPeriods periods, RunStore runs)
{
    /// <summary><c>PERIOD_NOT_FOUND</c>, <c>BOOKS_NOT_FOUND</c>.</summary>
    public async Task<Result<CloseStatus>> ReadAsync(PeriodCode period, CancellationToken cancel) =>
        (await periods.FindAsync(period, cancel)).TryGet(out var known, out var fault)
            ? await ReadAsync(known, cancel)
            : fault;

    /// <summary>Of a period that was found.</summary>
    public async Task<CloseStatus> ReadAsync(KnownPeriod known, CancellationToken cancel)
    {
        if (await runs.FindPlaceAsync(known.Period, cancel) is not { } place)
            return new CloseStatus(known, PeriodStatus.Open, null);
        if (!place.LacksMetadata)
            return new CloseStatus(known, place.PeriodStatus, place.Closed);
        // A row of an older release says that it is closed, and no more.
        return Of(known, (await runs.LoadAsync(known.Period, cancel)).Run);
    }

    public static CloseStatus Of(KnownPeriod known, CloseRun run) =>
        new(known, run.PeriodStatus, CloseMetadata.Of(run));
}

/// <param name="Closed">Of every closed period, whoever closed it; null of one that is not closed.</param>
public sealed record CloseStatus(KnownPeriod Period, PeriodStatus Status, CloseMetadata? Closed)
{
    /// <summary>OPEN, CLOSING, CLOSED or LOCKED.</summary>
    public string StateText => Status.Text().ToUpperInvariant();
}
