using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>/api/gl/periods</c>: a company's periods, whether one can be closed, how it stands. What fails to validate is a
/// 200 that says so; what does not exist is <c>{"error": ...}</c>.
/// </summary>
internal static class GlRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var periods = routes.MapGroup("/api/gl/periods");
        periods
            .MapGet("", ListAsync)
            .Needs(Acts.Read)
            .Describe("The periods of the company, and how they stand", answer: GlExamples.Periods);
        periods
            .MapPost("", CreateAsync)
            .Needs(Acts.Read)
            .Describe(
                "A period of the company's calendar",
                201,
                GlExamples.Create,
                GlExamples.Period,
                "PERIOD_NOT_OF_CALENDAR",
                RequestBody.Invalid
            );
        periods
            .MapGet("/{period_id}/close-status", StatusAsync)
            .Needs(Acts.Read)
            .Describe("How a period's close stands", answer: GlExamples.Status, codes: CompanyPeriods.NotFound);
        periods
            .MapPost("/{period_id}/validate-close", ValidateAsync)
            .Needs(Acts.Read)
            .Describe(
                "Whether a period can be closed; begins nothing",
                200,
                GlExamples.Validate,
                GlExamples.Validated,
                CompanyPeriods.NotFound,
                RequestBody.Invalid
            );
        periods
            .MapPost("/{period_id}/close", CloseAsync)
            .Needs(Acts.Certify)
            .Describe(
                "Close a period with one call",
                200,
                GlExamples.Close,
                GlExamples.Closed,
                CompanyPeriods.NotFound,
                RequestBody.Invalid,
                Refusal.ReasonInvalid
            );
    }

    private static async Task<IResult> ListAsync(Principal who, string? tenant_id, CancellationToken cancel)
    {
        if (tenant_id is not null && !who.IsOf(tenant_id))
            return Answer.Problem(new("TENANT_NOT_FOUND", $"there is no tenant {tenant_id}"));
        if (!(await who.Services.Periods.AllAsync(cancel)).TryGet(out var all, out var fault))
            return Answer.Problem(fault);
        var listed = new List<JsonObject>();
        foreach (var known in all.Where(known => who.Caller.Sees(known.Period)))
        {
            var status = await who.Services.CloseStatuses.ReadAsync(known, cancel);
            listed.Add(GlAnswer.Period(who.Tenant, status));
        }

        return Answer.Json(JsonObject.Of(("periods", new JsonArray(listed))));
    }

    /// <summary>
    /// A company's periods follow from its calendar, so that none overlap and none is missing: one that is there is
    /// answered, another refused.
    /// </summary>
    private static async Task<IResult> CreateAsync(HttpContext context, Principal who, CancellationToken cancel)
    {
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out var fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var (tenant, from, to) = (
            fields.Text("tenant_id"),
            fields.Text("period_start", Dates.Parse),
            fields.Text("period_end", Dates.Parse)
        );
        if (!fields.Finish(() => true, closed: false).TryGet(out _, out fault))
            return Answer.Problem(fault);
        if (!who.IsOf(tenant))
            return Answer.Problem(new("TENANT_NOT_FOUND", $"there is no tenant {tenant}"));
        if (!(await who.Services.Periods.AllAsync(cancel)).TryGet(out var all, out fault))
            return Answer.Problem(fault);
        var known = all.FirstOrDefault(period => (period.FirstDay, period.LastDay) == (from, to));
        if (known is null || !who.Caller.Sees(known.Period))
            return Answer.Problem(
                new(
                    "PERIOD_NOT_OF_CALENDAR",
                    $"{Dates.Text(from)} to {Dates.Text(to)} is no period of {who.Tenant}: its periods are the months "
                        + "of its calendar from the books' start to a year ahead"
                )
            );
        var status = await who.Services.CloseStatuses.ReadAsync(known, cancel);
        context.Response.Headers.Location = $"/api/gl/periods/{PeriodId.Of(who.Tenant, known.Period)}/close-status";
        return Answer.Json(GlAnswer.Period(who.Tenant, status), StatusCodes.Status201Created);
    }

    private static async Task<IResult> StatusAsync(
        Principal who,
        string period_id,
        string? tenant_id,
        CancellationToken cancel
    )
    {
        if (tenant_id is not null && !who.IsOf(tenant_id))
            return GlAnswer.NotFound(period_id, tenant_id);
        if (!(await who.FindKnownAsync(period_id, cancel)).TryGet(out var known, out var fault))
            return GlAnswer.Refused(fault, period_id, $"{who.Tenant}");
        var status = await who.Services.CloseStatuses.ReadAsync(known, cancel);
        return Answer.Json(
            JsonObject.Of(
                ("close_status", GlAnswer.Status(status)),
                ("period_end", Dates.Text(status.Period.LastDay)),
                ("period_id", period_id),
                ("period_start", Dates.Text(status.Period.FirstDay)),
                ("tenant_id", who.Tenant.ToString()),
                ("timestamp", Dates.Text(who.Workspace.Clock.GetUtcNow()))
            )
        );
    }

    private static async Task<IResult> ValidateAsync(
        HttpContext context,
        Principal who,
        string period_id,
        CancellationToken cancel
    )
    {
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out var fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var tenant = fields.Text("tenant_id");
        if (!fields.Finish(() => true, closed: false).TryGet(out _, out fault))
            return Answer.Problem(fault);
        if (!who.IsOf(tenant))
            return GlAnswer.NotFoundInReport(period_id, tenant);
        if (!(await who.FindPeriodAsync(period_id, cancel)).TryGet(out var period, out fault))
            return GlAnswer.RefusedInReport(fault, period_id, tenant);
        if (!(await who.Services.CloseValidation.RunAsync(period, cancel)).TryGet(out var validated, out fault))
            return Answer.Problem(fault);
        RefusedAnswer.Say(context); // nothing was done: asked again, it looks again
        return Answer.Json(
            JsonObject.Of(
                ("can_close", validated.CanClose),
                ("period_id", period_id),
                ("tenant_id", tenant),
                ("validated_at", Dates.Text(validated.At)),
                ("validation_report", GlAnswer.Report(validated.Issues))
            )
        );
    }

    /// <summary>The close with one call; what forbids it is a 200 that says so, a repeat gets the original.</summary>
    private static async Task<IResult> CloseAsync(
        HttpContext context,
        Principal who,
        string period_id,
        CancellationToken cancel
    )
    {
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out var fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var (tenant, closedBy, reason) = (
            fields.Text("tenant_id"),
            fields.OptionalText("closed_by"),
            fields.Text("close_reason")
        );
        if (!fields.Finish(() => true, closed: false).TryGet(out _, out fault))
            return Answer.Problem(fault);
        if (!who.IsOf(tenant))
            return GlAnswer.NotFoundInReport(period_id, tenant);
        if (!(await who.FindPeriodAsync(period_id, cancel)).TryGet(out var period, out fault))
            return GlAnswer.RefusedInReport(fault, period_id, tenant);
        // Whoever hangs up meanwhile does not leave the period half closed.
        var closed = await who.Services.Direct.CloseAsync(period, who.Actor, closedBy, reason, CancellationToken.None);
        if (!closed.TryGet(out var outcome, out fault))
            return Answer.Problem(fault);
        if (!outcome.IsClosed)
            RefusedAnswer.Say(context);
        return Answer.Json(GlAnswer.Outcome(outcome, period_id, tenant, who.Workspace.Clock.GetUtcNow()));
    }
}
