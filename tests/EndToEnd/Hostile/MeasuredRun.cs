using System.Diagnostics;
using System.Globalization;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Hostile;

/// <summary>A run of the verifier as a process, with what it took.</summary>
/// <param name="PeakBytes">The most that it had in memory: VmHWM of /proc, looked at until it ended.</param>
/// <param name="Processor">Its own time, and not that of the machine's other work.</param>
internal sealed record MeasuredRun(ProgramResult Result, long PeakBytes, TimeSpan Processor)
{
    public static async Task<MeasuredRun> VerifyAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "bookseal-verify.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, processor, watch) = (0L, TimeSpan.Zero, Stopwatch.StartNew());
        while (!process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            processor = ProcessorOf(process.Id) ?? processor;
            await Task.Delay(5);
        }

        if (!process.HasExited)
        {
            process.Kill();
            Assert.Fail("the verifier does not end");
        }

        await process.WaitForExitAsync();
        return new(new(process.ExitCode, await output, await errors), peak, processor);
    }

    /// <summary>User and system time, in hundredths of a second as the kernel tells them to everybody.</summary>
    private static TimeSpan? ProcessorOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..13].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return TimeSpan.FromMilliseconds(10 * ticks);
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }

    private static long PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", default));
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }
}
