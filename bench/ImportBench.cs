using System.Globalization;

namespace Bookseal.Bench;

/// <summary>
/// <c>import [--entries N] [--pairs N]</c>: a journal.csv of a million entries, imported by the program as it is built
/// beside this one, and by <c>sqlite3 .import</c> with an index over the ids and a grouping by them. In turn, on the
/// same file: medians and quartiles of both, and of the ratio.
/// </summary>
internal static class ImportBench
{
    private static readonly string[] IndexAndGroup =
    [
        "create index i on t(entry_id)",
        "select count(*) from (select entry_id from t group by entry_id)",
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (entries, pairs) = (1_000_000, 7);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            if (arguments[i] == "--entries")
                entries = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
            else if (arguments[i] == "--pairs")
                pairs = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("bookseal-import");
        try
        {
            var books = Path.Combine(folder.FullName, "books");
            await LargeBooks.WriteAsync(books, entries, isCsv: true);
            var journal = Path.Combine(books, "journal.csv");
            Console.WriteLine(
                $"{entries:N0} entries in a journal.csv, {new FileInfo(journal).Length / 1_000_000} MB; "
                    + ProcessorExtensions.Text
            );
            return await MeasureAsync(folder.FullName, books, journal, pairs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string folder, string books, string journal, int pairs)
    {
        var (imports, peers, ratios, peak) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var pair = 0; pair < pairs; pair++)
        {
            var peer = await Sqlite.ImportAsync(folder, journal, IndexAndGroup);
            var data = Path.Combine(folder, $"data{pair}");
            if (await ProgramRun.MeasureAsync("import", ["import", books, "--data", data]) is not { } import)
                return 1;
            Directory.Delete(data, recursive: true);
            imports.Add(import.Took.TotalSeconds);
            peak = Math.Max(peak, import.PeakBytes);
            if (peer is not { } took)
                continue;
            peers.Add(took.TotalSeconds);
            ratios.Add(import.Took / took);
        }

        Console.WriteLine($"import   {Spread(imports)} s, peak {peak / 1_000_000} MB");
        Console.WriteLine(
            peers.Count == 0
                ? "sqlite3 is not installed"
                : $"sqlite3  {Spread(peers)} s\nimport / sqlite3 .import, index and group: {Spread(ratios)}"
        );
        return 0;
    }

    /// <summary>Median (quartiles).</summary>
    private static string Spread(List<double> values)
    {
        values.Sort();
        double At(double part) => values[(int)Math.Round(part * (values.Count - 1))];
        return $"{At(0.5):F1} ({At(0.25):F1} to {At(0.75):F1})";
    }
}
