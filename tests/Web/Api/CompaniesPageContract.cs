using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Several companies in one session, each proven by a token.</summary>
public abstract class CompaniesPageContract(IApiHost host)
{
    private const string Companies = "/companies";
    private const string January = "/periods/2026-01";

    [Fact]
    public async Task Companies_ThatWereProven_StandTogetherAndAreGoneBetween()
    {
        var (one, other) = (await ApiCompany.CloseAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(one, Role.Auditor);
        Assert.DoesNotContain($"{other.Tenant}", (await session.GetAsync(Companies)).Text, StringComparison.Ordinal);
        await AddAsync(session, await other.TokenAsync(Role.Approver));

        var page = (await session.GetAsync(Companies)).Text;
        Assert.Contains($"name=\"company\" value=\"{one.Tenant}\"", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"company\" value=\"{other.Tenant}\"", page, StringComparison.Ordinal);
        Assert.Matches(@"\b1 of \d+ periods of \d+ are closed", page);
        Assert.Matches(@"\b0 of \d+ periods of \d+ are closed", page);

        // The one that was added is shown; from it one goes to a period of the other, and back.
        Assert.Contains("Begin the close", (await session.GetAsync(January)).Text, StringComparison.Ordinal);
        Assert.Equal(January, await OpenAsync(session, one, January));
        Assert.Contains("Closed, version 1", (await session.GetAsync(January)).Text, StringComparison.Ordinal);
        Assert.Equal("/", await OpenAsync(session, other, "//elsewhere.example"));
        Assert.Contains("Begin the close", (await session.GetAsync(January)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Company_ThatWasNotProven_DoesNotExist()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(company, Role.Approver);
        var page = "";
        foreach (var path in (string[])["/companies/open", "/companies/leave"])
        foreach (var named in (string[])[$"{other.Tenant}", "no-such-company", "", "../x"])
        {
            var answer = await session.PostAsync(path, ("company", named), ("to", "/"));
            Assert.Equal((404, null), (answer.Status, answer.Header("Set-Cookie")));
            Assert.Contains("TENANT_NOT_FOUND", answer.Text, StringComparison.Ordinal);
            Assert.True(page.Length == 0 || page == answer.Text, "it tells which companies there are");
            page = answer.Text;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("bookseal_acme.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Company_WithATokenThatIsNone_IsNotAdded(string token)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        var answer = await session.PostAsync("/companies/add", ("token", token));
        Assert.Equal((401, null), (answer.Status, answer.Header("Set-Cookie")));
        Assert.Contains("opens nothing", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfTheCompanyBefore_IsNotDoneToTheOneThatIsShown()
    {
        var (one, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(one, Role.Approver);
        await AddAsync(session, await other.TokenAsync(Role.Approver));
        var answer = await session.PostAsync($"{January}/begin");
        Assert.Contains("FORM_FOREIGN", answer.Text, StringComparison.Ordinal);
        foreach (var company in (ApiCompany[])[one, other])
            Assert.Equal(0, (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Attempt);
        // What is of the session takes the key of any of its companies: one goes back, and signs out.
        Assert.Equal("/", await OpenAsync(session, one, "/"));
        Assert.Equal("/sign-in", (await session.PostAsync("/sign-out")).Header("Location"));
    }

    [Fact]
    public async Task Progress_OfTheCompanyBefore_LoadsThePageAnew()
    {
        var (one, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(one, Role.Approver);
        await AddAsync(session, await other.TokenAsync(Role.Approver));
        var answer = await session.GetAsync($"{January}/progress?company={one.Tenant}");
        Assert.Equal((204, "true"), (answer.Status, answer.Header("HX-Refresh")));
        Assert.Equal(200, (await session.GetAsync($"{January}/progress?company={other.Tenant}")).Status);
    }

    [Fact]
    public async Task Session_WithARevokedToken_KeepsTheOthers()
    {
        var (one, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(one, Role.Approver);
        await AddAsync(session, await other.TokenAsync(Role.Approver));
        Assert.Equal("/", await OpenAsync(session, one, "/"));
        var listed = Assert.Single(await other.Services.Tokens.ListAsync(default));
        Assert.True((await other.Services.Tokens.RevokeAsync(listed.Id, AdjustingDesk.Controller, default)).IsOk);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        var page = await session.GetAsync(Companies);
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain($"{other.Tenant}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Company_ThatIsLeft_IsGoneFromTheSession()
    {
        var (one, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(one, Role.Approver);
        await AddAsync(session, await other.TokenAsync(Role.Approver));
        var left = await session.PostAsync("/companies/leave", ("company", $"{other.Tenant}"));
        Assert.Equal((303, Companies), (left.Status, left.Header("Location")));
        var page = (await session.GetAsync(Companies)).Text;
        Assert.Contains($"{one.Tenant}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{other.Tenant}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_InASession_BeginsAnotherWithItsCompanyAlone()
    {
        var (one, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var session = await PageSession.BeginAsync(one, Role.Approver);
        var token = await other.TokenAsync(Role.Approver);
        Assert.Equal(303, (await session.SendAsync(PageSession.Form("/sign-in", ("token", token)))).Status);
        var page = (await session.GetAsync(Companies)).Text;
        Assert.Contains($"{other.Tenant}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{one.Tenant}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Companies_OfATokenWithChosenPeriods_ShowThoseAlone()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor, SmallBooks.January);
        var page = (await session.GetAsync(Companies)).Text;
        Assert.Contains($"value=\"{January}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"/periods/2026-02\"", page, StringComparison.Ordinal);
    }

    private static async Task AddAsync(PageSession session, string token)
    {
        var added = await session.PostAsync("/companies/add", ("token", token));
        Assert.True((added.Status, added.Header("Location")) == (303, Companies), added.Text);
    }

    private static async Task<string?> OpenAsync(PageSession session, ApiCompany company, string to)
    {
        var answer = await session.PostAsync("/companies/open", ("company", $"{company.Tenant}"), ("to", to));
        Assert.True(answer.Status == 303, answer.Text);
        return answer.Header("Location");
    }
}
