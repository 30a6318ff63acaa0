using Bookseal.Books.Company;
using Bookseal.Evidence.Json;

namespace Bookseal.Web.Tests.Api;

/// <summary>What is said twice under one key is done once.</summary>
public abstract class IdempotencyContract(IApiHost host)
{
    private const string Notes = "/api/periods/2026-01/run/notes";
    private const string Asked = """{"on":"task 3","text":"Which rent?"}""";

    [Fact]
    public async Task Post_UnderOneKey_IsDoneOnceAndAnsweredTheSame()
    {
        var (company, token) = await BeginAsync();
        var first = await PostAsync(company, token, "key-1", Asked);
        var again = await PostAsync(company, token, "key-1", Asked);
        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal((first.Text, "true"), (again.Text, again.Header("Idempotency-Replayed")));
        var other = await PostAsync(company, token, "key-2", Asked);
        Assert.Null(other.Header("Idempotency-Replayed"));
        Assert.Equal(2, await CountAsync(company, token));
    }

    [Fact]
    public async Task Post_UnderAKeyOfAnotherBody_IsRefused()
    {
        var (company, token) = await BeginAsync();
        await PostAsync(company, token, "key-1", Asked);
        var other = await PostAsync(company, token, "key-1", Asked.Replace("rent", "rents", StringComparison.Ordinal));
        Assert.Equal((409, "IDEMPOTENCY_KEY_REUSED"), (other.Status, other.Code));
        Assert.Equal(1, await CountAsync(company, token));
    }

    [Fact]
    public async Task Post_UnderAKeyOfAnotherCallerOrCompany_IsAnother()
    {
        var (company, token) = await BeginAsync();
        await PostAsync(company, token, "key-1", Asked);
        var controller = await company.TokenAsync(Role.Approver);
        Assert.Null((await PostAsync(company, controller, "key-1", Asked)).Header("Idempotency-Replayed"));
        var (other, stranger) = await BeginAsync();
        Assert.Equal(201, (await PostAsync(other, stranger, "key-1", Asked)).Status);
        Assert.Equal(1, await CountAsync(other, stranger));
    }

    /// <summary>What was refused has changed nothing, and may be right a moment later.</summary>
    [Fact]
    public async Task Post_ThatWasRefused_IsTriedAgain()
    {
        var (company, token) = await BeginAsync();
        const string bad = """{"on":"task 99","text":"What?"}""";
        var first = await PostAsync(company, token, "key-1", bad);
        var again = await PostAsync(company, token, "key-1", bad);
        Assert.Equal((first.Status, first.Code), (again.Status, again.Code));
        Assert.Null(again.Header("Idempotency-Replayed"));
        Assert.Equal(201, (await PostAsync(company, token, "key-1", Asked)).Status);
        Assert.Equal("true", (await PostAsync(company, token, "key-1", Asked)).Header("Idempotency-Replayed"));
        Assert.Equal(1, await CountAsync(company, token));
    }

    [Fact]
    public async Task Post_ThatIsLargerThanItsRouteTakes_IsRefusedBeforeItIsKept()
    {
        var (company, token) = await BeginAsync();
        var answer = await PostAsync(company, token, "key-1", new string(' ', 26 * 1024 * 1024));
        Assert.Equal((413, "REQUEST_TOO_LARGE"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Validation_UnderAKey_LooksAgain()
    {
        var (company, token) = await BeginAsync();
        var first = await ValidateAsync(company, token);
        Assert.Equal("false", first.Json["can_close"]!.ToString());
        var controller = await company.TokenAsync(Role.Approver);
        await company.UntilAsync(token, run => run["phase"]!.ToString() == "3");
        await company.PostAsync("/api/periods/2026-01/run/cancel", controller, """{"reason":"no"}""");
        await company.UntilAsync(token, run => run["period_status"]!.ToString() == "\"open\"");
        Assert.Equal("true", (await ValidateAsync(company, token)).Json["can_close"]!.ToString());
    }

    private static Task<ApiAnswer> ValidateAsync(ApiCompany company, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/gl/periods/2026-01/validate-close")
        {
            Content = new StringContent($$"""{"tenant_id":"{{company.Tenant}}"}""", null, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "validate");
        return company.SendAsync(request, token);
    }

    [Theory]
    [InlineData("a key with spaces")]
    [InlineData("")]
    public async Task Key_ThatIsNone_IsRefused(string key)
    {
        var (company, token) = await BeginAsync();
        var answer = await PostAsync(company, token, key, Asked);
        Assert.Equal((400, "IDEMPOTENCY_KEY_INVALID"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Posts_AtOnceUnderOneKey_AreDoneOnce()
    {
        var (company, token) = await BeginAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(company, token, "key-1", Asked)));
        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.Text));
        Assert.Equal(1, await CountAsync(company, token));
    }

    private async Task<(ApiCompany Company, string Token)> BeginAsync()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        Assert.Equal(202, (await company.PostAsync("/api/periods/2026-01/run", token, "{}")).Status);
        return (company, token);
    }

    private static Task<ApiAnswer> PostAsync(ApiCompany company, string token, string key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Notes)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return company.SendAsync(request, token);
    }

    private static async Task<int> CountAsync(ApiCompany company, string token) =>
        ((JsonArray)(await company.GetAsync(Notes, token)).Json["notes"]!).Items.Count;
}
