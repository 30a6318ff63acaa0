using Bookseal.Books.Company;

namespace Bookseal.Web.Tests.Api;

/// <summary>An act on what has changed since it was read is not done.</summary>
public abstract class IfMatchContract(IApiHost host)
{
    private const string Run = "/api/periods/2026-01/run";
    private const string Reason = """{"reason":"the statement has not come"}""";
    private const string Note = """{"on":"task 3","text":"Which rent?"}""";

    [Theory]
    [InlineData("")]
    [InlineData("/tasks")]
    [InlineData("/notes")]
    public async Task Act_OnAStaleView_IsRefusedAndChangesNothing(string view)
    {
        var (company, token) = await BeginAsync();
        var stale = await TagAsync(company, token, view);
        await company.PostAsync($"{Run}/notes", token, Note);
        await company.PostAsync($"{Run}/tasks/3/start", token, "");
        var size = (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size;
        var answer = await PostAsync(company, token, "/tasks/3/block", stale, Reason);
        Assert.Equal((412, "PRECONDITION_FAILED"), (answer.Status, answer.Code));
        Assert.Equal(size, (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tasks")]
    [InlineData("/notes")]
    public async Task Act_OnWhatWasRead_IsDone(string view)
    {
        var (company, token) = await BeginAsync();
        var tags = $"\"another\", {await TagAsync(company, token, view)}";
        Assert.Equal(200, (await PostAsync(company, token, "/tasks/3/block", tags, Reason)).Status);
    }

    [Fact]
    public async Task Act_OnACloseThatNobodyHasBegun_MayNameThat()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var tag = await TagAsync(company, token, "");
        Assert.Equal(202, (await PostAsync(company, token, "", tag, "{}")).Status);
        Assert.Equal(412, (await PostAsync(company, token, "", tag, "{}")).Status);
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("W/{0}", 412)]
    [InlineData("nonsense", 400)]
    public async Task Tag_OfAnotherKind_IsTakenAsItIsMeant(string header, int status)
    {
        var (company, token) = await BeginAsync();
        var tag = await TagAsync(company, token, "");
        var sent = header.Replace("{0}", tag, StringComparison.Ordinal);
        Assert.Equal(status, (await PostAsync(company, token, "/tasks/3/block", sent, Reason)).Status);
    }

    [Fact]
    public async Task Acts_AtOnceOnOneView_AreDoneOnce()
    {
        var (company, token) = await BeginAsync();
        var tag = await TagAsync(company, token, "/notes");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => PostAsync(company, token, "/notes", tag, Note))
        );
        Assert.Equal([201, .. Enumerable.Repeat(412, 7)], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Act_ThatMayNotBeDone_IsRefusedForThatFirst()
    {
        var (company, _) = await BeginAsync();
        var auditor = await company.TokenAsync(Role.Auditor);
        var answer = await PostAsync(company, auditor, "/tasks/3/block", "\"another\"", Reason);
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (answer.Status, answer.Code));
    }

    /// <summary>Begun, and as far as it goes without people: nothing moves it meanwhile.</summary>
    private async Task<(ApiCompany Company, string Token)> BeginAsync()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        Assert.Equal(202, (await company.PostAsync(Run, token, "{}")).Status);
        await company.UntilAsync(token, run => run["phase"]!.ToString() == "3");
        long seen = -1;
        while (seen != (seen = (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size))
            await Task.Delay(TimeSpan.FromSeconds(1)); // the driver has a look more to take
        return (company, token);
    }

    private static async Task<string> TagAsync(ApiCompany company, string token, string view) =>
        (await company.GetAsync(Run + view, token)).Header("ETag")!;

    private static Task<ApiAnswer> PostAsync(ApiCompany company, string token, string path, string tag, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Run + path)
        {
            Content = new StringContent(body, null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return company.SendAsync(request, token);
    }
}
