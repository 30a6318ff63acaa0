using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>The small company with a fiscal year that ends in February, so that two months make a year's end.</summary>
internal static class YearBooks
{
    public static PeriodCode January => SmallBooks.January;

    public static PeriodCode February { get; } = new(2026, 2);

    public static PeriodCode March { get; } = new(2026, 3);

    public static PeriodCode April { get; } = new(2026, 4);

    public static PeriodCode Adjustments { get; } = PeriodCode.AdjustmentOf(2026);

    /// <param name="policy">Members of the policy, e.g. <c>"reopen":"approver"</c>.</param>
    /// <param name="moreRows">Rows for journal.csv.</param>
    public static ImportedBooks Read(
        string policy = "\"segregation\":\"enforced\"",
        string moreRows = "",
        int endMonth = 2
    )
    {
        var files = SmallBooks.Files.ToDictionary();
        files[BooksFiles.Profile] = Text(
            Text(files[BooksFiles.Profile])
                .Replace(
                    "\"fiscal_year_end_month\":12",
                    $"\"fiscal_year_end_month\":{endMonth}",
                    StringComparison.Ordinal
                )
                .Replace("\"segregation\":\"enforced\",\"tolerance_minor\":0", policy, StringComparison.Ordinal)
        );
        files[BooksFiles.JournalCsv] = Text(Text(files[BooksFiles.JournalCsv]).TrimEnd() + "\n" + moreRows);
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    /// <summary>Rent paid, as two rows of journal.csv.</summary>
    public static string Rent(string id, string date, string amount) =>
        $"{id},{date},Rent,6000,{amount},,USD,,,,,standard\n{id},{date},Rent,1000,,{amount},USD,,,,,standard\n";

    /// <summary>A balanced entry: rent, paid by the bank.</summary>
    public static Entry Entry(string id, DateOnly date, long amountMinor = 100, EntryKind kind = EntryKind.Standard) =>
        SmallBooks.Entry(id, amountMinor, kind) with
        {
            Date = date,
        };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
