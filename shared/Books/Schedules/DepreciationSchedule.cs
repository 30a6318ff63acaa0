using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// What an asset loses each month. Every month is rounded to the minor unit by itself and takes no more than what is
/// left above the residual value; the last month of its life takes all that is left.
/// </summary>
/// <remarks>
/// Straight-line: cost less residual over the months of life. Declining balance: a twelfth of the yearly rate of the
/// book value at the month's beginning, or what straight-line gives of the rest over the rest of the life, whichever is
/// more. Pro-rata: the first month counts by its days from the one in service on, the month of a disposal by its days
/// before it, and the life ends that many months after the day in service. The arithmetic is exact in 128 bits: an
/// amount has 53, a rate 24, days 10.
/// </remarks>
public static class DepreciationSchedule
{
    private const long YearlyMillionths = 12_000_000;

    /// <param name="asset">One that <see cref="Asset.Check"/> lets pass.</param>
    public static MonthlyAmounts Of(Asset asset)
    {
        var isProRata = asset.Convention == DayConvention.ProRata;
        var start = isProRata ? asset.InService : ScheduleDates.FirstOf(asset.InService);
        var end = start.AddMonths(asset.LifeMonths);
        var disposal = asset.Disposal is { } day && !isProRata ? ScheduleDates.FirstOf(day) : asset.Disposal;
        var used = new UsedDays(start, disposal < end ? disposal.Value : end);
        return new(PeriodCode.Of(start), Amounts(asset, used, endsEarly: disposal < end));
    }

    private static IEnumerable<long> Amounts(Asset asset, UsedDays used, bool endsEarly)
    {
        var (leftMinor, life) = (asset.DepreciableMinor, new RestOfLife(asset.LifeMonths));
        foreach (var month in used.Months())
        {
            var wanted = month.IsLast && !endsEarly ? leftMinor : Wanted(asset, leftMinor, month, life);
            var amount = Math.Min(leftMinor, wanted);
            leftMinor -= amount;
            life = life.After(month);
            yield return amount;
        }
    }

    private static long Wanted(Asset asset, long leftMinor, UsedMonth month, RestOfLife life)
    {
        if (asset.Rate is not { } rate)
            return Shares.Round((Int128)asset.DepreciableMinor * month.Days, (Int128)asset.LifeMonths * month.Length);
        var bookValueMinor = asset.ResidualMinor + leftMinor;
        var declining = Shares.Round(
            (Int128)bookValueMinor * rate.PartsPerMillion * month.Days,
            (Int128)YearlyMillionths * month.Length
        );
        var straight = Shares.Round(
            (Int128)leftMinor * month.Days * life.Parts,
            (Int128)month.Length * life.MonthsInParts
        );
        return Math.Max(declining, straight);
    }

    /// <summary>
    /// How many months of the life are left, as a fraction: only the first month is a part of one, and its days are the
    /// parts.
    /// </summary>
    private readonly record struct RestOfLife(long MonthsInParts, long Parts)
    {
        public RestOfLife(int months)
            : this(months, 1) { }

        public RestOfLife After(UsedMonth month) =>
            Parts == 1
                ? new(MonthsInParts * month.Length - month.Days, month.Length)
                : this with
                {
                    MonthsInParts = MonthsInParts - Parts,
                };
    }
}
