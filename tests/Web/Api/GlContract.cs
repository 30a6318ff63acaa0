using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>The GL close API, field by field.</summary>
public abstract class GlContract(IApiHost host)
{
    private static readonly string[] StatusFields = ["close_status", "period_end", "period_id", "period_start"];

    [Fact]
    public async Task Periods_OfACompany_AreListedWithTheirState()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync($"/api/gl/periods?tenant_id={company.Tenant}", Role.Auditor);
        var periods = ((JsonArray)answer.Json["periods"]!).Items.Cast<JsonObject>().ToList();
        Assert.Equal(
            ["period_end", "period_id", "period_start", "status"],
            periods[0].Members.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ("2026-01-01", "2026-01-31", "OPEN"),
            (Text(periods[0], "period_start"), Text(periods[0], "period_end"), Text(periods[0], "status"))
        );
        Assert.Equal(PeriodId.Of(company.Tenant, SmallBooks.January).ToString(), Text(periods[0], "period_id"));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-31", 201)]
    [InlineData("2026-01-02", "2026-01-31", 422)]
    [InlineData("1999-01-01", "1999-01-31", 422)]
    [InlineData("yesterday", "2026-01-31", 400)]
    public async Task Period_ThatIsCreated_IsOneOfTheCalendar(string from, string to, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var body = $$"""{"tenant_id":"{{company.Tenant}}","period_start":"{{from}}","period_end":"{{to}}"}""";
        Assert.Equal(status, (await company.PostAsync("/api/gl/periods", Role.Preparer, body)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CloseStatus_OfAnOpenPeriod_IsOpenByCodeAndById(bool byId)
    {
        var company = await ApiCompany.ImportAsync(host);
        var id = byId ? PeriodId.Of(company.Tenant, SmallBooks.January).ToString() : "2026-01";
        var answer = await company.GetAsync(
            $"/api/gl/periods/{id}/close-status?tenant_id={company.Tenant}",
            Role.Auditor
        );
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            [.. StatusFields, "tenant_id", "timestamp"],
            answer.Json.Members.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal("""{"state":"OPEN"}""", answer.Json["close_status"]!.ToString());
        Assert.Equal(id, Text(answer.Json, "period_id"));
    }

    [Theory]
    [InlineData("1999-01")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("..%2F..%2Fetc")]
    public async Task CloseStatus_OfAPeriodThatIsNone_IsNotFound(string period)
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var answer = await company.GetAsync($"/api/gl/periods/{period}/close-status?tenant_id={company.Tenant}", token);
        Assert.Equal(404, answer.Status);
        Assert.Equal($"Period {period} not found for tenant {company.Tenant}", Text(answer.Json, "error"));
        var posted = await company.PostAsync($"/api/gl/periods/{period}/validate-close", token, Body(company));
        Assert.Equal(404, posted.Status);
        Assert.Equal("PERIOD_NOT_FOUND", Text(Issue(posted), "code"));
    }

    [Fact]
    public async Task CloseStatus_OfAnotherCompany_IsNotFound()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var token = await company.TokenAsync(Role.Approver);
        var status = await company.GetAsync($"/api/gl/periods/2026-01/close-status?tenant_id={other.Tenant}", token);
        Assert.Equal(404, status.Status);
        Assert.Equal($"Period 2026-01 not found for tenant {other.Tenant}", Text(status.Json, "error"));
        Assert.Equal(404, (await company.GetAsync($"/api/gl/periods?tenant_id={other.Tenant}", token)).Status);
        var posted = await company.PostAsync("/api/gl/periods/2026-01/validate-close", token, Body(other));
        Assert.Equal(404, posted.Status);
    }

    [Fact]
    public async Task CloseStatus_OfAPeriodThatTheTokenDoesNotSee_IsNotFound()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor, PeriodCode.Parse("2026-02").Value);
        Assert.Equal(404, (await company.GetAsync("/api/gl/periods/2026-01/close-status", token)).Status);
        Assert.Equal(200, (await company.GetAsync("/api/gl/periods/2026-02/close-status", token)).Status);
        var listed = (JsonArray)(await company.GetAsync("/api/gl/periods", token)).Json["periods"]!;
        Assert.Single(listed.Items);
    }

    [Fact]
    public async Task ValidateClose_OfGoodBooks_CanClose()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.PostAsync("/api/gl/periods/2026-01/validate-close", Role.Auditor, Body(company));
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["can_close", "period_id", "tenant_id", "validated_at", "validation_report"],
            answer.Json.Members.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal("true", answer.Json["can_close"]!.ToString());
        Assert.Equal("""{"issues":[]}""", answer.Json["validation_report"]!.ToString());
    }

    [Theory]
    [InlineData("", "text/plain", 415, "CONTENT_TYPE_INVALID")]
    [InlineData("{", "application/json", 400, "JSON_INVALID")]
    [InlineData("[]", "application/json", 400, "JSON_INVALID")]
    [InlineData("{}", "application/json", 400, "REQUEST_INVALID")]
    [InlineData("""{"tenant_id":7}""", "application/json", 400, "REQUEST_INVALID")]
    public async Task ValidateClose_OfABodyThatIsNone_IsAProblem(string body, string type, int status, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/gl/periods/2026-01/validate-close")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, type),
        };
        var answer = await company.SendAsync(request, await company.TokenAsync(Role.Auditor));
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Close_WithOneCall_IsClosedOnceAndAnsweredAgainAsItWas()
    {
        var company = await ApiCompany.ImportAsync(host, Advisory);
        var token = await company.TokenAsync(Role.Approver);
        var answers = await Task.WhenAll(CloseAsync(company, token, "first"), CloseAsync(company, token, "second"));
        Assert.All(answers, answer => Assert.True(answer.Status == 200, answer.Text));
        var closes = answers.Select(answer => answer.Json["close_status"]!.ToString()).Distinct().ToList();
        Assert.Single(closes);
        Assert.All(answers, answer => Assert.Equal("true", answer.Json["success"]!.ToString()));
        Assert.All(answers, answer => Assert.Equal("null", answer.Json["validation_report"]!.ToString()));
        Assert.Equal(
            ["close_status", "period_id", "success", "tenant_id", "timestamp", "validation_report"],
            answers[0].Json.Members.Keys.Order(StringComparer.Ordinal)
        );
        var again = await CloseAsync(company, token, "third");
        Assert.Equal(closes[0], again.Json["close_status"]!.ToString());
        var status = await company.GetAsync("/api/gl/periods/2026-01/close-status", token);
        Assert.Equal(closes[0], status.Json["close_status"]!.ToString());
        var validated = await company.PostAsync("/api/gl/periods/2026-01/validate-close", token, Body(company));
        Assert.Equal("PERIOD_ALREADY_CLOSED", Text(Issue(validated), "code"));
    }

    [Fact]
    public async Task Close_UnderAPolicyThatSeparatesDuties_SaysThatItTakesPeople()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await CloseAsync(company, await company.TokenAsync(Role.Approver), "month end");
        Assert.Equal((200, "false"), (answer.Status, answer.Json["success"]!.ToString()));
        Assert.Equal("ORCHESTRATED_CLOSE_REQUIRED", Text(Issue(answer), "code"));
        Assert.Equal("null", answer.Json["close_status"]!.ToString());
        var denied = await CloseAsync(company, await company.TokenAsync(Role.Preparer), "month end");
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (denied.Status, denied.Code));
    }

    private const string Advisory = "\"segregation\":\"advisory\",\"tolerance_minor\":0";

    private static Task<ApiAnswer> CloseAsync(ApiCompany company, string token, string reason) =>
        company.PostAsync(
            "/api/gl/periods/2026-01/close",
            token,
            $$"""{"tenant_id":"{{company.Tenant}}","closed_by":"admin_user","close_reason":"{{reason}}"}"""
        );

    private static string Body(ApiCompany company) => $$"""{"tenant_id":"{{company.Tenant}}"}""";

    private static JsonObject Issue(ApiAnswer answer) =>
        (JsonObject)((JsonArray)((JsonObject)answer.Json["validation_report"]!)["issues"]!).Items[0];

    private static string Text(JsonObject source, string name) => ((JsonString)source[name]!).Value;
}
