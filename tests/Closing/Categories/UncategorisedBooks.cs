using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Categories;

/// <summary>The small company with three purchases in January that nobody has categorised.</summary>
internal static class UncategorisedBooks
{
    public const string Paper = """{"account":"6100","match":{"text":"paper"}}""";
    public const string Cafe = """{"account":"6200","match":{"entity":"CAFE"}}""";

    /// <param name="rules">Null: no rules.json.</param>
    /// <param name="moreRows">Rows for journal.csv.</param>
    /// <param name="lost">An account that the chart does not have.</param>
    public static ImportedBooks Read(string? rules = Paper, string moreRows = "", string lost = "none")
    {
        var files = SmallBooks.Files.ToDictionary();
        files[BooksFiles.Profile] = Text(
            Text(files[BooksFiles.Profile])
                .Replace("\"enforced\",", "\"enforced\",\"reopen\":\"approver\",", StringComparison.Ordinal)
        );
        var accounts = (string[])
            ["6100,Supplies,expense,", "6200,Meals,expense,", "6950,Uncategorised,expense,uncategorised"];
        files[BooksFiles.Accounts] = Text(
            Text(files[BooksFiles.Accounts])
                + string.Concat(
                    accounts.Where(row => !row.StartsWith(lost, StringComparison.Ordinal)).Select(row => $"{row}\n")
                )
        );
        files[BooksFiles.JournalCsv] = Text(
            Text(files[BooksFiles.JournalCsv]).TrimEnd()
                + "\n"
                + Purchase("P-1", "Paper Co 0113", "30.00", "PAPER")
                + Purchase("P-2", "Card 4711", "12.00", "CAFE")
                + Purchase("P-3", "Paper Co 0127", "8.00", "PAPER")
                + moreRows
        );
        if (rules is not null)
            files[BooksFiles.Rules] = Text($$"""{"rules":[{{rules}}]}""");
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    /// <summary>Two rows of journal.csv.</summary>
    public static string Purchase(string id, string text, string amount, string entity, string account = "6950") =>
        $"{id},2026-01-13,{text},{account},{amount},,USD,,{entity},,,standard\n"
        + $"{id},2026-01-13,{text},1000,,{amount},USD,,,,,standard\n";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
