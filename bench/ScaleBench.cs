using System.Globalization;

namespace Bookseal.Bench;

/// <summary>
/// <c>scale [--entries N] [--folder F]</c>: a month of so many entries, imported and closed, folded, and its proof
/// verified, by the programs as they are built beside this one, each over what <c>openssl dgst -sha256</c> takes for
/// the same bytes in the same run: of the clock and of the processors.
/// </summary>
internal static class ScaleBench
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (entries, parent) = (10_000_000, Path.GetTempPath());
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            if (arguments[i] == "--entries")
                entries = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
            else if (arguments[i] == "--folder")
                parent = arguments[i + 1];
        var folder = Directory.CreateDirectory(Path.Combine(parent, Path.GetRandomFileName()));
        try
        {
            var (books, data) = (Path.Combine(folder.FullName, "books"), Path.Combine(folder.FullName, "data"));
            await LargeBooks.WriteAsync(books, entries, isCsv: true);
            Console.WriteLine($"{entries:N0} entries; {ProcessorExtensions.Text}");
            return
                await ProgramRun.MeasureAsync("import", ["import", books, "--data", data]) is not null
                && await MeasureAsync(data)
                ? 0
                : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(string data)
    {
        string[] company = ["--tenant", "million", "--data", data];
        string[] closing = ["close", .. company, "--period", "2026-01", "--yes"];
        if (await ProgramRun.MeasureAsync("close", closing) is not { } close)
            return false;
        if (await ProgramRun.MeasureAsync("keys trust", ["keys", "trust", .. company]) is not { } trust)
            return false;
        var trustFile = Path.Combine(data, "trust.json");
        await File.WriteAllTextAsync(trustFile, trust.Output);
        var bag = Directory.GetDirectories(Path.Combine(data, "objects", "proofs", "million", "2026-01")).Single();
        var journal = Directory.GetFiles(bag, "journal.ndjson", SearchOption.AllDirectories).Single();
        string[] files = Directory.GetFiles(bag, "*", SearchOption.AllDirectories);
        Console.WriteLine(
            $"journal {new FileInfo(journal).Length / 1_000_000} MB, "
                + $"bag {files.Sum(file => new FileInfo(file).Length) / 1_000_000} MB"
        );
        if (await ProgramRun.MeasureAsync("openssl journal", "openssl", ["dgst", "-sha256", journal]) is not { } one)
            return false;
        if (await ProgramRun.MeasureBuiltAsync("fold", "Bookseal.Bench.dll", ["fold", journal]) is not { } fold)
            return false;
        if (await ProgramRun.MeasureAsync("openssl bag", "openssl", ["dgst", "-sha256", .. files]) is not { } all)
            return false;
        string[] verification = [bag, "--trust", trustFile];
        if (await ProgramRun.MeasureBuiltAsync("verify", "bookseal-verify.dll", verification) is not { } verify)
            return false;
        Tell("fold / openssl", fold, one);
        Tell("close / openssl", close, one);
        Tell("verify / openssl of the bag", verify, all);
        return true;
    }

    private static void Tell(string what, Measured ours, Measured digest)
    {
        // A process is looked at now and then: of a shorter one the processors' time is not known.
        var ofProcessors =
            digest.Took >= TimeSpan.FromSeconds(1)
                ? $", {ours.Processor / digest.Processor, 6:F1} of the processors"
                : "; the digest is too short for the processors' ratio";
        Console.WriteLine($"{what, -28} {ours.Took / digest.Took, 6:F1} of the clock{ofProcessors}");
    }
}
