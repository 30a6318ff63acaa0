using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

/// <summary>The file of one posting: CSV as journal.csv, or NDJSON with decimals or minor units.</summary>
public sealed class EntriesFileTests
{
    private const string Csv =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
        + "P1,2026-01-05,Cash sale,1010,12.50,,USD,,,,,\nP1,2026-01-05,Cash sale,4000,,12.50,USD,,,,,\n";

    [Theory]
    [InlineData("1250", "1250")]
    [InlineData("\"12.50\"", "\"12.5\"")]
    public void Read_Ndjson_TakesMinorUnitsAndDecimals(string debit, string credit)
    {
        var (entries, faults) = Read(Line(debit, credit));
        Assert.Empty(faults.Faults);
        Assert.Equal([1_250, -1_250], Assert.Single(entries).Lines.Select(line => line.NetMinor));
    }

    [Fact]
    public void Read_Csv_IsTheEntryThatNdjsonGives()
    {
        var (entries, faults) = Read(Csv);
        Assert.Empty(faults.Faults);
        Assert.Equal(
            EntryCodec.Encode(Assert.Single(Read(Line("1250", "1250")).Entries)),
            EntryCodec.Encode(Assert.Single(entries))
        );
    }

    [Theory]
    [InlineData("\"12.505\"", "AMOUNT_INVALID")]
    [InlineData("\"-1\"", "JOURNAL_LINE_INVALID")]
    [InlineData("12.5", "JOURNAL_LINE_INVALID")]
    public void Read_NdjsonAmountThatIsNone_IsAFault(string debit, string code) =>
        Assert.Equal($"f:1:1: {code}", Listing(Read(Line(debit, "1250")).Faults));

    [Fact]
    public void Read_CsvOfAnUnknownUnit_IsAFault() =>
        Assert.Contains("CURRENCY_UNKNOWN", Listing(Read(Csv.Replace("USD", "UDS", StringComparison.Ordinal)).Faults));

    private static string Listing(ImportFaults faults) =>
        string.Join(' ', faults.Faults.Select(fault => $"{fault.Where}: {fault.Code}"));

    private static (IReadOnlyList<Entry> Entries, ImportFaults Faults) Read(string text)
    {
        var books = SmallBooks.Journal("").Read();
        var faults = new ImportFaults();
        return (
            EntriesFile.Read(
                "f",
                Encoding.UTF8.GetBytes(text),
                books.Chart,
                new KnownUnits(books.Profile, []),
                books.Profile.Team[0].Id,
                faults
            ),
            faults
        );
    }

    private static string Line(string debit, string credit) =>
        "{\"id\":\"P1\",\"date\":\"2026-01-05\",\"description\":\"Cash sale\",\"kind\":\"standard\",\"lines\":["
        + $"{{\"account\":\"1010\",\"currency\":\"USD\",\"debit\":{debit}}},"
        + $"{{\"account\":\"4000\",\"currency\":\"USD\",\"credit\":{credit}}}]}}\n";
}
