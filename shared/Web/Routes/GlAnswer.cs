using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Reading;
using Bookseal.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Routes;

/// <summary>The documents of <see cref="GlRoutes"/>, whose shapes are those of the API that they took over.</summary>
internal static class GlAnswer
{
    public static JsonObject Period(TenantId tenant, CloseStatus status) =>
        JsonObject.Of(
            ("period_end", Dates.Text(status.Period.LastDay)),
            ("period_id", PeriodId.Of(tenant, status.Period.Period).ToString()),
            ("period_start", Dates.Text(status.Period.FirstDay)),
            ("status", status.StateText)
        );

    public static JsonObject Status(CloseStatus status) =>
        status.Closed is { } closed
            ? JsonObject.Of(
                ("claimed_by", closed.ClaimedBy),
                ("close_hash", closed.CloseHash),
                ("close_reason", closed.Reason),
                ("closed_at", Dates.Text(closed.ClosedAt)),
                ("closed_by", closed.ClosedBy.ToString()),
                ("requested_at", Dates.Text(closed.RequestedAt)),
                ("state", status.StateText)
            )
            : JsonObject.Of(("state", status.StateText));

    public static JsonObject Outcome(DirectOutcome outcome, string period, string tenant, DateTimeOffset at) =>
        JsonObject.Of(
            ("close_status", outcome.Status is { } status ? Status(status) : JsonNull.Instance),
            ("period_id", period),
            ("success", outcome.IsClosed),
            ("tenant_id", tenant),
            ("timestamp", Dates.Text(at)),
            ("validation_report", outcome.IsClosed ? JsonNull.Instance : Report(outcome.Issues))
        );

    public static JsonObject Report(IEnumerable<CloseIssue> issues) =>
        JsonObject.Of(("issues", new JsonArray(issues.Select(issue => issue.ToJson()))));

    /// <summary>Another company's period, and one that is hidden, are not there either.</summary>
    public static IResult NotFound(string period, string tenant) =>
        Answer.Json(JsonObject.Of(("error", Missing(period, tenant))), StatusCodes.Status404NotFound);

    public static IResult NotFoundInReport(string period, string tenant)
    {
        var issue = CloseIssue.Of(new Fault(CompanyPeriods.NotFound, Missing(period, tenant)));
        return Answer.Json(
            JsonObject.Of(("error", Missing(period, tenant)), ("validation_report", Report([issue]))),
            StatusCodes.Status404NotFound
        );
    }

    public static IResult Refused(Fault fault, string period, string tenant) =>
        fault.Code == CompanyPeriods.NotFound ? NotFound(period, tenant) : Answer.Problem(fault);

    public static IResult RefusedInReport(Fault fault, string period, string tenant) =>
        fault.Code == CompanyPeriods.NotFound ? NotFoundInReport(period, tenant) : Answer.Problem(fault);

    private static string Missing(string period, string tenant) => $"Period {period} not found for tenant {tenant}";
}
