using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Logging;

/// <summary>What a command measured arrives at an OTLP receiver, spoken over HTTP as collectors take it.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TestCompany _company = new();
    private readonly HttpListener _receiver = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
    private readonly string _address = $"http://127.0.0.1:{FreePort()}";

    [Fact]
    public async Task Close_WithAnEndpoint_SendsItsNumbersAndItsWork()
    {
        _receiver.Prefixes.Add($"{_address}/");
        _receiver.Start();
        var receiving = ReceiveAsync();
        (await CloseAsync()).Exits(0);
        _receiver.Stop();
        await receiving;
        var (metrics, traces) = (Bodies("/v1/metrics"), Bodies("/v1/traces"));
        Assert.All(
            (string[])["bookseal.closes", "bookseal.close.duration", "bookseal.guard_runs", "bookseal.postings"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal)
        );
        Assert.Contains("bookseal.seal_proof", traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_WithAnEndpointThatIsAway_Closes() => (await CloseAsync()).Exits(0);

    public void Dispose()
    {
        ((IDisposable)_receiver).Dispose();
        _company.Dispose();
    }

    private Task<ProgramResult> CloseAsync() =>
        ProgramRunner.RunAsync(
            _company.Folder,
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
                "close",
                _company.Books,
                "--period",
                "2026-01",
                "--yes",
                "--data",
                _company.Data,
                "--now",
                TestCompany.AfterFebruary,
            ],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        );

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _receiver.GetContextAsync();
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

    private string Bodies(string path) =>
        string.Concat(_received.Where(request => request.Path == path).Select(request => request.Body));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
