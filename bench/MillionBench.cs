using System.Diagnostics;
using System.Globalization;

namespace Bookseal.Bench;

/// <summary>
/// <c>million [--csv] [--entries N] [OPTIONS OF bookseal]</c>: writes a books directory of a million entries in one month, imports and closes it with the program as it is built beside this one,
/// and prints the time and peak memory of both. Without <c>--data</c> the books are kept in a temporary folder.
/// </summary>
internal static class MillionBench
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (isCsv, entries, options) = Parse(arguments);
        var folder = Directory.CreateTempSubdirectory("bookseal-million");
        try
        {
            var books = Path.Combine(folder.FullName, "books");
            await LargeBooks.WriteAsync(books, entries, isCsv);
            if (!options.Contains("--data")) options.AddRange(["--data", Path.Combine(folder.FullName, "data")]);
            var megabytes = Directory.EnumerateFiles(books).Sum(file => new FileInfo(file).Length) / 1_000_000;
            Console.WriteLine($"{entries:N0} entries in a {(isCsv ? "journal.csv" : "journal.ndjson")}, {megabytes} MB");
            if (!await MeasureAsync("import", ["import", books, .. options])) return 1;
            return await MeasureAsync("close", ["close", "--tenant", "million", "--period", "2026-01", "--yes", .. options]) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (bool IsCsv, int Entries, List<string> Options) Parse(IReadOnlyList<string> arguments)
    {
        var (isCsv, entries, options) = (false, 1_000_000, new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--csv") isCsv = true;
            else if (arguments[i] == "--entries") entries = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
            else options.Add(arguments[i]);
        }

        return (isCsv, entries, options);
    }

    /// <summary>Runs the program to its end. The system keeps a process's peak only as long as it lives, so it is looked at all the time.</summary>
    private static async Task<bool> MeasureAsync(string name, IEnumerable<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bookseal.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.WaitForExit(LookAfter))
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process));
        }

        Console.WriteLine($"{name,-8} {watch.Elapsed.TotalSeconds,7:F1} s   peak {peak / 1_000_000} MB");
        if (process.ExitCode != 0) Console.WriteLine($"{await output}{await errors}it ended with exit code {process.ExitCode}");
        return process.ExitCode == 0;
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
