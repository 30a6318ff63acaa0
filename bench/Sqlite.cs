using System.Diagnostics;

namespace Bookseal.Bench;

/// <summary>The peer of imports: <c>sqlite3</c> takes the same file into a table of texts.</summary>
internal static class Sqlite
{
    /// <summary>Null where it is not installed, or failed.</summary>
    /// <param name="then">What it does with the table, <c>t</c>.</param>
    public static async Task<TimeSpan?> ImportAsync(string folder, string file, params IEnumerable<string> then)
    {
        var database = Path.Combine(folder, $"{Guid.NewGuid():N}.db");
        try
        {
            var watch = Stopwatch.StartNew();
            string[] commands = [database, ".mode csv", $".import {file} t", .. then];
            using var process = Process.Start(
                new ProcessStartInfo("sqlite3", commands) { RedirectStandardOutput = true }
            )!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Console.WriteLine($"{"sqlite3", -8} {watch.Elapsed.TotalSeconds, 7:F1} s");
            return process.ExitCode == 0 ? watch.Elapsed : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(database);
        }
    }
}
