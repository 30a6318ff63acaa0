using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Who is let in.</summary>
public abstract class IdentityContract(IApiHost host)
{
    private const string Route = "/api/v1/costs/reconciliation/close-package?start_date=2026-01-01&end_date=2026-01-31";

    [Fact]
    public async Task Request_WithoutAToken_IsRefusedSayingHow()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync(Route, token: null);
        Assert.Equal((401, "TOKEN_MISSING"), (answer.Status, answer.Code));
        Assert.Equal("Bearer realm=\"bookseal\"", answer.Header("WWW-Authenticate"));
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("bookseal_acme.tooshort")]
    [InlineData("bookseal_../../etc.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("bookseal_nobody.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Token_ThatNobodyMade_IsRefused(string token)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync(Route, token);
        Assert.Equal((401, "TOKEN_REFUSED"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Token_OfAnotherCompany_OpensNothingHere()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var token = await other.TokenAsync(Role.Approver);
        var moved = token.Replace($"{other.Tenant}", $"{company.Tenant}", StringComparison.Ordinal);
        Assert.Equal(401, (await company.GetAsync(Route, moved)).Status);
    }

    [Fact]
    public async Task Token_ThatWasRevoked_OpensNothingAfterAMoment()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        Assert.Equal(200, (await company.GetAsync(Route, token)).Status);
        var listed = Assert.Single(await company.Services.Tokens.ListAsync(default));
        Assert.True((await company.Services.Tokens.RevokeAsync(listed.Id, AdjustingDesk.Controller, default)).IsOk);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal("TOKEN_REFUSED", (await company.GetAsync(Route, token)).Code);
        Assert.True((await company.Services.Audit.VerifyAsync(default)).IsGood);
        Assert.Empty(await company.Services.Audit.RebuildAsync(default));
    }

    [Fact]
    public async Task Token_ThatIsOver_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = new TokenRequest(Role.Auditor, TimeSpan.FromTicks(1), null, []);
        var made = await company.Services.Tokens.CreateAsync(request, AdjustingDesk.Controller, default);
        Assert.Equal("TOKEN_REFUSED", (await company.GetAsync(Route, made.Value.Text)).Code);
    }

    [Fact]
    public async Task Token_OfThePlatformsHeaders_IsNobody()
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = new HttpRequestMessage(HttpMethod.Get, Route);
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "eyJhdXRoX3R5cCI6ImFhZCJ9");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL-ID", "imani");
        Assert.Equal(401, (await company.SendAsync(request, token: null)).Status);
    }

    /// <summary>The controller may certify; a token of theirs that is a preparer's may not, nor cancel.</summary>
    [Fact]
    public async Task Token_OfALesserRoleThanItsHolder_GivesNoMoreInAClose()
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = new TokenRequest(Role.Preparer, TimeSpan.FromDays(1), SmallBooks.Controller, []);
        var made = await company.Services.Tokens.CreateAsync(request, AdjustingDesk.Controller, default);
        var token = made.Value.Text;
        Assert.Equal(202, (await company.PostAsync("/api/periods/2026-01/run", token, "")).Status);
        var caller = (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        var actor = new Actor(SmallBooks.Controller, Role.Preparer, false, false) { AtMost = Role.Preparer };
        var cancel = new Books.Runs.CancelRun(actor, "not theirs to say");
        Assert.Equal("CLOSE_AUTHORITY_DENIED", Books.Runs.Decider.Decide(caller, cancel).Fault.Code);
        var skip = await company.PostAsync("/api/periods/2026-01/run/tasks/3/skip", token, """{"reason":"no"}""");
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (skip.Status, skip.Code));
    }

    [Fact]
    public async Task Answer_ThatTheCallerHasAlready_HasNoBody()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var first = await company.GetAsync(Route, token);
        var again = new HttpRequestMessage(HttpMethod.Get, Route);
        again.Headers.Add("If-None-Match", first.Header("ETag"));
        var answer = await company.SendAsync(again, token);
        Assert.Equal((304, 0), (answer.Status, answer.Body.Length));
    }

    [Theory]
    [InlineData("start_date=2026-01-01", "DATE_INVALID")]
    [InlineData("start_date=2026-01-31&end_date=2026-01-01", "DATE_RANGE_INVALID")]
    [InlineData("start_date=2026-01-01&end_date=2026-01-31&response_format=xml", "FORMAT_INVALID")]
    [InlineData("start_date=2026-01-01&end_date=2026-01-31&enforce_finalized=perhaps", "QUERY_INVALID")]
    public async Task Query_ThatMakesNoSense_IsAProblemWithItsCode(string query, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync($"/api/v1/costs/reconciliation/close-package?{query}", Role.Auditor);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }
}
