using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bookseal.Bench;

/// <summary>wrk, if it is installed, with the tokens in turn.</summary>
internal sealed partial class Wrk(string url, ServedBooks books, string folder, int connections, int seconds)
{
    public static async Task<bool> IsInstalledAsync()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("wrk", ["--version"]) { RedirectStandardOutput = true }
            )!;
            await process.WaitForExitAsync();
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Asks for so many seconds; what is answered otherwise than with 200 is an exception.</summary>
    public async Task<Latency> TellAsync(string method, string path, string? body)
    {
        var script = Path.Combine(folder, "wrk.lua");
        await File.WriteAllTextAsync(script, Script(method, path, body));
        using var process = Process.Start(
            new ProcessStartInfo(
                "wrk",
                ["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "30s", "--latency", "-s", script, url]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var found = Numbers().Match(said);
        return found.Success && !said.Contains("Non-2xx", StringComparison.Ordinal)
            ? new(Number(found, 1), Number(found, 2), Number(found, 3), Number(found, 4))
            : throw new InvalidOperationException($"wrk {method} {path}: {said}");
    }

    private string Script(string method, string path, string? body)
    {
        var tokens = string.Join(',', books.Tokens.Select(token => $"\"Bearer {token}\""));
        var sent = body is null ? "nil" : $"'{body}'";
        return $$"""
            local tokens, at = { {{tokens}} }, 0
            local headers = { ["Content-Type"] = "application/json" }
            request = function()
              at = at % #tokens + 1
              headers["Authorization"] = tokens[at]
              return wrk.format("{{method}}", "{{path}}", headers, {{sent}})
            end
            done = function(summary, latency)
              local us = function(p) return string.format("%d", latency:percentile(p)) end
              print("NUMBERS " .. us(50) .. " " .. us(99) .. " " ..
                string.format("%d", summary.requests * 1000000 / summary.duration) .. " " .. summary.requests)
            end
            """;
    }

    private static double Number(Match found, int group) =>
        double.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"NUMBERS (\d+) (\d+) (\d+) (\d+)")]
    private static partial Regex Numbers();
}

/// <param name="Median">In microseconds, as <paramref name="P99"/>.</param>
internal readonly record struct Latency(double Median, double P99, double PerSecond, double Requests)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Median / 1000:F1} ms {P99 / 1000:F1} ms {PerSecond:F0}/s");
}
