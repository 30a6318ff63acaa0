using System.Diagnostics;

namespace Bookseal.Bench;

/// <summary>How long a program took, and the most memory that it was seen with.</summary>
internal readonly record struct Measured(TimeSpan Took, long PeakBytes);

/// <summary>The program as it is built beside this one, timed.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Runs the program to its end; null if it failed. The system keeps a process's peak only as long as it lives, so
    /// it is looked at all the time.
    /// </summary>
    public static async Task<Measured?> MeasureAsync(string name, IEnumerable<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bookseal.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // Not the developer's, who would find a pointer of each run there.
                Environment = { ["XDG_STATE_HOME"] = Path.GetTempPath() },
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.WaitForExit(LookAfter))
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process));
        }

        var took = watch.Elapsed;
        Console.WriteLine($"{name, -8} {took.TotalSeconds, 7:F1} s   peak {peak / 1_000_000} MB");
        if (process.ExitCode == 0)
            return new(took, peak);
        Console.WriteLine($"{await output}{await errors}it ended with exit code {process.ExitCode}");
        return null;
    }

    private static long PeakOf(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it ended meanwhile
        }
    }
}
