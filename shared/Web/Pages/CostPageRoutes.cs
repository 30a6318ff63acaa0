using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Bookseal.Web.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>The reconciliation close workflow: a look at the costs of a range, and their reports to keep.</summary>
internal static class CostPageRoutes
{
    public static void Map(IEndpointRouteBuilder costs)
    {
        costs.MapGet("", ShowAsync);
        foreach (var report in (CostReport[])[CostReport.ClosePackage, CostReport.Restatements])
            costs.MapGet(
                "/" + report.Name,
                (
                    HttpContext context,
                    Principal who,
                    [AsParameters] CostQuery query,
                    TenantTiers tiers,
                    CancellationToken cancel
                ) => DownloadAsync(report, context, who, query, tiers, cancel)
            );
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        [AsParameters] CostQuery query,
        TenantTiers tiers,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (query.start_date is null)
        {
            var month = PeriodCode.Of(who.Workspace.Today((await who.Services.Periods.ProfileAsync(cancel)).Value));
            var empty = new CostsView(frame, Dates.Text(month.FirstDay), Dates.Text(month.LastDay), "all", null, null);
            return Page.Of<CostsPage>(("View", empty));
        }

        var read = await ReadAsync(who, query, tiers, cancel);
        var package = read.TryGet(out var made, out fault) ? made : null;
        var view = new CostsView(
            frame,
            query.start_date,
            query.end_date ?? "",
            query.provider is { Length: > 0 } named ? named : "all",
            package,
            package is null ? fault : null
        );
        var status = package is null ? RefusalStatus.HttpStatusOf(fault!) : StatusCodes.Status200OK;
        return Page.Of<CostsPage>(status, ("View", view));
    }

    private static async Task<IResult> DownloadAsync(
        CostReport report,
        HttpContext context,
        Principal who,
        CostQuery query,
        TenantTiers tiers,
        CancellationToken cancel
    )
    {
        if (!(await ReadAsync(who, query, tiers, cancel)).TryGet(out var package, out var fault))
            return FaultPage.Of(fault);
        var form = query.response_format is { Length: > 0 } asked ? asked : "json";
        var company = (await who.Services.Periods.ProfileAsync(cancel)).Value.Name;
        if (!CostAnswer.Of(report, package, form, company).TryGet(out var answer, out fault))
            return FaultPage.Of(fault);
        var name = report.Name.Replace('-', '_');
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{form}\"";
        return answer;
    }

    private static async Task<Result<CostPackage>> ReadAsync(
        Principal who,
        CostQuery query,
        TenantTiers tiers,
        CancellationToken cancel
    )
    {
        if (!query.Read().TryGet(out var asked, out var fault))
            return fault;
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return fault;
        return tiers.RefuseCloseWorkflow(who.Tenant) is { } lacks
            ? lacks
            : await who.Services.Costs.PackageAsync(asked.Range, asked.Filter, master, cancel);
    }
}
