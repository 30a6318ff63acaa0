using System.Collections.Frozen;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Reading;

/// <summary>
/// The periods that a company has: those in which an entry can be dated, from the books' start to a year ahead.
/// </summary>
public sealed class CompanyPeriods(Workspace workspace)
{
    public const string NotFound = "PERIOD_NOT_FOUND";
    private volatile Known? _known;

    /// <summary><c>PERIOD_NOT_FOUND</c>, <c>BOOKS_NOT_FOUND</c>.</summary>
    public async Task<Result<KnownPeriod>> FindAsync(PeriodCode period, CancellationToken cancel) =>
        (await ReadAsync(cancel)).Then<KnownPeriod>(known =>
            known.ById.GetValueOrDefault(PeriodId.Of(workspace.Tenant, period).ToString()) is { } found
                ? found
                : Unknown(period.ToString())
        );

    /// <summary>The same by what a client calls it: its UUID, or its code.</summary>
    public async Task<Result<KnownPeriod>> FindAsync(string idOrCode, CancellationToken cancel) =>
        PeriodCode.Parse(idOrCode).TryGet(out var period, out _)
            ? await FindAsync(period, cancel)
            : (await ReadAsync(cancel)).Then<KnownPeriod>(known =>
                known.ById.GetValueOrDefault(idOrCode) is { } found ? found : Unknown(idOrCode)
            );

    /// <summary>All of them, in order; a fiscal year's adjustment period after its last month.</summary>
    public async Task<Result<IReadOnlyList<KnownPeriod>>> AllAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).Map(known => known.InOrder);

    /// <summary>The profile that says which periods there are; <c>BOOKS_NOT_FOUND</c>.</summary>
    public async Task<Result<CompanyProfile>> ProfileAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).Map(known => known.Profile);

    private Fault Unknown(string period) => new(NotFound, $"Period {period} not found for tenant {workspace.Tenant}");

    /// <summary>Kept until the profile is another, or the day.</summary>
    private async Task<Result<Known>> ReadAsync(CancellationToken cancel)
    {
        if (await workspace.ReadMasterDigestsAsync(cancel) is not { } digests)
            return (await workspace.ReadMasterDataAsync(cancel)).Then<Known>(_ =>
                throw new InvalidOperationException()
            );
        var known = _known;
        var profile =
            known?.Digest == digests.Profile
                ? known.Profile
                : await workspace.MasterData.ReadProfileAsync(workspace.Tenant, digests.Profile, cancel);
        var latest = EntryDates.LatestOn(workspace.Today(profile));
        if (known?.Digest == digests.Profile && known.Latest == latest)
            return known;
        IReadOnlyList<KnownPeriod> periods = [.. Enumerate(profile, latest)];
        return _known = new(
            digests.Profile,
            latest,
            profile,
            periods,
            periods.ToFrozenDictionary(
                period => PeriodId.Of(workspace.Tenant, period.Period).ToString(),
                StringComparer.Ordinal
            )
        );
    }

    private static IEnumerable<KnownPeriod> Enumerate(CompanyProfile profile, DateOnly latest)
    {
        var calendar = profile.Calendar;
        for (var month = PeriodCode.Of(profile.BooksStart); month.FirstDay <= latest; month = month.Next)
        {
            yield return Of(month);
            var adjustment = PeriodCode.AdjustmentOf(calendar.YearOf(month));
            if (calendar.IsYearEnd(month) && calendar.FirstDayOf(adjustment) <= latest)
                yield return Of(adjustment);
            if (month.Year == DateOnly.MaxValue.Year - 1 && month.Month == 12)
                yield break; // the last period that has a name
        }

        KnownPeriod Of(PeriodCode period) => new(period, calendar.FirstDayOf(period), calendar.LastDayOf(period));
    }

    private sealed record Known(
        Digest Digest,
        DateOnly Latest,
        CompanyProfile Profile,
        IReadOnlyList<KnownPeriod> InOrder,
        FrozenDictionary<string, KnownPeriod> ById
    );
}

/// <summary>A period with its days, both of them included.</summary>
public sealed record KnownPeriod(PeriodCode Period, DateOnly FirstDay, DateOnly LastDay);
