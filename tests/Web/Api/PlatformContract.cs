using System.Collections.Concurrent;
using System.Text;
using Bookseal.Books.Company;

namespace Bookseal.Web.Tests.Api;

/// <summary>
/// Whom the platform before the host has signed in: persons of the team, with their own role, in their own company, and
/// nobody else. For hosts whose setting is <see cref="Setting"/>.
/// </summary>
public abstract class PlatformContract(IApiHost host)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string First = "11111111-1111-4111-8111-111111111111";
    private const string Second = "22222222-2222-4222-8222-222222222222";
    private const string Periods = "/api/gl/periods";
    private const string Cancel = "/api/periods/2026-01/run/cancel";
    private const string Reason = """{"reason":"no"}""";

    /// <summary>In the first directory the claim is a person's id; in the second it is looked up.</summary>
    public const string Setting =
        "{\"claim\":\"preferred_username\",\"directories\":{"
        + $"\"{First}\":{{\"tenant\":\"signed-in\"}},\"{Second}\":{{\"tenant\":\"signed-in-two\","
        + "\"persons\":{\"Imani@two.example\":\"imani\",\"gone@two.example\":\"gone\"}}}}";

    private static readonly ConcurrentDictionary<(IApiHost, string), Lazy<Task<ApiCompany>>> Companies = [];

    [Fact]
    public async Task Person_OfTheTeam_MayDoWhatTheirRoleMay()
    {
        var company = await ImportAsync("signed-in");
        var (nora, imani) = (Principal(First, "Nora"), Principal(First, "imani"));
        Assert.Equal(200, (await SendAsync(company, HttpMethod.Get, Periods, nora)).Status);
        var refused = await SendAsync(company, HttpMethod.Post, Cancel, nora, Reason);
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (refused.Status, refused.Code));
        var allowed = await SendAsync(company, HttpMethod.Post, Cancel, imani, Reason);
        Assert.Equal((409, "NO_ACTIVE_CLOSE"), (allowed.Status, allowed.Code));
    }

    [Fact]
    public async Task Person_OfAnotherDirectory_SeesTheirOwnCompanyAlone()
    {
        var (first, _) = (await ImportAsync("signed-in"), await ImportAsync("signed-in-two"));
        var other = Principal(Second, "imani@TWO.example");
        var own = await SendAsync(first, HttpMethod.Get, $"{Periods}?tenant_id=signed-in-two", other);
        var foreign = await SendAsync(first, HttpMethod.Get, $"{Periods}?tenant_id=signed-in", other);
        Assert.Equal((200, 404), (own.Status, foreign.Status));
    }

    public static TheoryData<string> Nobodies =>
        [
            "",
            "not base64!",
            Base64("not JSON"),
            Base64("[]"),
            Base64("{}"),
            Base64("""{"auth_typ":"aad","claims":"all"}"""),
            Base64("""{"auth_typ":"aad","claims":[1,null,{"typ":1,"val":[]}]}"""),
            Principal(First, "stranger"),
            Principal(First, ""),
            Principal("33333333-3333-4333-8333-333333333333", "imani"),
            Principal(Second, "imani"),
            Principal(Second, "gone@two.example"),
            Principal(First, "imani", provider: "google"),
            Principal(First, "imani", more: """,{"typ":"preferred_username","val":"nora"}"""),
            Principal(First, "imani", more: $$""",{"typ":"tid","val":"{{Second}}"}"""),
            Principal(First, "imani", more: $$""",{"typ":"x","val":"{{new string('x', 15_000)}}"}"""),
        ];

    [Theory]
    [MemberData(nameof(Nobodies))]
    public async Task Principal_OfNobody_IsLetInNowhere(string header)
    {
        var company = await ImportAsync("signed-in");
        await ImportAsync("signed-in-two");
        var answer = await SendAsync(company, HttpMethod.Get, Periods, header);
        Assert.Equal((401, "SIGN_IN_REFUSED"), (answer.Status, answer.Code));
        var page = await SendAsync(company, HttpMethod.Get, "/", header);
        Assert.Equal((303, "/sign-in?to=%2F"), (page.Status, page.Header("Location")));
    }

    [Fact]
    public async Task Principal_ThatStandsTwice_IsNobody()
    {
        var company = await ImportAsync("signed-in");
        var request = new HttpRequestMessage(HttpMethod.Get, Periods);
        request.Headers.Add(Header, [Principal(First, "nora"), Principal(First, "imani")]);
        Assert.Equal(401, (await company.SendAsync(request, null)).Status);
    }

    /// <summary>Programs show the platform's own tokens; one of ours is ours to judge, and counts alone.</summary>
    [Fact]
    public async Task Token_BesideThePlatformsPrincipal_CountsIfItIsOurs()
    {
        var company = await ImportAsync("signed-in");
        var two = await ImportAsync("signed-in-two");
        var imani = Principal(First, "imani");
        Assert.Equal(200, (await SendAsync(company, HttpMethod.Get, Periods, imani, token: "eyJhbGciOi.x.y")).Status);
        const string Over = "bookseal_signed-in.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var over = await SendAsync(company, HttpMethod.Get, Periods, imani, token: Over);
        Assert.Equal("TOKEN_REFUSED", over.Code);
        var token = await two.TokenAsync(Role.Auditor);
        var path = $"{Periods}?tenant_id=signed-in-two";
        Assert.Equal(200, (await SendAsync(company, HttpMethod.Get, path, imani, token: token)).Status);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Post_ThatAnotherSiteHasABrowserSend_IsRefused(string header, string value)
    {
        var company = await ImportAsync("signed-in");
        var request = new HttpRequestMessage(HttpMethod.Post, Cancel) { Content = new StringContent("") };
        request.Headers.Add(Header, Principal(First, "imani"));
        request.Headers.Add(header, value);
        var answer = await company.SendAsync(request, null);
        Assert.Equal((403, "FORM_FOREIGN"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Pages_OfWhoIsSignedIn_KnowThem_AndTheirFormsAreOfTheirBrowser()
    {
        var company = await ImportAsync("signed-in");
        var imani = Principal(First, "imani");
        var page = await SendAsync(company, HttpMethod.Get, "/periods/2026-01", imani);
        Assert.Equal(200, page.Status);
        Assert.Contains("/.auth/logout", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/sign-out\"", page.Text, StringComparison.Ordinal);
        const string Before = "name=\"form_key\" value=\"";
        var start = page.Text.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        var key = page.Text[start..page.Text.IndexOf('"', start)];
        var cookie = page.Header("Set-Cookie")!.Split(';')[0];
        var (own, foreign) = (await CancelAsync(cookie), await CancelAsync("bookseal-form=" + new string('A', 43)));
        Assert.Contains("NO_ACTIVE_CLOSE", own.Text, StringComparison.Ordinal);
        Assert.Equal(403, foreign.Status);
        Assert.Equal(403, (await CancelAsync(null)).Status);

        Task<ApiAnswer> CancelAsync(string? shown)
        {
            var request = PageSession.Form("/periods/2026-01/cancel", ("form_key", key), ("reason", "no"));
            request.Headers.Add(Header, imani);
            if (shown is not null)
                request.Headers.Add("Cookie", shown);
            return company.SendAsync(request, null);
        }
    }

    /// <summary>As the platform writes it for Entra ID: the directory's claim under its long name.</summary>
    public static string Principal(string directory, string name, string provider = "aad", string more = "") =>
        Base64(
            $$"""
            {"auth_typ":"{{provider}}","claims":[
              {"typ":"http://schemas.microsoft.com/identity/claims/tenantid","val":"{{directory}}"},
              {"typ":"preferred_username","val":"{{name}}"}{{more}}],
            "name_typ":"name","role_typ":"roles"}
            """
        );

    /// <summary>Whom any host lets in whose setting is this one.</summary>
    public static string AnybodyGood => Principal(First, "imani");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The setting names the companies, and so they are there once a host.</summary>
    private Task<ApiCompany> ImportAsync(string tenant) =>
        Companies.GetOrAdd((host, tenant), _ => new(() => ApiCompany.ImportAsync(host, tenant: tenant))).Value;

    private static Task<ApiAnswer> SendAsync(
        ApiCompany company,
        HttpMethod method,
        string path,
        string principal,
        string? body = null,
        string? token = null
    )
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation(Header, principal);
        return company.SendAsync(request, token);
    }
}
