using System.Diagnostics;

namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary>Runs the built programs as a user would: as processes, without a terminal.</summary>
internal static class ProgramRunner
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    public static Task<ProgramResult> BooksealAsync(string folder, params IEnumerable<string> arguments) =>
        RunAsync(folder, "dotnet", [BuiltPath("bookseal.dll"), .. arguments]);

    /// <summary>The same with variables of the environment.</summary>
    public static Task<ProgramResult> BooksealAsync(
        string folder,
        (string Name, string Value) variable,
        params IEnumerable<string> arguments
    ) => RunAsync(folder, "dotnet", [BuiltPath("bookseal.dll"), .. arguments], variable);

    public static Task<ProgramResult> VerifierAsync(string folder, params IEnumerable<string> arguments) =>
        RunAsync(folder, "dotnet", [BuiltPath("bookseal-verify.dll"), .. arguments]);

    /// <summary>
    /// A missing program fails the test on purpose: a check that silently does not run is worse than none.
    /// </summary>
    public static async Task<ProgramResult> RunAsync(
        string folder,
        string program,
        IEnumerable<string> arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        UserState.Isolate(start);
        // A command lives for seconds: what the runtime measures to compile better later costs a sixth of them.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {Limit}");
        }

        return new(process.ExitCode, await output, await errors);
    }

    private static string BuiltPath(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{assembly} was not built next to the tests", path);
    }
}
