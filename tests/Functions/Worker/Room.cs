using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>A chat room on this machine: what is posted to it.</summary>
internal sealed class Room : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Room(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Got { get; } = new();

    /// <summary>The notifications.json that lets messages reach it.</summary>
    public string Settings =>
        $$$"""
            {"allowed_hosts":["127.0.0.1"],"allow_loopback":true,
            "webhooks":[{"name":"room","url":"{{{_app.Urls.Single()}}}/hook"}]}
            """;

    public static async Task<Room> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var room = new Room(app);
        app.Run(room.ReceiveAsync);
        await app.StartAsync();
        return room;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Got.Enqueue(await reader.ReadToEndAsync());
    }
}
