using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Bookseal.Bench;

/// <summary><c>bookseal serve</c> as a process of its own, on a free port.</summary>
internal sealed class ServerRun : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private ServerRun(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    /// <summary>What it has used of processors: others who use the machine, too, add little to that.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerRun> StartAsync(string data)
    {
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
                    "serve",
                    "--data",
                    data,
                    "--urls",
                    "http://127.0.0.1:0",
                    "--json",
                    "--log", // a line a request, which are not to stand among the figures
                    Path.Combine(Path.GetDirectoryName(data)!, "serve.ndjson"),
                ]
            )
            {
                RedirectStandardOutput = true,
                Environment = { ["XDG_STATE_HOME"] = Path.GetTempPath() },
            }
        )!;
        var said = await process.StandardOutput.ReadLineAsync();
        using var json = JsonDocument.Parse(said ?? throw new InvalidOperationException("it does not serve"));
        return new(process, json.RootElement.GetProperty("url").GetString()!);
    }

    /// <summary>How long the answer takes, and what it says.</summary>
    public async Task<(TimeSpan Took, string Answer)> PostAsync(string path, string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url.TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var watch = Stopwatch.StartNew();
        using var response = await _client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return (watch.Elapsed, answer);
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
