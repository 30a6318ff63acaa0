using System.Diagnostics;
using System.Globalization;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Bench;

/// <summary>
/// <c>million [--csv] [--entries N] [--azurite] [OPTIONS OF bookseal]</c>: writes a books directory of a million
/// entries in one month, imports and closes it with the program as it is built beside this one, and prints the time and
/// peak memory of both. Without <c>--data</c> the books are kept in a temporary folder. With <c>--azurite</c> the same
/// is done on the storage emulator as well, in the same run, and the ratio of the times is printed.
/// </summary>
internal static class MillionBench
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (isCsv, entries, onAzurite, options) = Parse(arguments);
        var folder = Directory.CreateTempSubdirectory("bookseal-million");
        try
        {
            var books = Path.Combine(folder.FullName, "books");
            await LargeBooks.WriteAsync(books, entries, isCsv);
            if (!options.Contains("--data"))
                options.AddRange(["--data", Path.Combine(folder.FullName, "data")]);
            var megabytes = Directory.EnumerateFiles(books).Sum(file => new FileInfo(file).Length) / 1_000_000;
            Console.WriteLine(
                $"{entries:N0} entries in a {(isCsv ? "journal.csv" : "journal.ndjson")}, {megabytes} MB"
            );
            if (await ImportAndCloseAsync(books, options) is not { } times)
                return 1;
            if (!onAzurite)
                return 0;
            Console.WriteLine("the same on Azurite");
            if (
                await ImportAndCloseAsync(books, [.. options, "--store", await AzuriteServer.NewStoreAsync()])
                is not { } azure
            )
                return 1;
            Console.WriteLine(
                $"Azurite / files: import {azure.Import / times.Import:F1}, close {azure.Close / times.Close:F1}"
            );
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (bool IsCsv, int Entries, bool OnAzurite, List<string> Options) Parse(
        IReadOnlyList<string> arguments
    )
    {
        var (isCsv, entries, onAzurite, options) = (false, 1_000_000, false, new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--csv")
                isCsv = true;
            else if (arguments[i] == "--entries")
                entries = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
            else if (arguments[i] == "--azurite")
                onAzurite = true;
            else
                options.Add(arguments[i]);
        }

        return (isCsv, entries, onAzurite, options);
    }

    private static async Task<(TimeSpan Import, TimeSpan Close)?> ImportAndCloseAsync(
        string books,
        List<string> options
    ) =>
        await MeasureAsync("import", ["import", books, .. options]) is { } import
        && await MeasureAsync("close", ["close", "--tenant", "million", "--period", "2026-01", "--yes", .. options])
            is { } close
            ? (import, close)
            : null;

    /// <summary>
    /// Runs the program to its end; null if it failed. The system keeps a process's peak only as long as it lives, so
    /// it is looked at all the time.
    /// </summary>
    private static async Task<TimeSpan?> MeasureAsync(string name, IEnumerable<string> arguments)
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
            return took;
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
