using System.Globalization;
using System.Text;

namespace Bookseal.Bench;

/// <summary>A books directory whose one month has as many entries as wanted, of two and three lines in turn.</summary>
internal static class LargeBooks
{
    private const int Accounts = 200;

    private const string Duties =
        """
            {"tenant":"million","name":"Million","base_currency":"USD","books_start":"2026-01-01",
            """
        + """
            "fiscal_year_end_month":12,"time_zone":"Etc/UTC","retained_earnings":"3200",
             "team":[{"id":"nora","name":"Nora","role":"preparer","manager":"imani"},
            """
        + """
            {"id":"imani","name":"Imani","role":"approver"}],"policy":{"segregation":"enforced","tolerance_minor":0}}
            """;

    /// <param name="profile">The bookseal.json; null for one whose close takes two persons.</param>
    public static async Task WriteAsync(string folder, int entries, bool isCsv, string? profile = null)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "bookseal.json"), profile ?? Duties);
        var accounts = Enumerable
            .Range(0, Accounts)
            .Select(number => $"{5000 + number},Account {number},{(number % 2 == 0 ? "asset" : "expense")},");
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "accounts.csv"),
            ["code,name,type,tags", "3200,Retained earnings,equity,", .. accounts]
        );
        await using var journal = new StreamWriter(
            Path.Combine(folder, isCsv ? "journal.csv" : "journal.ndjson"),
            false,
            new UTF8Encoding(false),
            1 << 20
        );
        if (isCsv)
            await journal.WriteLineAsync(
                "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind"
            );
        var random = new Random(42);
        for (var number = 0; number < entries; number++)
        {
            var date = new DateOnly(2026, 1, 1 + (int)(number * 31L / entries)).ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            );
            var total = random.Next(1_000, 1_000_000);
            (int Account, int Net)[] lines =
                number % 2 == 0
                    ? [(random.Next(Accounts), total), (random.Next(Accounts), -total)]
                    :
                    [
                        (random.Next(Accounts), total - 999),
                        (random.Next(Accounts), 999),
                        (random.Next(Accounts), -total),
                    ];
            if (isCsv)
                foreach (var line in lines)
                    await journal.WriteLineAsync(CsvRow(number, date, line.Account, line.Net));
            else
                await journal.WriteLineAsync(Ndjson(number, date, lines));
        }
    }

    private static string CsvRow(int number, string date, int account, int net)
    {
        var debit = net > 0 ? $"{net / 100m:0.00}" : "";
        var credit = net > 0 ? "" : $"{-net / 100m:0.00}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"JE-{number:D8},{date},entry number {number},{5000 + account},{debit},{credit},USD,,,,,"
        );
    }

    private static string Ndjson(int number, string date, IEnumerable<(int Account, int Net)> lines)
    {
        var texts = lines.Select(line =>
            line.Net > 0
                ? $$"""{"account":"{{5000 + line.Account}}","currency":"USD","debit":{{line.Net}}}"""
                : $$"""{"account":"{{5000 + line.Account}}","credit":{{-line.Net}},"currency":"USD"}"""
        );
        return $$"""
                {"date":"{{date}}","description":"entry number {{number}}","id":"JE-{{number:D8}}",
                """
            + $$"""
                "kind":"standard","lines":[{{string.Join(',', texts)}}]}
                """;
    }
}
