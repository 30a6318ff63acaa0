using Bookseal.Storage.Company;
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
        // While a close goes on, by the accounts that it has pinned: those are certified.
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        Result<MasterData> reading = run.IsActive
            ? await who.Workspace.ReadMasterDataAsync(run, cancel)
            : await who.Workspace.ReadMasterDataAsync(cancel);
        if (!reading.TryGet(out var master, out fault))
            return FaultPage.Of(fault, frame);
        if (!(await who.Services.Reports.ReadAsync(code, master, cancel)).TryGet(out var books, out fault))
            return FaultPage.Of(fault, frame);
        return StatementReports.Make(name, books) is { } document
            ? Page.Of<StatementPage>(("Frame", frame), ("Period", code), ("Name", name), ("Document", document))
            : FaultPage.Of(
                new("NOT_FOUND", $"statements are {string.Join(", ", StatementReports.Names)}"),
                StatusCodes.Status404NotFound,
                frame
            );
    }
}
