using Bookseal.Closing.Reading;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

internal static class YearRoutes
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string? year,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.Services.Periods.AllAsync(cancel)).TryGet(out var all, out fault))
            return FaultPage.Of(fault, frame);
        var profile = (await who.Services.Periods.ProfileAsync(cancel)).Value;
        var today = who.Workspace.Today(profile);
        var seen = all.Where(known => who.Caller.Sees(known.Period)).ToList();
        IReadOnlyList<int> years = [.. seen.Select(known => YearOf(known)).Distinct()];
        var current = seen.Where(known => known.FirstDay <= today).Select(YearOf).LastOrDefault();
        var shown = int.TryParse(year, out var wanted) && years.Contains(wanted) ? wanted : current;
        var glances = new List<PeriodGlance>();
        foreach (var known in seen.Where(known => YearOf(known) == shown))
            glances.Add(
                new(known, (await who.Services.Runs.LoadAsync(known.Period, cancel)).Run, known.FirstDay > today)
            );
        return Page.Of<YearPage>(("View", new YearView(frame, shown, years, glances)));

        int YearOf(KnownPeriod known) => profile.Calendar.YearOf(known.Period);
    }
}
