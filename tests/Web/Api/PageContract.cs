using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Closing.Notifications;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Ops Center as a browser's requests: pages, forms and downloads of who is signed in.</summary>
public abstract partial class PageContract(IApiHost host)
{
    private const string January = "/periods/2026-01";

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 300)]
    [InlineData("multipart/form-data", 1)]
    [InlineData("multipart/form-data; boundary=x", 1)]
    [InlineData("multipart/form-data; charset=utf-7; boundary=x", 1)]
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

    [Fact]
    public async Task Note_SentTwiceUnderOneKey_StandsOnce()
    {
        var company = await ApiCompany.ImportAsync(host);
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        await nora.PostAsync($"{January}/begin");
        await nora.UntilAsync(January, "tasks/3/complete");
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                303,
                (await nora.PostKeyedAsync($"{January}/notes", "k", ("on", "task 3"), ("text", "x"))).Status
            );
        Assert.Single((await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Notes);
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

    /// <summary>Where messages lead to is there, whoever the host is.</summary>
    [Fact]
    public async Task Links_OfMessages_LeadToPages()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        await session.PostAsync($"{January}/begin");
        var links = new PageLinks("https://books.example/");
        foreach (
            var link in (string[])
                [
                    links.Period(SmallBooks.January),
                    links.Task(SmallBooks.January),
                    links.SignOff(SmallBooks.January),
                    links.Statement(SmallBooks.January, "income-statement"),
                    links.Statement(SmallBooks.January, "balance-sheet"),
                ]
        )
        {
            var page = await session.GetAsync(new Uri(link).AbsolutePath);
            Assert.True(page.Status == 200, $"{link}: {page.Status} {page.Text}");
        }
    }

    [Fact]
    public async Task Year_WithAClosedPeriod_NamesWhoCertifiedIt()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        Assert.Matches("<td>\\s*Imani\\s*<small>2026-", (await session.GetAsync("/")).Text);
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

    [Theory]
    [InlineData("/", 200)]
    [InlineData(January, 200)]
    [InlineData("/companies", 200)]
    [InlineData("/periods/1999-01", 404)]
    [InlineData($"{January}/begin", 405)]
    [InlineData("/no/such/page", 404)]
    [InlineData("/openapi.json", 200)]
    public async Task Head_OfAPage_IsAnsweredAsGetWithoutItsBody(string path, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        var got = await session.GetAsync(path);
        var head = await session.SendAsync(new(HttpMethod.Head, path));
        Assert.Equal((status, status, 0), (head.Status, got.Status, head.Body.Length));
        foreach (var header in (string[])["Content-Type", "Cache-Control", "Content-Security-Policy", "ETag"])
            Assert.Equal(got.Header(header), head.Header(header));
    }

    [Fact]
    public async Task Head_OfAStream_EndsAtOnce()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        Assert.Equal(202, (await company.PostAsync($"/api{January}/run", token, "")).Status);
        var request = new HttpRequestMessage(HttpMethod.Head, $"/api{January}/run/events");
        var head = await company.SendAsync(request, token).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((200, "text/event-stream"), (head.Status, head.Header("Content-Type")));
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

    [Theory]
    [InlineData("/periods/1999-01", 404, "Choose one of the periods")]
    [InlineData("/no/such/page", 404, "Go on from the periods")]
    [InlineData("/entry?id=JE-77", 404, "Look for it among the entries")]
    [InlineData($"{January}/proof/files/none.json", 409, "Close the period first")]
    [InlineData("/company/metrics?periods=x", 400, "Mend what was sent")]
    public async Task Page_OfWhatCannotBeShown_SaysWhatToDoNext(string path, int status, string next)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        var page = await session.SendAsync(request);
        Assert.Equal(status, page.Status);
        Assert.Contains(next, page.Text, StringComparison.Ordinal);
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

    [GeneratedRegex("""(href|src|action)="(https?:)?//|<style|<script>| style=| on[a-z]+=""")]
    private static partial Regex ElsewhereOrInline();

    [GeneratedRegex("""="(/assets/[^"]+)""")]
    private static partial Regex Asset();
}
