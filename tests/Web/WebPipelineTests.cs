using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bookseal.Web.Tests;

public sealed class WebPipelineTests
{
    private static readonly ServiceProvider Root = new ServiceCollection()
        .AddLogging()
        .AddBooksealWeb()
        .AddSingleton(new DiagnosticListener("Bookseal.Web.Tests")) // as every web host brings one
        .BuildServiceProvider();
    private static readonly RequestDelegate Pipeline = WebPipeline.Build(Root);

    [Fact]
    public async Task Request_ForTheHealthOfTheProcess_IsAnswered() =>
        Assert.Equal((200, """{"status":"ok"}"""), await AnswerAsync("GET", "/healthz"));

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/healthz", 405)]
    public async Task Request_ForAnythingElse_IsAProblemDocument(string method, string path, int status)
    {
        var (answered, body) = await AnswerAsync(method, path);
        Assert.Equal(status, answered);
        Assert.Contains("\"status\":" + status, body, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> AnswerAsync(string method, string path)
    {
        await using var scope = Root.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (context.Request.Method, context.Request.Path) = (method, path);
        context.Request.Headers.Accept = "application/json";
        using var body = new MemoryStream();
        context.Response.Body = body;
        await Pipeline(context);
        await context.Response.CompleteAsync();
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
