using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>A real receiver of webhooks on this machine, that keeps what it gets and answers as it is told.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Post> _got = [];

    private HookReceiver(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.Single()}/hook";

    public IReadOnlyList<Post> Got
    {
        get
        {
            lock (_got)
                return [.. _got];
        }
    }

    /// <summary>Null: the connection is cut, and nobody knows whether it was taken.</summary>
    public int? Status { get; set; } = 200;

    public string? Location { get; set; }

    /// <summary>After the answer's headers nothing comes any more.</summary>
    public bool Stalls { get; set; }

    public static async Task<HookReceiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new HookReceiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}");
        lock (_got)
            _got.Add(new($"{context.Request.Path}", headers, content.ToArray()));
        if (Status is not { } status)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        if (Location is not null)
            context.Response.Headers.Location = Location;
        if (!Stalls)
            return;
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Post(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
}
