using System.Diagnostics;

namespace Bookseal.Bench;

/// <summary>How long a program took, of the clock and of the processors, and its most memory that was seen.</summary>
/// <param name="Output">What it wrote.</param>
internal sealed record Measured(TimeSpan Took, TimeSpan Processor, long PeakBytes, string Output);

/// <summary>Programs as they are built beside this one, and those of the system, timed.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>A published <c>bookseal</c>, measured in the place of the one that is built beside this one.</summary>
    public static string? Published { get; set; }

    /// <summary>The program itself; null if it failed.</summary>
    public static Task<Measured?> MeasureAsync(string name, IEnumerable<string> arguments) =>
        Published is { } program
            ? MeasureAsync(name, program, arguments)
            : MeasureBuiltAsync(name, "bookseal.dll", arguments);

    /// <summary>One that is built beside this one; null if it failed.</summary>
    public static Task<Measured?> MeasureBuiltAsync(string name, string assembly, IEnumerable<string> arguments) =>
        MeasureAsync(name, "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    /// <summary>
    /// Runs a program to its end; null if it failed. The system keeps a process's peak and times only as long as it
    /// lives, so it is looked at all the time.
    /// </summary>
    public static async Task<Measured?> MeasureAsync(string name, string program, IEnumerable<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // Not the developer's, who would find a pointer of each run there.
                Environment = { ["XDG_STATE_HOME"] = Path.GetTempPath() },
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(LookAfter))
        {
            process.Refresh();
            if (SeenOf(process) is not { } seen)
                continue;
            peak = Math.Max(peak, seen.Peak);
            processor = seen.Processor;
        }

        var took = watch.Elapsed;
        Console.WriteLine(
            $"{name, -16} {took.TotalSeconds, 7:F1} s, {processor.TotalSeconds, 7:F1} s of the processors, "
                + $"peak {peak / 1_000_000} MB"
        );
        if (process.ExitCode == 0)
            return new(took, processor, peak, await output);
        Console.WriteLine($"{await output}{await errors}it ended with exit code {process.ExitCode}");
        return null;
    }

    private static (long Peak, TimeSpan Processor)? SeenOf(Process process)
    {
        try
        {
            return (process.PeakWorkingSet64, process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            return null; // it ended meanwhile
        }
    }
}
