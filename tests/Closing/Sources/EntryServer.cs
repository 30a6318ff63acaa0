using System.Globalization;
using System.Text;
using Bookseal.Books.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.Closing.Tests.Sources;

/// <summary>
/// A real source of entries on this machine, that gives its pages behind cursors, and misbehaves as it is told: the
/// next answers first, then as it should.
/// </summary>
internal sealed class EntryServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<string> _asked = [];

    private EntryServer(WebApplication app) => _app = app;

    /// <summary>NDJSON. The cursor of a page is the number of the next.</summary>
    public IReadOnlyList<string> Pages { get; set; } = [];

    public Queue<Func<HttpContext, Task>> Misbehaviours { get; } = [];

    /// <summary>Of a page, where it is not the usual one.</summary>
    public Func<int, string?> CursorBehind { get; set; } = page => (page + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>What was asked for: query and token.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public static async Task<EntryServer> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new EntryServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public HttpSource Source(bool isRequired = false, SourceToken? token = null) =>
        new(SyncedCompany.IdOf("web"), isRequired, new Uri($"{_app.Urls.Single()}/entries?company=acme"), token);

    private async Task AnswerAsync(HttpContext context)
    {
        Func<HttpContext, Task>? misbehave;
        lock (_asked)
        {
            _asked.Add($"{context.Request.QueryString} {context.Request.Headers.Authorization}".TrimEnd());
            Misbehaviours.TryDequeue(out misbehave);
        }

        if (misbehave is not null)
        {
            await misbehave(context);
            return;
        }

        var cursor = $"{context.Request.Query["cursor"]}";
        var page = cursor.Length == 0 ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        if (page >= Pages.Count)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (CursorBehind(page) is { } next)
            context.Response.Headers["Bookseal-Cursor"] = next;
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Pages[page]));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
