using System.Globalization;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Bench;

/// <summary>
/// <c>million [--csv] [--entries N] [--azurite] [OPTIONS OF bookseal]</c>: writes a books directory of a million
/// entries in one month, imports it with the program as it is built beside this one, asks for its health with nothing
/// changed, posts one entry and closes it, and prints the time and peak memory of each. Without <c>--data</c> the books
/// are kept in a temporary folder. With <c>--azurite</c> the same is done on the storage emulator as well, in the same
/// run, and the ratio of the times is printed.
/// </summary>
internal static class MillionBench
{
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
        await ProgramRun.MeasureAsync("import", ["import", books, .. options]) is { } import
        && await ProgramRun.MeasureAsync("health", ["health", books, "--period", "2026-01", .. options]) is not null
        && await ProgramRun.MeasureAsync("post", ["post", books, .. await OneEntryAsync(books), .. options]) is not null
        && await ProgramRun.MeasureAsync(
            "close",
            ["close", "--tenant", "million", "--period", "2026-01", "--yes", .. options]
        )
            is { } close
            ? (import.Took, close.Took)
            : null;

    private static async Task<string[]> OneEntryAsync(string books)
    {
        var file = Path.Combine(Path.GetDirectoryName(books)!, "one.csv");
        await File.WriteAllTextAsync(
            file,
            "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
                + "ONE-1,2026-01-31,one more,5000,1.00,,USD,,,,,\nONE-1,2026-01-31,one more,5001,,1.00,USD,,,,,\n"
        );
        return ["--period", "2026-01", "--file", file, "--key", "one"];
    }
}
