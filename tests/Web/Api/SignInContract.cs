using Bookseal.Books.Company;

namespace Bookseal.Web.Tests.Api;

/// <summary>Who gets in to Ops Center, what ends a session, and what other sites try.</summary>
public abstract class SignInContract(IApiHost host)
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

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://evil.example")]
    public async Task SignIn_ThatAnotherSiteSends_SetsNoCookie(string header, string value)
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = PageSession.Form("/sign-in", ("token", await company.TokenAsync(Role.Approver)), ("to", "/"));
        if (header == "Origin")
            request.Headers.Add("Sec-Fetch-Site", "none"); // what either says against it counts
        request.Headers.Add(header, value);
        var answer = await company.SendAsync(request, null);
        Assert.Equal((403, null), (answer.Status, answer.Header("Set-Cookie")));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", 401)]
    [InlineData("multipart/form-data; boundary=x", 422)]
    public async Task SignIn_WithAnotherKindOfForm_IsAnsweredWithoutAFault(string type, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var content = new StringContent("token=x");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        var answer = await company.SendAsync(new(HttpMethod.Post, "/sign-in") { Content = content }, null);
        Assert.True(answer.Status == status || (status == 422 && answer.Status == 400), answer.Text);
    }

    [Fact]
    public async Task SignIn_WithAnEndlessForm_IsCutOff()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await PageSession.SignInAsync(company, new string('x', 100_000), "/");
        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task Form_AfterItsSession_SaysThatItWasNotDone()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.SendAsync(PageSession.Form($"{January}/begin"), null);
        Assert.Equal(
            (303, $"/sign-in?to={Uri.EscapeDataString(January)}&lost=form"),
            (answer.Status, answer.Header("Location"))
        );
        var signIn = await company.GetAsync(answer.Header("Location")!, (string?)null);
        Assert.Contains("was not done", signIn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_AfterItsSession_HasThePageLoadedAnew()
    {
        var company = await ApiCompany.ImportAsync(host);
        var request = new HttpRequestMessage(HttpMethod.Get, $"{January}/progress");
        request.Headers.Add("HX-Request", "true");
        var answer = await company.SendAsync(request, null);
        Assert.Equal((401, "true"), (answer.Status, answer.Header("HX-Refresh")));
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
}
