using Bookseal.Books.Values;
using Bookseal.Closing.Reading;

namespace Bookseal.Web.Identity;

internal static class SeenPeriods
{
    /// <summary>
    /// A period by its code or its UUID. <c>PERIOD_NOT_FOUND</c>, also for one that the caller does not see.
    /// </summary>
    public static async Task<Result<PeriodCode>> FindPeriodAsync(
        this Principal who,
        string idOrCode,
        CancellationToken cancel
    )
    {
        var found = await who.Services.Periods.FindAsync(idOrCode, cancel);
        if (!found.TryGet(out var known, out var fault))
            return fault;
        return who.Caller.Sees(known.Period)
            ? known.Period
            : new Fault(CompanyPeriods.NotFound, $"Period {idOrCode} not found for tenant {who.Tenant}");
    }
}
