using System.Diagnostics;

namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary>A <c>bookseal</c> that runs beside the test: it is fed through its standard input, or killed.</summary>
internal sealed class StartedProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private StartedProgram(Process process) =>
        (_process, _output, _errors) = (
            process,
            process.StandardOutput.ReadToEndAsync(),
            process.StandardError.ReadToEndAsync()
        );

    /// <summary>Starts it with a company's data; the clock stands in March.</summary>
    public static StartedProgram Bookseal(TestCompany company, params IEnumerable<string> arguments)
    {
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
            .. arguments,
            "--data",
            company.Data,
            "--now",
            TestCompany.AfterFebruary,
        ];
        var start = new ProcessStartInfo("dotnet", all)
        {
            WorkingDirectory = company.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        UserState.Isolate(start);
        return new(Process.Start(start) ?? throw new InvalidOperationException("bookseal did not start"));
    }

    public async Task<ProgramResult> FeedAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        return await EndAsync();
    }

    /// <summary>SIGKILL after a while, if it still runs then.</summary>
    public async Task<ProgramResult> KillAfterAsync(TimeSpan time)
    {
        _process.StandardInput.Close();
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(time));
        _process.Kill();
        return await EndAsync();
    }

    public void Dispose() => _process.Dispose();

    private async Task<ProgramResult> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new(_process.ExitCode, await _output, await _errors);
    }
}
