using System.Diagnostics;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Telemetry;
using Bookseal.Storage;
using Bookseal.Storage.Resilience;
using Bookseal.Web.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bookseal.Web.Tests;

public sealed class WebPipelineTests
{
    private static readonly TestStore Good = new();

    [Fact]
    public async Task Health_OfAStoreThatAnswers_IsOk() =>
        Assert.Equal((200, """{"status":"ok"}"""), await AnswerAsync("GET", "/healthz", Good));

    [Fact]
    public async Task Health_OfAStoreThatIsAway_IsUnhealthyWithTheCode()
    {
        var store = new TestStore { OnInfo = () => throw new StoreUnavailableException("away", new IOException()) };
        Assert.Equal(
            (503, """{"status":"unhealthy","code":"STORE_UNAVAILABLE"}"""),
            await AnswerAsync("GET", "/healthz", store)
        );
    }

    [Fact]
    public async Task Health_OfAStoreThatNeverAnswers_IsUnhealthyInTime()
    {
        var store = new TestStore { OnInfo = () => new TaskCompletionSource<Result<ObjectInfo>>().Task };
        var (status, _) = await AnswerAsync("GET", "/healthz", store).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(503, status);
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/healthz", 405)]
    public async Task Request_ForAnythingElse_IsAProblemDocument(string method, string path, int status)
    {
        var (answered, body) = await AnswerAsync(method, path, Good);
        Assert.Equal(status, answered);
        Assert.Contains("\"status\":" + status, body, StringComparison.Ordinal);
    }

    /// <summary>Timers of a host that has ended tick no more.</summary>
    [Fact]
    public async Task Budget_OfAHostThatHasEnded_IsDisposed()
    {
        var root = Services(Good);
        WebPipeline.Build(root);
        var budget = root.GetRequiredService<CallerBudget>();
        budget.Take("somebody").Dispose();
        await root.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => budget.Take("somebody").Dispose());
    }

    private static ServiceProvider Services(TestStore store) =>
        new ServiceCollection()
            .AddLogging()
            .AddBooksealWeb()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(TenantTiers.Everything)
            .AddSingleton<IWorkLog>(NoWorkLog.Instance)
            .AddSingleton(new DiagnosticListener("Bookseal.Web.Tests")) // as every web host brings one
            .AddSingleton(new Tenants(store.Backend, _ => throw new NotSupportedException(), TimeProvider.System))
            .BuildServiceProvider();

    private static async Task<(int Status, string Body)> AnswerAsync(string method, string path, TestStore store)
    {
        await using var root = Services(store);
        await using var scope = root.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (context.Request.Method, context.Request.Path) = (method, path);
        context.Request.Headers.Accept = "application/json";
        using var body = new MemoryStream();
        context.Response.Body = body;
        await WebPipeline.Build(root)(context);
        await context.Response.CompleteAsync();
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
