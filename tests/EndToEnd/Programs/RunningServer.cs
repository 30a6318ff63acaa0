using System.Diagnostics;

namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary><c>bookseal serve</c> beside a test, on a port that is free, until it is disposed of.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process _process;

    private RunningServer(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public static async Task<RunningServer> StartAsync(TestCompany company)
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
        var process = Process.Start(start) ?? throw new InvalidOperationException("bookseal did not start");
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var url = JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(said ?? "")).Value["url"];
        return new(process, ((JsonString)url!).Value);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
