using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bookseal.EndToEnd.Tests.Logging;

/// <summary>A receiver of OTLP, spoken over HTTP as collectors take it.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
    private Task _receiving = Task.CompletedTask;

    private string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>What a program is told to send to it.</summary>
    public (string Name, string Value)[] Settings =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public void Start()
    {
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _receiving = ReceiveAsync();
    }

    public Task StopAsync()
    {
        _listener.Stop();
        return _receiving;
    }

    /// <summary>All that came for a path, one after the other; names and texts are readable in it.</summary>
    public string Bodies(string path) =>
        string.Concat(_received.Where(request => request.Path == path).Select(request => request.Body));

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The receiver was stopped.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
