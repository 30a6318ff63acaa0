using System.Globalization;

namespace Bookseal.Bench;

/// <summary>
/// <c>costs [--rows N] [--folder F] [--most-mb M]</c>: writes a FOCUS file of a million rows, imports it with the
/// program as it is built beside this one, and with <c>sqlite3 .import</c>, if that is installed. Same file, same run:
/// the ratio counts, and the peak memory, which is a failure where it is more than was said.
/// </summary>
internal static class CostsBench
{
    private const string Profile = """
        {"tenant":"costs","name":"Costs","base_currency":"USD","books_start":"2026-01-01","fiscal_year_end_month":12,
        "time_zone":"UTC","retained_earnings":"3200","team":[{"id":"nora","name":"Nora","role":"preparer"},
        {"id":"graham","name":"Graham","role":"approver"}]}
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (rows, parent, mostMb) = (1_000_000, Path.GetTempPath(), long.MaxValue);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            if (arguments[i] == "--rows")
                rows = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
            else if (arguments[i] == "--folder")
                parent = arguments[i + 1];
            else if (arguments[i] == "--most-mb")
                mostMb = long.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"bookseal-costs-{Guid.NewGuid():N}"));
        try
        {
            var (books, data) = (Path.Combine(folder.FullName, "books"), Path.Combine(folder.FullName, "data"));
            var file = Path.Combine(folder.FullName, "focus.csv");
            await WriteBooksAsync(books);
            await SyntheticCosts.WriteAsync(file, rows);
            Console.WriteLine($"{rows:N0} rows of FOCUS 1.0, {new FileInfo(file).Length / 1_000_000} MB");
            if (await ProgramRun.MeasureAsync("books", ["import", books, "--data", data]) is null)
                return 1;
            var sqlite = await Sqlite.ImportAsync(folder.FullName, file);
            string[] import = ["import", books, file, "--format", "focus-csv", "--lifecycle", "final", "--data", data];
            if (await ProgramRun.MeasureAsync("import", import) is not { } measured)
                return 1;
            await ProgramRun.MeasureAsync("again", import);
            Console.WriteLine(
                sqlite is { } peer ? $"import / sqlite3 .import: {measured.Took / peer:F1}" : "sqlite3 is not installed"
            );
            if (measured.PeakBytes / 1_000_000 <= mostMb)
                return 0;
            Console.WriteLine($"the import had more than {mostMb} MB");
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteBooksAsync(string books)
    {
        Directory.CreateDirectory(books);
        await File.WriteAllTextAsync(Path.Combine(books, "bookseal.json"), Profile);
        await File.WriteAllTextAsync(
            Path.Combine(books, "accounts.csv"),
            "code,name,type,tags\n1010,Bank,asset,cash current\n3200,Retained earnings,equity,\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(books, "journal.csv"),
            "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
        );
    }
}
