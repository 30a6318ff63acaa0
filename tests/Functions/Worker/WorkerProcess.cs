using System.Diagnostics;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>The published worker, started as a functions host starts it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>
    /// The folder that the build of functions/ puts the app into, of the configuration that the tests have.
    /// </summary>
    public static string Folder { get; } = FindFolder();

    public Task<string> Errors { get; private init; } = Task.FromResult("");

    public static WorkerProcess Start(Uri host, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && IsDotnet(path) ? path : "dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in Arguments(host))
            start.ArgumentList.Add(argument);
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        _ = process.StandardOutput.ReadToEndAsync(); // nobody waits for it: a full pipe would stop the worker
        return new(process) { Errors = process.StandardError.ReadToEndAsync() };
    }

    public async Task<int> WhenEndedAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    /// <summary>Without a word, as the power goes.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string[] Arguments(Uri host) =>
        [
            "Bookseal.Functions.dll",
            .. (string[])["--host", host.Host, "--port", $"{host.Port}", "--workerId", "w1", "--requestId", "r1"],
            .. (string[])["--grpcMaxMessageLength", "2147483647"],
            .. (string[])["--functions-uri", host.ToString(), "--functions-worker-id", "w1"],
            .. (string[])["--functions-request-id", "r1", "--functions-grpc-max-message-length", "2147483647"],
        ];

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";

    private static string FindFolder()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)); // bin/C/net10.0
        for (var folder = output.Parent; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
                return Path.Combine(folder.FullName, "functions", "bin", output.Parent!.Name, output.Name);
        throw new InvalidOperationException("Serverless.sln is in no folder above the tests");
    }
}
