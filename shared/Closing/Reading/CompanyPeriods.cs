using System.Collections.Frozen;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Company;

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

    /// <summary>The same, with the profile that says so.</summary>
    public async Task<Result<(KnownPeriod Period, CompanyProfile Profile)>> FindWithProfileAsync(
        PeriodCode period,
        CancellationToken cancel
    ) =>
        (await ReadAsync(cancel)).Then<(KnownPeriod, CompanyProfile)>(known =>
            known.ById.GetValueOrDefault(PeriodId.Of(workspace.Tenant, period).ToString()) is { } found
                ? (found, known.Profile)
                : Unknown(period.ToString())
        );

    /// <summary>All of them, in order; a fiscal year's adjustment period after its last month.</summary>
    public async Task<Result<IReadOnlyList<KnownPeriod>>> AllAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).Map(known => known.InOrder);

    /// <summary>The profile that says which periods there are; <c>BOOKS_NOT_FOUND</c>.</summary>
    public async Task<Result<CompanyProfile>> ProfileAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).Map(known => known.Profile);

    private Fault Unknown(string period) => new(NotFound, $"Period {period} not found for tenant {workspace.Tenant}");

    /// <summary>Kept until the row that says which profile is another, or the day.</summary>
    private async Task<Result<Known>> ReadAsync(CancellationToken cancel)
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, MasterDataStore.RowKey, cancel);
        if (row is null)
            return (await workspace.ReadMasterDataAsync(cancel)).Then<Known>(_ =>
                throw new InvalidOperationException()
            );
        var known = _known;
        if (known is not null && known.IsOf(row) && known.Latest == LatestOf(known.Profile))
            return known;
        var digest = Workspace.DigestsIn(row).Profile;
        var profile =
            known?.Digest == digest
                ? known.Profile
                : await workspace.MasterData.ReadProfileAsync(workspace.Tenant, digest, cancel);
        return _known = Of(row, digest, profile);
    }

    private Known Of(TableRow row, Digest digest, CompanyProfile profile)
    {
        var latest = LatestOf(profile);
        IReadOnlyList<KnownPeriod> periods = [.. Enumerate(profile, latest)];
        return new(
            row.Payload,
            digest,
            latest,
            profile,
            periods,
            periods.ToFrozenDictionary(
                period => PeriodId.Of(workspace.Tenant, period.Period).ToString(),
                StringComparer.Ordinal
            )
        );
    }

    private DateOnly LatestOf(CompanyProfile profile) => EntryDates.LatestOn(workspace.Today(profile));

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
        ReadOnlyMemory<byte> Row,
        Digest Digest,
        DateOnly Latest,
        CompanyProfile Profile,
        IReadOnlyList<KnownPeriod> InOrder,
        FrozenDictionary<string, KnownPeriod> ById
    )
    {
        public bool IsOf(TableRow row) => Row.Span.SequenceEqual(row.Payload.Span);
    }
}

/// <summary>A period with its days, both of them included.</summary>
public sealed record KnownPeriod(PeriodCode Period, DateOnly FirstDay, DateOnly LastDay);
