using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Hosting;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>GET /api/v1/costs/reconciliation/close-package | restatements | restatement-runs</c>: the close package of costs
/// and its restatements, as JSON, CSV or a workbook.
/// </summary>
internal static class CostRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var costs = routes.MapGroup("/api/v1/costs/reconciliation").NeedsAllPeriods(Acts.Read).OfOwnCompany();
        MapReport(costs, CostReport.ClosePackage);
        MapReport(costs, CostReport.Restatements);
        MapReport(costs, CostReport.RestatementRuns);
        costs
            .MapPost("/evidence", CaptureAsync)
            .Describe(
                "The close package as files with a signed manifest; the chain records their digests",
                201,
                """{"start_date":"2026-01-01","end_date":"2026-01-31","provider":"all"}""",
                codes: ["DATE_INVALID", "DATE_RANGE_INVALID", TenantTiers.Lacks]
            );
    }

    private static void MapReport(RouteGroupBuilder costs, CostReport report) =>
        costs
            .MapGet(
                "/" + report.Name,
                (Principal who, [AsParameters] CostQuery query, TenantTiers tiers, CancellationToken cancel) =>
                    AnswerAsync(report, who, query, tiers, cancel)
            )
            .Describe(
                report.Summary,
                codes: ["DATE_INVALID", "DATE_RANGE_INVALID", "COSTS_NOT_FINALIZED", TenantTiers.Lacks]
            );

    private static async Task<IResult> AnswerAsync(
        CostReport report,
        Principal who,
        CostQuery query,
        TenantTiers tiers,
        CancellationToken cancel
    )
    {
        if (!query.Read().TryGet(out var asked, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        if (tiers.RefuseCloseWorkflow(who.Tenant) is { } lacks)
            return Answer.Problem(lacks);
        var made = await who.Services.Costs.PackageAsync(asked.Range, asked.Filter, master, cancel);
        if (!made.TryGet(out var package, out fault))
            return Answer.Problem(fault);
        if (query.IsEnforced && CostService.RefuseUnlessFinal(package) is { } refusal)
            return Answer.Problem(refusal);
        var answer = CostAnswer.Of(report, package, asked.Form, master.Profile.Name);
        return answer.TryGet(out var body, out fault) ? body : Answer.Problem(fault);
    }

    private static async Task<IResult> CaptureAsync(
        Principal who,
        HttpRequest request,
        TenantTiers tiers,
        CancellationToken cancel
    )
    {
        if (!(await who.ReadBodyAsync(request, cancel)).TryGet(out var body, out var fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var query = new CostQuery(
            fields.Text("start_date"),
            fields.Text("end_date"),
            fields.OptionalText("provider"),
            null,
            null
        );
        if (!fields.Finish(query.Read).TryGet(out var read, out fault) || !read.TryGet(out var asked, out fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        if (tiers.RefuseCloseWorkflow(who.Tenant) is { } lacks)
            return Answer.Problem(lacks);
        var made = await who.Services.Costs.PackageAsync(asked.Range, asked.Filter, master, cancel);
        if (!made.TryGet(out var package, out fault))
            return Answer.Problem(fault);
        var captured = await who.Services.CostEvidence.MakeAsync(package, cancel);
        await who.Services.CostEvidence.RecordAsync(captured.Event, who.Actor, cancel);
        return Answer.Json(
            JsonObject.Of(
                (
                    "files",
                    JsonObject.Of(
                        captured.Files.Select(file =>
                            KeyValuePair.Create(file.Key, (JsonValue)new JsonString(Convert.ToBase64String(file.Value)))
                        )
                    )
                ),
                ("manifest_sha256", captured.Event.Manifest),
                ("status", captured.Event.Status)
            ),
            StatusCodes.Status201Created
        );
    }
}

/// <summary>The query of a report of costs. Absent and empty are the same.</summary>
internal sealed record CostQuery(
    string? start_date,
    string? end_date,
    string? provider,
    string? response_format,
    string? enforce_finalized
)
{
    public bool IsEnforced => enforce_finalized is "true" or "True" or "1";

    /// <summary><c>DATE_INVALID</c>, <c>DATE_RANGE_INVALID</c>, <c>FORMAT_INVALID</c>.</summary>
    public Result<(CostRange Range, CostFilter Filter, string Form)> Read()
    {
        if (enforce_finalized is not (null or "" or "true" or "True" or "1" or "false" or "False" or "0"))
            return new Fault("QUERY_INVALID", "enforce_finalized is true or false");
        if (response_format is not (null or "" or "json" or "csv" or "xlsx"))
            return new Fault("FORMAT_INVALID", "response_format is json, csv or xlsx");
        var filter = CostFilter.Of(provider is { Length: > 0 } named ? named : "all");
        return Dates
            .Parse(start_date ?? "")
            .Then(from => Dates.Parse(end_date ?? "").Then(to => CostRange.Of(from, to)))
            .Map(range => (range, filter, response_format is { Length: > 0 } form ? form : "json"));
    }
}
