using Bookseal.Books.Company;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Faults;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>A server dies while it answers a request under a key; what another one makes of it later.</summary>
public sealed class AbandonedRequestTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    private const string Notes = "/api/periods/2026-01/run/notes";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(6);

    [Theory]
    [InlineData(FaultMode.CrashBefore, 201)]
    [InlineData(FaultMode.CrashAfter, 409)]
    public async Task Request_WhoseServerDied_IsDoneOnceAtMost(FaultMode mode, int status)
    {
        var (company, token) = await BeginAsync();
        await using (var dying = new Guest(await KestrelHost.AfterAsync(host, TimeSpan.Zero, new FaultPlan(1, mode))))
            Assert.True((await PostAsync(company.On(dying.Host), token)).Status >= 500);

        await using (var soon = new Guest(await KestrelHost.AfterAsync(host, Soon)))
            Assert.Equal("IDEMPOTENCY_KEY_IN_USE", (await PostAsync(company.On(soon.Host), token)).Code);

        await using var later = new Guest(await KestrelHost.AfterAsync(host, Later));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(company.On(later.Host), token)));
        Assert.Contains(answers, answer => answer.Status == status);
        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.Text));
        var last = await PostAsync(company.On(later.Host), token);
        Assert.Equal(status, last.Status);
        if (mode == FaultMode.CrashAfter)
            Assert.Equal("IDEMPOTENCY_OUTCOME_UNKNOWN", last.Code);
        else
            Assert.Equal("true", last.Header("Idempotency-Replayed"));
        Assert.Single(((JsonArray)(await company.GetAsync(Notes, token)).Json["notes"]!).Items);
    }

    private async Task<(ApiCompany Company, string Token)> BeginAsync()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        Assert.Equal(202, (await company.PostAsync("/api/periods/2026-01/run", token, "{}")).Status);
        await company.UntilAsync(token, run => run["phase"]!.ToString() == "3");
        return (company, token);
    }

    private static Task<ApiAnswer> PostAsync(ApiCompany company, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Notes)
        {
            Content = new StringContent("""{"on":"task 3","text":"Which rent?"}""", null, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "once");
        return company.SendAsync(request, token);
    }

    private sealed record Guest(KestrelHost Host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            Host.Dispose();
        }
    }
}
