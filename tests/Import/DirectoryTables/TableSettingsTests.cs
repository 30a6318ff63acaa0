using System.Text;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>What mapping.json and options say of a books directory's own files.</summary>
public sealed class TableSettingsTests
{
    private const string J = BooksFiles.JournalCsv;
    private const string M = BooksFiles.Mapping;

    /// <summary>Nothing of its header is known, and no amount tells.</summary>
    private const string Odd = "Which|When|Where to|How much\nE1|02/01/2026|1200|1.500\nE1|02/01/2026|4000|-1.500\n";

    private const string Said = """
        {"tables":{"journal.csv":{"columns":{"entry_id":"Which","date":"When","account":"Where to",
        "amount":"how MUCH"},"constants":{"currency":"USD"},"decimal_mark":",","dates":"DD/MM/YYYY"}}}
        """;

    [Fact]
    public void Read_ATableThatIsSaid_IsReadSo()
    {
        var books = Books(Said).Read();
        var entry = Assert.Single(books.Entries.Listed());
        Assert.Equal((new DateOnly(2026, 1, 2), 150_000), (entry.Date, entry.Lines[0].DebitMinor));
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(Said)), books.Sources[M]);
        Assert.Equal(
            "journal.csv is read as utf-8 with bars, decimal commas, dates as DD/MM/YYYY; \"Which\" is entry_id; "
                + "\"When\" is date; \"Where to\" is account; \"How much\" is amount",
            Assert.Single(books.Tables).Text
        );
    }

    [Fact]
    public void Read_AnOption_IsOfFilesOfWhichTheMappingSaysNothing()
    {
        static SourceOf Read(string mapping, bool? isDayFirst, char? mark)
        {
            var books = Books(mapping).Read(new(isDayFirst, mark));
            var entry = Assert.Single(books.Entries.Listed());
            return new(entry.Date.Month, entry.Lines[0].DebitMinor, books.Sources.GetValueOrDefault("options"));
        }

        var open = Said.Replace(",\"decimal_mark\":\",\",\"dates\":\"DD/MM/YYYY\"", "", StringComparison.Ordinal);
        var (first, second) = (Read(open, false, '.'), Read(open, true, ','));
        Assert.Equal((2, 150), (first.Month, first.Minor));
        Assert.Equal((1, 150_000), (second.Month, second.Minor));
        Assert.NotEqual(first.Options, second.Options);
        Assert.Equal((1, 150_000), (Read(Said, false, '.').Month, Read(Said, false, '.').Minor));
        Assert.Equal(default, Read(Said, null, null).Options);
    }

    private sealed record SourceOf(int Month, long Minor, Digest Options);

    [Theory]
    [InlineData("\"positive\":\"credit\",", -150_000)]
    [InlineData("", 150_000)]
    public void Read_TheSignOfAnAmount_IsAsItIsSaid(string said, int net) =>
        Assert.Equal(
            net,
            Books(Said.Replace("\"columns\"", $"{said}\"columns\"", StringComparison.Ordinal))
                .Read()
                .Entries.Listed()[0]
                .Lines[0]
                .NetMinor
        );

    [Theory]
    [InlineData("\"Which\"", "\"Whose\"", "journal.csv:1:1: CSV_HEADER", "says that entry_id is \"Whose\"")]
    [InlineData("journal.csv", "jurnal.csv", "mapping.json:1:25: MAPPING_INVALID", "journal.csv")]
    [InlineData("\"decimal_mark\"", "\"decimals\"", "mapping.json:2:64: MAPPING_INVALID", "decimal_mark")]
    [InlineData("DD/MM/YYYY", "YYYY", "mapping.json:2:80: MAPPING_INVALID", "DD/MM/YYYY")]
    [InlineData("\"amount\"", "\"money\"", "mapping.json:2:9: MAPPING_INVALID", "amount")]
    [InlineData("\"currency\"", "\"amount\"", "mapping.json:2:44: MAPPING_INVALID", "currency")]
    [InlineData("{\"tables\":", "{\"tables\":7,\"t\":", "mapping.json:1:11: MAPPING_INVALID", "is an object")]
    [InlineData("{\"tables\"", "{\"tables", "mapping.json:1:", "this is no JSON")]
    public void Read_AMappingThatIsWrong_SaysWhereAndWhat(string part, string instead, string fault, string said)
    {
        Assert.Contains(part, Said, StringComparison.Ordinal);
        var found = Books(Said.Replace(part, instead, StringComparison.Ordinal)).FullFaults[0];
        Assert.StartsWith(fault, $"{found.Where}: {found.Code}", StringComparison.Ordinal);
        Assert.Contains(said, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AMappingOfAnotherProgramsJournal_SaysNothingOfTheDirectory()
    {
        var books = new SmallBooks().With(M, """{"format":"ledger-csv","columns":{"date":"Day"}}""").Read();
        Assert.False(books.Sources.ContainsKey(M));
        Assert.Empty(books.Tables);
    }

    /// <summary>Of two that may be meant the mapping says which, and the other is left out.</summary>
    [Fact]
    public void Read_AColumnThatIsNamed_IsNotInDoubt()
    {
        const string rows =
            "entry_id;date;posting date;account;debit;credit;currency\n"
            + "E1;2026-01-02;2026-01-09;1200;5;;USD\nE1;2026-01-02;2026-01-09;4000;;5;USD\n";
        const string said = """{"tables":{"journal.csv":{"columns":{"date":"posting date"}}}}""";
        var books = Without(new SmallBooks().With(J, rows).With(M, said)).Read();
        Assert.Equal(new DateOnly(2026, 1, 9), Assert.Single(books.Entries.Listed()).Date);
        Assert.Equal("journal.csv: nothing is taken from \"date\"", Assert.Single(books.Notices).Message);
    }

    /// <summary>A table of the plain columns is one, too, where something is said of it.</summary>
    [Fact]
    public void Read_ThePlainColumnsWithASaidMark_AreReadSo()
    {
        const string rows = "E1,2026-01-02,Sale,1200,\"1.500\",,USD,,,,,\nE1,2026-01-02,Sale,4000,,1.500,USD,,,,,\n";
        var books = Without(SmallBooks.Journal(rows));
        Assert.Equal(150, books.Read().Entries.Listed()[0].Lines[0].DebitMinor);
        Assert.Equal(150_000, books.Read(new(null, ',')).Entries.Listed()[0].Lines[0].DebitMinor);
    }

    [Theory]
    [InlineData("\"1,50\"", "\"1,50\"", 150)]
    [InlineData("\"1,234.50\"", "1234.5", 123_450)]
    [InlineData("\"1.234,50\"", "\"1234,5\"", 123_450)]
    public void Read_ThePlainColumnsWithCommasInAmounts_AreDecidedByTheFile(string debit, string credit, int minor)
    {
        var rows = $"E1,2026-01-02,Sale,1200,{debit},,USD,,,,,\nE1,2026-01-02,Sale,4000,,{credit},USD,,,,,\n";
        Assert.Equal(minor, Without(SmallBooks.Journal(rows)).Read().Entries.Listed()[0].Lines[0].DebitMinor);
        var openings = $"account,currency,debit,credit\n1010,USD,{debit},\n3200,USD,,{credit}\n";
        Assert.Equal(
            minor,
            new SmallBooks().With(BooksFiles.Openings, openings).Read().Openings.Balances[0].BalanceMinor
        );
    }

    [Fact]
    public void Read_BankAccountsOfAnyLayout_SayWhatWasLeftOut()
    {
        var faults = new ImportFaults();
        var numbers = BankAccountNumbers.Read("IBAN;Bank account;Colour\nDE 12;MAIN;red\n"u8.ToArray(), faults);
        Assert.Empty(faults.Faults);
        Assert.Equal("MAIN", numbers.Find("DE12").Value);
        Assert.Equal("bank_accounts.csv: nothing is taken from \"Colour\"", Assert.Single(numbers.Notices).Message);
    }

    private static SmallBooks Books(string mapping) => Without(new SmallBooks().With(J, Odd).With(M, mapping));

    private static SmallBooks Without(SmallBooks books)
    {
        books.Files.Remove(BooksFiles.Subledgers);
        return books;
    }
}
