using System.Diagnostics;

namespace Bookseal.Storage.Tests.Processes;

/// <summary>A process of the test host; what it prints are the writes that were acknowledged to it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    public static HostProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TestHost.Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start) ?? throw new InvalidOperationException("the test host did not start"));
    }

    /// <summary>Everything that was acknowledged until the process ended by itself.</summary>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, await _errors);
        return output.Split('\n')[..^1];
    }

    /// <summary>
    /// Kills the process, without a chance to clean up, once this many writes were acknowledged. Answers all that were
    /// until it was dead.
    /// </summary>
    public async Task<IReadOnlyList<string>> KillAfterAsync(int acknowledged)
    {
        var lines = new List<string>();
        while (lines.Count < acknowledged)
            lines.Add(
                await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await _errors)
            );
        _process.Kill(); // SIGKILL
        var rest = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return [.. lines, .. rest.Split('\n')[..^1]]; // what follows the last line feed was not printed whole
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
