using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Web.Tests.Api;

/// <summary>A browser's requests of somebody who is signed in.</summary>
internal sealed class PageSession
{
    private readonly ApiCompany _company;
    private string _cookie;

    private PageSession(ApiCompany company, string cookie) => (_company, _cookie) = (company, cookie);

    /// <summary>What the pages' forms carry.</summary>
    public string FormKey { get; private init; } = "";

    public static async Task<PageSession> BeginAsync(ApiCompany company, Role role, params PeriodCode[] periods)
    {
        var answer = await SignInAsync(company, await company.TokenAsync(role, periods), "/");
        var session = new PageSession(company, answer.Header("Set-Cookie")!.Split(';')[0]);
        return new(company, session._cookie) { FormKey = KeyIn((await session.GetAsync("/")).Text) };
    }

    /// <summary>Of somebody whom this form signs in.</summary>
    public static async Task<PageSession> BeginAsync(ApiCompany company, HttpRequestMessage signIn)
    {
        var answer = await company.SendAsync(signIn, null);
        Assert.True(answer.Status == 303, answer.Text);
        var session = new PageSession(company, answer.Header("Set-Cookie")!.Split(';')[0]);
        return new(company, session._cookie) { FormKey = await session.ReadFormKeyAsync() };
    }

    public static Task<ApiAnswer> SignInAsync(ApiCompany company, string token, string to) =>
        company.SendAsync(Form("/sign-in", ("token", token), ("to", to)), null);

    public static HttpRequestMessage Form(string path, params (string Name, string Value)[] members) =>
        new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                members.Select(member => KeyValuePair.Create(member.Name, member.Value))
            ),
        };

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    /// <summary>The same by a browser whose reader has asked for languages.</summary>
    public Task<ApiAnswer> GetAsync(string path, string languages)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        return SendAsync(request);
    }

    public Task<ApiAnswer> PostAsync(string path, params (string Name, string Value)[] members) =>
        SendAsync(Form(path, [("form_key", FormKey), .. members]));

    /// <summary>The same with another's key, or from another site.</summary>
    public Task<ApiAnswer> PostAsAsync(string path, string key, string? origin)
    {
        var request = Form(path, ("form_key", key));
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return SendAsync(request);
    }

    /// <summary>The same under an idempotency key.</summary>
    public Task<ApiAnswer> PostKeyedAsync(string path, string key, params (string Name, string Value)[] members)
    {
        var request = Form(path, [("form_key", FormKey), .. members]);
        request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request);
    }

    /// <summary>What no page of ours sends.</summary>
    public Task<ApiAnswer> PostRawAsync(string path, string type, string body)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        return SendAsync(new(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Loads a page until it has a text.</summary>
    public async Task UntilAsync(string path, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var page = await GetAsync(path);
            if (page.Text.Contains(text, StringComparison.Ordinal))
                return;
            Assert.False(limit.IsCancellationRequested, page.Text);
            await Task.Delay(50);
        }
    }

    /// <summary>What the forms of the company that is shown now carry.</summary>
    public async Task<string> ReadFormKeyAsync() => KeyIn((await GetAsync("/companies")).Text);

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Cookie", _cookie);
        var answer = await _company.SendAsync(request, null);
        _cookie = answer.Header("Set-Cookie")?.Split(';')[0] ?? _cookie;
        return answer;
    }

    private static string KeyIn(string page)
    {
        const string Before = "name=\"form_key\" value=\"";
        var start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[start..page.IndexOf('"', start)];
    }
}
