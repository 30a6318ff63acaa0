using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Schedules;

/// <summary>The small company with a van (100.00 a month) and an insurance (50.00 a month) in its openings.</summary>
internal static class ScheduledBooks
{
    public const string Van = "VAN,1500,1590,6700,6000,0,USD,2025-01-01,,60,straight-line,,full-month,Van";
    public const string Cover = "INS,1400,6120,600,USD,2025-10-01,,12,full-month,Insurance";

    private const string AssetHeader =
        "id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,convention,"
        + "description,opening_accumulated";

    private const string PrepaidHeader = "id,account,expense,amount,currency,start,end,months,convention,description";

    /// <param name="asset">Null: no assets.csv.</param>
    /// <param name="moreRows">Rows for journal.csv.</param>
    /// <param name="lost">An account that the chart does not have.</param>
    public static ImportedBooks Read(
        string? asset = Van,
        string? prepaid = Cover,
        string moreRows = "",
        string lost = "none",
        ImportFaults? faults = null
    )
    {
        var files = SmallBooks.Files.ToDictionary();
        files[BooksFiles.Profile] = Text(
            Text(files[BooksFiles.Profile])
                .Replace("\"enforced\",", "\"enforced\",\"reopen\":\"approver\",", StringComparison.Ordinal)
        );
        var accounts = (string[])
            [
                "1400,Prepaid expenses,asset,current",
                "1500,Equipment,asset,",
                "1590,Accumulated depreciation,asset,contra",
                "6120,Insurance,expense,",
                "6700,Depreciation,expense,",
            ];
        files[BooksFiles.Accounts] = Text(
            Text(files[BooksFiles.Accounts])
                + string.Concat(
                    accounts.Where(row => !row.StartsWith(lost, StringComparison.Ordinal)).Select(row => $"{row}\n")
                )
        );
        files[BooksFiles.JournalCsv] = Text(Text(files[BooksFiles.JournalCsv]).TrimEnd() + "\n" + moreRows);
        if (asset is not null)
            files[BooksFiles.Assets] = Text($"{AssetHeader}\n{asset}{(asset.Length == 0 ? "" : ",1200\n")}");
        if (prepaid is not null)
            files[BooksFiles.Prepaids] = Text($"{PrepaidHeader}\n{prepaid}\n");
        faults ??= new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    /// <summary>Depreciation that the source posts by hand: two rows of journal.csv.</summary>
    public static string ByHand(string id, string date, string amount, string reference) =>
        $"{id},{date},Depreciation,6700,{amount},,USD,,,,,adjusting\n"
        + $"{id},{date},Depreciation,1590,,{amount},USD,,,{reference},,adjusting\n";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
