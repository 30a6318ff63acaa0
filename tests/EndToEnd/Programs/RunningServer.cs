using System.Diagnostics;

namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary><c>bookseal serve</c> beside a test, on a port that is free, until it is disposed of.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process _process;

    private RunningServer(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    /// <param name="settings">Variables of its environment.</param>
    public static async Task<RunningServer> StartAsync(
        TestCompany company,
        params (string Name, string Value)[] settings
    )
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--json",
            "--data",
            company.Data,
            "--now",
            TestCompany.AfterFebruary,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = company.Folder,
            RedirectStandardOutput = true,
        };
        UserState.Isolate(start);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("bookseal did not start");
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var url = JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(said ?? "")).Value["url"];
        return new(process, ((JsonString)url!).Value);
    }

    /// <summary>As a service manager stops it: it ends by itself.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
