using System.Diagnostics;

namespace Bookseal.Closing.Tests;

/// <summary>The test host as a process of its own.</summary>
internal static class HostProcess
{
    private const int SigKillExitCode = 137;

    public static async Task<(int ExitCode, string[] Lines, string Errors)> RunAsync(params string[] arguments)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Bookseal.TestHost.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [host, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    public static bool WasKilled(int exitCode) => exitCode == SigKillExitCode;
}
