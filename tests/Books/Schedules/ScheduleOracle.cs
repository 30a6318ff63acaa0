using System.Numerics;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Schedules;

/// <summary>
/// The schedules computed another way: with fractions of any size, day by day where days count, and from cumulative
/// formulas where there are any.
/// </summary>
internal static class ScheduleOracle
{
    /// <summary>Accumulated up to the end of each month from the first on, until well after the last.</summary>
    public static IReadOnlyList<long> Accumulated(Asset asset)
    {
        var proRata = asset.Convention == DayConvention.ProRata;
        var begin = proRata ? asset.InService : First(asset.InService);
        var ends = begin.AddMonths(asset.LifeMonths);
        var sold = asset.Disposal is { } day ? (proRata ? day : First(day)) : DateOnly.MaxValue;
        var shares = new List<Ratio>();
        for (var month = First(begin); month < ends; month = month.AddMonths(1))
            shares.Add(Share(month, d => d >= begin && d < ends && d < sold));
        return asset.Method == DepreciationMethod.StraightLine
            ? [.. Straight(asset, shares, ends <= sold)]
            : [.. Declining(asset, shares, ends <= sold)];
    }

    public static IReadOnlyList<long> Accumulated(Prepaid prepaid)
    {
        var months = new List<DateOnly>();
        for (var month = First(prepaid.Start); month <= prepaid.End; month = month.AddMonths(1))
            months.Add(month);
        var paid = Enumerable.Range(0, prepaid.End.DayNumber - prepaid.Start.DayNumber + 1);
        var byDays = paid.GroupBy(day => First(prepaid.Start.AddDays(day))).ToDictionary(g => g.Key, g => g.Count());
        var (whole, sums) = (byDays.Values.Sum(), new List<long>());
        var sum = BigInteger.Zero;
        foreach (var month in months)
        {
            var share =
                prepaid.Convention == DayConvention.ProRata
                    ? new Ratio(byDays[month], whole)
                    : new Ratio(1, months.Count);
            sum = BigInteger.Min(prepaid.AmountMinor, sum + (share * new Ratio(prepaid.AmountMinor, 1)).Nearest);
            sums.Add((long)(month == months[^1] ? prepaid.AmountMinor : sum));
        }

        return sums;
    }

    /// <summary>k months are k times the rounded month: only the first and that of a disposal are parts.</summary>
    private static IEnumerable<long> Straight(Asset asset, List<Ratio> shares, bool isWhole)
    {
        var monthly = new Ratio(asset.DepreciableMinor, asset.LifeMonths);
        for (var k = 1; k <= shares.Count; k++)
        {
            var first = (monthly * shares[0]).Nearest;
            var middle = k > 2 ? monthly.Nearest * shares.GetRange(1, k - 2).Count(share => share.IsOne) : 0;
            var broken = k > 2 ? shares.GetRange(1, k - 2).Where(share => !share.IsOne) : [];
            var rest = broken.Aggregate(BigInteger.Zero, (all, share) => all + (monthly * share).Nearest);
            var last = k > 1 ? (monthly * shares[k - 1]).Nearest : 0;
            var sum = BigInteger.Min(asset.DepreciableMinor, first + middle + rest + last);
            yield return (long)(isWhole && k == shares.Count ? asset.DepreciableMinor : sum);
        }
    }

    private static IEnumerable<long> Declining(Asset asset, List<Ratio> shares, bool isWhole)
    {
        var rate = new Ratio(asset.Rate!.Value.PartsPerMillion, 12_000_000);
        var (book, rest) = (new BigInteger(asset.CostMinor), new Ratio(asset.LifeMonths, 1));
        for (var k = 0; k < shares.Count; k++)
        {
            var over = book - asset.ResidualMinor;
            var ofBook = new Ratio(book, 1) * rate * shares[k];
            var ofRest = new Ratio(over, 1) * shares[k] / rest;
            var amount = ofBook.IsMoreThan(ofRest) ? ofBook.Nearest : ofRest.Nearest;
            book -= isWhole && k == shares.Count - 1 ? over : BigInteger.Min(over, amount);
            rest -= shares[k];
            yield return (long)(asset.CostMinor - book);
        }
    }

    private static Ratio Share(DateOnly month, Func<DateOnly, bool> isUsed)
    {
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        return new(Enumerable.Range(0, days).Count(day => isUsed(month.AddDays(day))), days);
    }

    private static DateOnly First(DateOnly day) => PeriodCode.Of(day).FirstDay;

    private readonly record struct Ratio(BigInteger Top, BigInteger Bottom)
    {
        public bool IsOne => Top == Bottom;

        /// <summary>Halves up.</summary>
        public BigInteger Nearest
        {
            get
            {
                var whole = BigInteger.DivRem(Top, Bottom, out var left);
                return 2 * left >= Bottom ? whole + 1 : whole;
            }
        }

        public bool IsMoreThan(Ratio other) => Top * other.Bottom > other.Top * Bottom;

        public static Ratio operator *(Ratio one, Ratio other) => new(one.Top * other.Top, one.Bottom * other.Bottom);

        public static Ratio operator /(Ratio one, Ratio other) => new(one.Top * other.Bottom, one.Bottom * other.Top);

        public static Ratio operator -(Ratio one, Ratio other)
        {
            var (top, bottom) = (one.Top * other.Bottom - other.Top * one.Bottom, one.Bottom * other.Bottom);
            var common = BigInteger.GreatestCommonDivisor(top, bottom);
            return new(top / common, bottom / common);
        }
    }
}
