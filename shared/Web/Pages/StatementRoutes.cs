using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>Statements: sealed ones of a closed period, drafts of any other.</summary>
internal static class StatementRoutes
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet(
            "/periods/{period}/statements/{name}",
            (HttpContext context, Principal who, string period, string name) =>
                PeriodGround.ShowAsync(context, who, period, ground => ShowAsync(context, who, ground, name))
        );

    private static async Task<IResult> ShowAsync(HttpContext context, Principal who, PeriodGround ground, string name)
    {
        var (frame, period) = (ground.Frame, ground.Period);
        var reading = await who.Services.Reports.ReadAsync(period, ground.Master, context.RequestAborted);
        if (!reading.TryGet(out var books, out var fault))
            return FaultPage.Of(fault, frame);
        return StatementReports.Make(name, books) is { } document
            ? Page.Of<StatementPage>(
                ("Frame", frame),
                ("Period", period),
                ("Name", name),
                ("Document", document),
                ("Sorting", Sorting.Of(context.Request))
            )
            : FaultPage.Of(
                new("NOT_FOUND", $"statements are {string.Join(", ", StatementReports.Names)}"),
                StatusCodes.Status404NotFound,
                frame
            );
    }
}
