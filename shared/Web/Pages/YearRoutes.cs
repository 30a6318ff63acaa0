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
        int? wanted = int.TryParse(year, out var number) ? number : null;
        return (await YearReader.ReadAsync(who, wanted, cancel)).TryGet(out var periods, out fault)
            ? Page.Of<YearPage>(("View", new YearView(frame, periods)))
            : FaultPage.Of(fault, frame);
    }
}
