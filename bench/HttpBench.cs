using System.Globalization;

namespace Bookseal.Bench;

/// <summary>
/// <c>http [--entries N] [--runs N] [--seconds N] [--folder F]</c>: serves books with a month of 100,000 entries by the
/// program as it is built beside this one. Times the first close with one call, each time by a new process on the same
/// books, against the fold of that month's journal; and where wrk is installed, what is asked often, against
/// <c>/healthz</c> of the same run.
/// </summary>
internal static class HttpBench
{
    private const int Connections = 100;
    private const string Routes = "/api/gl/periods/2026-01/";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--entries"] = "100000",
            ["--runs"] = "5",
            ["--seconds"] = "10",
            ["--folder"] = Path.GetTempPath(),
        };
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            options[arguments[i]] = arguments[i + 1];
        var folder = Path.Combine(options["--folder"], $"bookseal-http-{Guid.NewGuid():N}");
        try
        {
            if (await ServedBooks.MakeAsync(folder, Number("--entries")) is not { } books)
                return 1;
            if (Number("--runs") > 0)
                await CloseOftenAsync(books, Number("--runs"));
            await AskOftenAsync(books, Number("--seconds"));
            return 0;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        int Number(string option) => int.Parse(options[option], CultureInfo.InvariantCulture);
    }

    private static async Task CloseOftenAsync(ServedBooks books, int runs)
    {
        var (closes, folds) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var run = 0; run < runs; run++)
        {
            using var copy = books.Copy();
            folds.Add(await copy.FoldAsync());
            using var server = await ServerRun.StartAsync(copy.Data);
            closes.Add(await CloseAsync(server, books));
        }

        Console.WriteLine($"first close, new process  {Of(closes)}");
        Console.WriteLine($"fold of the same journal  {Of(folds)}");
        Console.WriteLine($"close / fold {Median(closes) / Median(folds), 6:F1}");
    }

    private static async Task AskOftenAsync(ServedBooks books, int seconds)
    {
        using var copy = books.Copy();
        using var server = await ServerRun.StartAsync(copy.Data);
        var wrk = new Wrk(server.Url, books, copy.Folder, Connections, seconds);
        if (!await Wrk.IsInstalledAsync())
        {
            Console.WriteLine("wrk is not installed");
            return;
        }

        Console.WriteLine(
            $"{Connections} connections, {seconds} s each: median, p99, requests a second; processor time a request; "
                + "both as ratio to /healthz"
        );
        var health = await AskAsync("GET", "/healthz", null);
        Console.WriteLine($"/healthz: {health.Told} {health.Microseconds:F0} us");
        await TellAsync("GET", $"{Routes}close-status", null, "open");
        await TellAsync("POST", $"{Routes}validate-close", ServedBooks.Validate, "open");
        await CloseAsync(server, books);
        await TellAsync("GET", $"{Routes}close-status", null, "closed");
        await TellAsync("POST", $"{Routes}validate-close", ServedBooks.Validate, "closed");
        await TellAsync("POST", $"{Routes}close", ServedBooks.Close, "again");

        async Task TellAsync(string method, string path, string? body, string what)
        {
            var (told, microseconds) = await AskAsync(method, path, body);
            Console.WriteLine(
                $"{path} ({what}): {told} {microseconds:F0} us "
                    + $"{told.P99 / health.Told.P99:F1} x {microseconds / health.Microseconds:F1} x"
            );
        }

        async Task<(Latency Told, double Microseconds)> AskAsync(string method, string path, string? body)
        {
            await wrk.TellAsync(method, path, body); // warm
            var before = server.ProcessorTime;
            var told = await wrk.TellAsync(method, path, body);
            return (told, (server.ProcessorTime - before).TotalMicroseconds / told.Requests);
        }
    }

    private static async Task<TimeSpan> CloseAsync(ServerRun server, ServedBooks books)
    {
        var (took, answer) = await server.PostAsync($"{Routes}close", ServedBooks.Close, books.Tokens[0]);
        return answer.Contains("\"success\":true", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException($"it does not close: {answer}");
    }

    private static string Of(List<TimeSpan> times) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(times).TotalSeconds:F2} s ({times.Min().TotalSeconds:F2} to {times.Max().TotalSeconds:F2})"
        );

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
