using System.Text.RegularExpressions;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Web.Answers;

namespace Bookseal.Web.Identity;

internal static partial class SeenPeriods
{
    /// <summary>A refusal as they may read it: it names no month that they do not see, and no day of one.</summary>
    public static SeenText? SeenTextOf(this Principal who) =>
        who.Caller.Periods.Count == 0
            ? null
            : new(text =>
                Month()
                    .Replace(
                        text,
                        named =>
                            IsSeen(who, named.Groups["month"].Value) ? named.Value : "a period that is not yours to see"
                    )
            );

    private static bool IsSeen(Principal who, string month) =>
        !PeriodCode.Parse(month).TryGet(out var period, out _) || who.Caller.Sees(period);

    [GeneratedRegex(@"\b(?<month>[0-9]{4}-[0-9]{2})(-[0-9]{2})?\b")]
    private static partial Regex Month();

    /// <summary>
    /// A period by its code or its UUID. <c>PERIOD_NOT_FOUND</c>, also for one that the caller does not see.
    /// </summary>
    public static async Task<Result<PeriodCode>> FindPeriodAsync(
        this Principal who,
        string idOrCode,
        CancellationToken cancel
    ) => (await who.FindKnownAsync(idOrCode, cancel)).Map(known => known.Period);

    /// <summary>The same with its days.</summary>
    public static async Task<Result<KnownPeriod>> FindKnownAsync(
        this Principal who,
        string idOrCode,
        CancellationToken cancel
    )
    {
        var found = await who.Services.Periods.FindAsync(idOrCode, cancel);
        if (!found.TryGet(out var known, out var fault))
            return fault;
        return who.Caller.Sees(known.Period)
            ? known
            : new Fault(CompanyPeriods.NotFound, $"Period {idOrCode} not found for tenant {who.Tenant}");
    }
}
