using Bookseal.Import.BooksDirectory;

namespace Bookseal.Web.Tests.Api;

/// <summary>What of the small company's January waits for people.</summary>
public static class OpenBooks
{
    /// <summary>Paper was booked to supplies once: so it is suggested for two lines, and not for the third.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } =
        new Dictionary<string, string>
        {
            [BooksFiles.Accounts] = "6100,Supplies,expense,\n6200,Meals,expense,\n6950,Unknown,expense,uncategorised",
            [BooksFiles.JournalCsv] =
                Purchase("P-0", "Paper Co 0109", "5.00", "PAPER", "6100")
                + Purchase("P-1", "Paper Co 0113", "30.00", "PAPER")
                + Purchase("P-2", "Card 4711", "12.00", "CAFE")
                + Purchase("P-3", "Paper Co 0127", "8.00", "PAPER"),
        };

    /// <summary>Two rows of journal.csv.</summary>
    public static string Purchase(string id, string text, string amount, string entity, string account = "6950") =>
        $"{id},2026-01-13,{text},{account},{amount},,USD,,{entity},,,standard\n"
        + $"{id},2026-01-13,{text},1000,,{amount},USD,,,,,standard\n";
}
