using System.Text;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Logging;

/// <summary>What a program measured arrives at an OTLP receiver.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private readonly TestCompany _company = new();
    private readonly OtlpReceiver _receiver = new();

    [Fact]
    public async Task Close_WithAnEndpoint_SendsItsNumbersAndItsWork()
    {
        _receiver.Start();
        (await CloseAsync()).Exits(0);
        await _receiver.StopAsync();
        var metrics = _receiver.Bodies("/v1/metrics");
        Assert.All(
            (string[])["bookseal.closes", "bookseal.close.duration", "bookseal.guard_runs", "bookseal.postings"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal)
        );
        Assert.Contains("bookseal.seal_proof", _receiver.Bodies("/v1/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_WithAnEndpointThatIsAway_Closes() => (await CloseAsync()).Exits(0);

    /// <summary>A request's trace is its caller's, and neither it nor the numbers nor the log name its query.</summary>
    [Fact]
    public async Task Serve_WithAnEndpoint_SendsRequestsByTheirRoute()
    {
        _receiver.Start();
        var log = Path.Combine(_company.Folder, "log.ndjson");
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        using (var server = await RunningServer.StartAsync(_company, [.. _receiver.Settings, ("BOOKSEAL_LOG", log)]))
        {
            using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
            client.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
            Assert.Equal(System.Net.HttpStatusCode.OK, (await client.GetAsync("/healthz?person=greta")).StatusCode);
            Assert.Equal(
                System.Net.HttpStatusCode.Unauthorized,
                (await client.GetAsync("/api/entries/greta")).StatusCode
            );
            Assert.Equal(0, await server.StopAsync());
        }

        await _receiver.StopAsync();
        var (metrics, traces) = (_receiver.Bodies("/v1/metrics"), _receiver.Bodies("/v1/traces"));
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.All(
            [metrics, traces],
            sent =>
            {
                Assert.Contains("/healthz", sent, StringComparison.Ordinal);
                Assert.Contains("/api/entries/{id}", sent, StringComparison.Ordinal);
                Assert.DoesNotContain("greta", sent, StringComparison.Ordinal);
            }
        );
        Assert.Contains(Encoding.Latin1.GetString(Convert.FromHexString(Trace)), traces, StringComparison.Ordinal);
        var line = Assert.Single(await File.ReadAllLinesAsync(log), text => text.Contains("/healthz"));
        var told = JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value;
        Assert.Equal(Trace, ((JsonString)told["correlation"]!).Value);
    }

    public void Dispose()
    {
        _receiver.Dispose();
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
            _receiver.Settings
        );
}
