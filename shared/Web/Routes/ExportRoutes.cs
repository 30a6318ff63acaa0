using Bookseal.Books.Company;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Closing.Exports;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>/api/exports</c>: signed proofs of the entries of some days, and <c>/api/reconciliations</c>. Both lay open
/// every bank, payout and subledger line, and so are nothing for whoever sees only some periods.
/// </summary>
internal static class ExportRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup("/api/exports").NeedsAllPeriods(Acts.Export).OfOwnCompany();
        exports.MapGet("", ListAsync).Describe("The exports of intervals");
        exports
            .MapPost("", ExportAsync)
            .Describe(
                "Prove the entries of some days",
                201,
                """{"from":"2026-01-01","to":"2026-01-31"}""",
                codes: "DATE_RANGE_INVALID"
            );
        exports.MapGet("/{id:guid}/files/{*path}", FileAsync).Describe("A file of an export; ranges are answered");
        exports.MapGet("/{id:guid}", ShowAsync).Describe("An export's files, with length and SHA-256");
        exports.MapGet("/{id:guid}/zip", ZipAsync).Describe("An export as one zip");
        routes
            .MapPost("/api/reconciliations", ReconcileAsync)
            .NeedsAllPeriods(Acts.Export)
            .OfOwnCompany()
            .Describe(
                "The ledger against bank, payouts and subledgers",
                200,
                """{"from":"2026-01-01","to":"2026-01-31"}"""
            );
    }

    private static async Task<IResult> ListAsync(Principal who, CancellationToken cancel) =>
        Answer.Json(
            JsonObject.Of(
                ("exports", new JsonArray([.. (await who.Services.Exports.ReadAsync(cancel)).Select(ToJson)]))
            )
        );

    private static async Task<IResult> ShowAsync(Principal who, Guid id, CancellationToken cancel)
    {
        if (!(await who.Services.Exports.FindAsync(id, cancel)).TryGet(out var export, out var fault))
            return Answer.Problem(fault);
        return Answer.Of(
            await who.Services.Shelf.ListAsync(export.Bag, cancel),
            files => ToJson(export).With("files", new JsonArray([.. files.Select(file => file.ToJson())]))
        );
    }

    private static async Task<IResult> FileAsync(Principal who, Guid id, string path, CancellationToken cancel) =>
        (await who.Services.Exports.FindAsync(id, cancel)).TryGet(out var export, out var fault)
            ? await BagAnswer.FileAsync(who.Services.Shelf, export.Bag, path, cancel)
            : Answer.Problem(fault);

    private static async Task<IResult> ZipAsync(Principal who, Guid id, CancellationToken cancel) =>
        (await who.Services.Exports.FindAsync(id, cancel)).TryGet(out var export, out var fault)
            ? await BagAnswer.ZipAsync(
                who.Services.Zipper,
                export.Bag,
                $"{who.Tenant}-{Dates.Text(export.Interval.From)}-{Dates.Text(export.Interval.To)}",
                cancel
            )
            : Answer.Problem(fault);

    /// <summary>201; 200 where the books have not changed since an export of the same days: it is that one.</summary>
    private static async Task<IResult> ExportAsync(Principal who, HttpRequest request, CancellationToken cancel)
    {
        var read = (await who.ReadBodyAsync(request, cancel)).Then(body => IntervalBody.Read(body, false));
        if (!read.TryGet(out var asked, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        var made = await who.Services.Exporter.ExportAsync(asked.Interval, asked.Rules, who.Actor, master, cancel);
        if (!made.TryGet(out var done, out fault))
            return Answer.Problem(fault);
        request.HttpContext.Response.Headers.Location = $"/api/exports/{done.Location.ProofId:D}";
        return Answer.Json(
            JsonObject.Of(
                ("interval", done.Record),
                ("proof_id", done.Location.ProofId.ToString("D")),
                ("unfinished", new JsonArray([.. done.Unfinished.Select(one => new JsonString(one.Code))])),
                ("was_there", done.WasThere)
            ),
            done.WasThere ? StatusCodes.Status200OK : StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> ReconcileAsync(Principal who, HttpRequest request, CancellationToken cancel)
    {
        var read = (await who.ReadBodyAsync(request, cancel)).Then(body => IntervalBody.Read(body, true));
        if (!read.TryGet(out var asked, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        var desk = who.Services.Reconciliations;
        var made = await desk.ReadAsync(asked.Interval, asked.Rules, master, cancel);
        if (!made.TryGet(out var report, out fault))
            return Answer.Problem(fault);
        var kept = asked.IsDryRun ? (Digest?)null : await desk.KeepAsync(report, who.Actor, cancel);
        return Answer.Json(report.ToJson().With("report_sha256", kept is { } digest ? digest : (JsonValue?)null));
    }

    private static JsonObject ToJson(SealedExport export) =>
        JsonObject.Of(
            ("from", Dates.Text(export.Interval.From)),
            ("manifest_sha256", export.Bag.Manifest),
            ("proof_id", export.Id.ToString("D")),
            ("to", Dates.Text(export.Interval.To))
        );
}
