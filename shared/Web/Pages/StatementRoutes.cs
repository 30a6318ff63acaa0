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
        pages.MapGet("/periods/{period}/statements/{name}", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string period,
        string name,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out fault))
            return FaultPage.Of(fault, frame);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return FaultPage.Of(fault, frame);
        if (!(await who.Services.Reports.ReadAsync(code, master, cancel)).TryGet(out var books, out fault))
            return FaultPage.Of(fault, frame);
        return StatementReports.Make(name, books) is { } document
            ? Page.Of<StatementPage>(("Frame", frame), ("Period", code), ("Name", name), ("Document", document))
            : FaultPage.Of(new("NOT_FOUND", $"statements are {string.Join(", ", StatementReports.Names)}"), frame);
    }
}
