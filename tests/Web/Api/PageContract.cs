using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Ops Center as a browser's requests: sign-in, pages, forms, downloads, and what other sites try.</summary>
public abstract partial class PageContract(IApiHost host)
{
    private const string January = "/periods/2026-01";

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/periods/2026-01?x=1", "/periods/2026-01?x=1")]
    public async Task Page_WithoutASession_AsksToSignInAndComesBack(string path, string back)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync(path, (string?)null);
        Assert.Equal((303, $"/sign-in?to={Uri.EscapeDataString(back)}"), (answer.Status, answer.Header("Location")));
    }

    [Fact]
    public async Task Page_WithABearerToken_IsNoSession()
    {
        var company = await ApiCompany.ImportAsync(host);
        Assert.Equal(303, (await company.GetAsync("/", Role.Approver)).Status);
    }

    [Fact]
    public async Task Route_OfTheApiWithTheCookie_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        Assert.Equal(401, (await session.GetAsync("/api/gl/periods")).Status);
    }

    [Theory]
    [InlineData("/periods/2026-01", "/periods/2026-01")]
    [InlineData("//evil.example/x", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: b=c", "/")]
    [InlineData("", "/")]
    public async Task SignIn_GoesOnWithinThisSiteAlone(string wanted, string location)
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Approver);
        var answer = await PageSession.SignInAsync(company, token, wanted);
        Assert.Equal((303, location), (answer.Status, answer.Header("Location")));
        var cookie = answer.Header("Set-Cookie")!;
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bookseal_acme.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task SignIn_WithATokenThatIsNone_SetsNoCookie(string token)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await PageSession.SignInAsync(company, token, "/");
        Assert.Equal((401, null), (answer.Status, answer.Header("Set-Cookie")));
        Assert.Contains("opens nothing", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FromAnotherSite_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Approver);
        var request = PageSession.Form("/sign-in", ("token", token), ("to", "/"));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answer = await company.SendAsync(request, null);
        Assert.Equal((403, null), (answer.Status, answer.Header("Set-Cookie")));
        Assert.Contains("FORM_FOREIGN", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 300)]
    [InlineData("multipart/form-data", 1)]
    [InlineData("multipart/form-data; boundary=x", 1)]
    [InlineData("application/json", 1)]
    [InlineData("text/plain", 1)]
    public async Task Form_ThatIsNone_IsRefusedOnAPage(string type, int members)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var body = string.Join('&', Enumerable.Range(0, members).Select(i => $"m{i}=%00\u0000"));
        var answer = await session.PostRawAsync($"{January}/begin", type, body);
        Assert.True(answer.Status is 400 or 415 or 422, $"{answer.Status}: {answer.Text}");
        Assert.StartsWith("text/html", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("REQUEST_INVALID", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Attempt);
    }

    [Theory]
    [InlineData("text/html", "text/html; charset=utf-8")]
    [InlineData("application/json", "application/problem+json")]
    public async Task Address_ThatIsNone_IsAnsweredAsItWasAsked(string accept, string type)
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = new HttpRequestMessage(HttpMethod.Get, "/no/such/page");
        request.Headers.Add("Accept", accept);
        var answer = await company.SendAsync(request, null);
        Assert.Equal((404, type), (answer.Status, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task Pages_OfAnOpenPeriod_AreShownAndLoadNothingFromElsewhere()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        foreach (var path in (string[])["/", January, $"{January}/statements/balance-sheet", "/audit", "/costs"])
        {
            var page = await session.GetAsync(path);
            Assert.True(page.Status == 200, $"{path}: {page.Status}");
            Assert.StartsWith("text/html", page.Header("Content-Type"), StringComparison.Ordinal);
            Assert.Equal("no-store", page.Header("Cache-Control"));
            Assert.Contains("script-src 'self'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotMatch(ElsewhereOrInline(), page.Text);
            foreach (Match asset in Asset().Matches(page.Text))
                Assert.Equal(200, (await company.GetAsync(asset.Groups[1].Value, (string?)null)).Status);
        }
    }

    [Fact]
    public async Task Forms_BeginACloseAndCompleteATask_AsWhoIsSignedIn()
    {
        var company = await ApiCompany.ImportAsync(host);
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        var begun = await nora.PostAsync($"{January}/begin");
        Assert.Equal((303, January), (begun.Status, begun.Header("Location")));
        await nora.UntilAsync(January, "tasks/3/complete");
        var noted = await nora.PostAsync($"{January}/notes", ("on", "task 3"), ("text", "<b>Which</b> rent?"));
        Assert.Equal(303, noted.Status);
        Assert.Contains(
            "&lt;b&gt;Which&lt;/b&gt; rent?",
            (await nora.GetAsync(January)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(303, (await nora.PostAsync($"{January}/tasks/3/complete")).Status);
        var run = (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal(SmallBooks.Bookkeeper, run.Tasks[3].CompletedBy);
    }

    [Fact]
    public async Task Form_OfAnotherSessionOrSite_DoesNothing()
    {
        var company = await ApiCompany.ImportAsync(host);
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        var other = await PageSession.BeginAsync(company, Role.Preparer);
        var begin = $"{January}/begin";
        Assert.Contains(
            "FORM_FOREIGN",
            (await nora.PostAsAsync(begin, other.FormKey, null)).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("FORM_FOREIGN", (await nora.PostAsAsync(begin, "", null)).Text, StringComparison.Ordinal);
        var foreign = await nora.PostAsAsync(begin, nora.FormKey, "https://evil.example");
        Assert.Contains("FORM_FOREIGN", foreign.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Attempt);
    }

    [Theory]
    [InlineData(Role.Auditor, "/begin", 403)]
    [InlineData(Role.Preparer, "/certify", 403)]
    [InlineData(Role.Approver, "/certify", 409)]
    [InlineData(Role.Approver, "/tasks/3/complete", 409)]
    public async Task Form_ThatIsRefused_SaysWhyOnAPage(Role role, string path, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, role);
        var answer = await session.PostAsync($"{January}{path}", ("payload", new string('0', 64)));
        Assert.Equal(status, answer.Status);
        Assert.StartsWith("text/html", answer.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_OfASessionWithChosenPeriods_ShowNoOthers()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor, SmallBooks.January);
        var year = (await session.GetAsync("/")).Text;
        Assert.Contains("/periods/2026-01", year, StringComparison.Ordinal);
        Assert.DoesNotContain("/periods/2026-02", year, StringComparison.Ordinal);
        Assert.Equal(404, (await session.GetAsync("/periods/2026-02")).Status);
        Assert.Equal(403, (await session.GetAsync("/costs")).Status);
        var file = await session.GetAsync($"{January}/proof/files/proof_package.json");
        Assert.Equal((200, "application/json"), (file.Status, file.Header("Content-Type")));
        Assert.Equal("application/zip", (await session.GetAsync($"{January}/proof/zip")).Header("Content-Type"));
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var answer = await session.PostAsync("/sign-out");
        Assert.Equal((303, "/sign-in"), (answer.Status, answer.Header("Location")));
        Assert.Contains("max-age=0", answer.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("""(href|src|action)="(https?:)?//|<style|<script>| style=| on[a-z]+=""")]
    private static partial Regex ElsewhereOrInline();

    [GeneratedRegex("""="(/assets/[^"]+)""")]
    private static partial Regex Asset();
}
