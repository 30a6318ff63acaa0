using System.Text;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;
using static Bookseal.Import.Tests.Ledgers.LedgerFiles;

namespace Bookseal.Import.Tests.Ledgers;

/// <summary>Journals of any program, by a mapping that a person wrote.</summary>
public sealed class LedgerMappingTests
{
    private const string Accounts =
        "1000,Bank,asset,cash\n1200,Receivables,asset,control:AR\n4000,Sales,revenue,\n3200,Retained,equity,\n";

    private const string Simple = """
        {
          "columns": {"entry_id": "Voucher", "date": "Day", "account": "Acct", "amount": "Value"}
        }
        """;

    [Fact]
    public void Columns_AreWhatTheMappingSays()
    {
        const string mapping = """
            {"format": "ledger-csv",
             "columns": {"entry_id": "Beleg", "date": "Tag", "account": "Nummer", "debit": "S", "credit": "H",
                         "description": "Was", "entity": "Wer", "reference": "Beleg", "journal": "Buch"},
             "constants": {"currency": "USD"}}
            """;
        const string text =
            "Nummer;S;H;Was;Wer;Buch;Tag;Beleg;Sonst\n"
            + "1200;1.012,50;;Sale;C1;V;5.1.2026;B7;x\n4000;;1.012,50;Sale;;V;5.1.2026;B7;y\n"
            + "1000;1,00;;More;;V;31.1.2026;B8;\n1200;;1,00;More;;V;31.1.2026;B8;\n";
        var entry = Read(text, mapping).Good()[0];
        Assert.Equal(("B7", "Sale", "V"), ($"{entry.Id}", entry.Description, $"{entry.Journal}"));
        Assert.Equal(new DateOnly(2026, 1, 5), entry.Date);
        var line = entry.Lines[0];
        Assert.Equal((1_012_50, "USD", "AR"), (line.DebitMinor, $"{line.Currency}", $"{line.Subledger}"));
        Assert.Equal(("C1", "B7"), (line.Entity, line.Reference));
    }

    /// <summary>The file decides what the mapping leaves open, and what it says is not asked of the file.</summary>
    [Theory]
    [InlineData("", "5/1/2026", "1.50", "file:2:4: DATE_AMBIGUOUS", "\"dates\": \"dmy\" or \"mdy\" into map.json")]
    [InlineData("", "2026-01-05", "1,500", "file:2:20: AMOUNT_AMBIGUOUS", "write \"decimal_mark\": \".\" or \",\"")]
    [InlineData(", \"decimal_mark\": \",\"", "2026-01-05", "1.50", "file:2:20: AMOUNT_INVALID", "map.json has ','")]
    public void Doubts_OfTheFile_AreSettledByTheMapping(
        string said,
        string date,
        string amount,
        string place,
        string advice
    )
    {
        var (_, faults) = Read(TwoLines(date, amount), Simple.Insert(Simple.LastIndexOf('}'), said));
        Assert.StartsWith(place, faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"dates\": \"dmy\"", "5/1/2026", "1.50", 1_50)]
    [InlineData("\"decimal_mark\": \",\"", "2026-01-05", "1.500", 1_500_00)]
    [InlineData("\"decimal_mark\": \".\"", "2026-01-05", "1,500", 1_500_00)]
    [InlineData("\"positive\": \"credit\"", "2026-01-05", "1.50", -1_50)]
    [InlineData("\"delimiter\": \"tab\"", "2026-01-05", "1.50", 1_50)]
    public void Words_OfTheMapping_Count(string said, string date, string amount, long netMinor)
    {
        var mapping = Simple.Insert(Simple.LastIndexOf('}'), $", {said}");
        var entry = Read(TwoLines(date, amount), mapping).Good().Single();
        Assert.Equal((new DateOnly(2026, 1, 5), netMinor), (entry.Date, entry.Lines[0].NetMinor));
    }

    [Theory]
    [InlineData("2026/01/05")]
    [InlineData("2026/1/5")]
    [InlineData("2026.01.05")]
    [InlineData("5 Jan 2026")]
    [InlineData("05-Jan-2026")]
    [InlineData("5 January 2026")]
    [InlineData("\"Jan 5, 2026\"")]
    public void Dates_ThatAreReadOneWay_AreAskedOfNobody(string date)
    {
        var entry = Read(TwoLines(date, "1.50"), Simple).Good().Single();
        Assert.Equal(new DateOnly(2026, 1, 5), entry.Date);
    }

    [Theory]
    [InlineData("2026/31/01")]
    [InlineData("2026/02/30")]
    [InlineData("32 Jan 2026")]
    [InlineData("5 Jän 2026")]
    public void Dates_ThatAreNone_AreFaults(string date) =>
        Assert.StartsWith(
            "file:2:4: DATE_INVALID",
            Read(TwoLines(date, "1.50"), Simple).Faults[0],
            StringComparison.Ordinal
        );

    [Fact]
    public void Row_OfTwoAccounts_IsAnEntry()
    {
        const string mapping = """
            {"columns": {"date": "Date", "debit_account": "Dr", "credit_account": "Cr", "amount": "Amount",
                         "description": "Text"}}
            """;
        const string text =
            "Date,Text,Dr,Cr,Amount\n2026-01-05,Sale,1000,4000,10.00\n2026-01-06,Back,4000,1000,4.00\n"
            + "2026-01-07,Split,1000,,3.00\n2026-01-07,Split,,4000,1.00\n2026-01-07,Split,,4000,2.00\n";
        var entries = Read(text, mapping).Good();
        Assert.Equal([2, 2, 3], entries.Select(entry => entry.Lines.Count));
        Assert.Equal(new() { ["1000"] = 9_00, ["4000"] = -9_00 }, entries.Sums());
        Assert.All(entries, entry => Assert.StartsWith("ledger-2026-01-0", $"{entry.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public void Sides_TotalsAndRowsBelow_AreReadAsTheMappingSays()
    {
        const string mapping = """
            {"columns": {"entry_id": "No", "date": "Date", "account": "Acct", "amount": "Amount", "side": "T"},
             "sides": {"debit": "Charge", "credit": "Deposit"}, "fill_down": true, "totals": true}
            """;
        const string text =
            "No,Date,Acct,Amount,T\n1,2026-01-05,1000,5.00,charge\n,,4000,5.00,Deposit\n,,,10.00,\n"
            + "2,2026-01-06,1000,7.00,D\n,,4000,7.00,C\n";
        var entries = Read(text, mapping).Good();
        Assert.Equal(["1", "2"], entries.Select(entry => $"{entry.Id}"));
        Assert.Equal(new() { ["1000"] = 12_00, ["4000"] = -12_00 }, entries.Sums());
    }

    /// <summary>A name that is written as the header has it is that column, whatever else is spelled like it.</summary>
    [Fact]
    public void Column_OfTheVeryName_GoesBeforeOthersOfItsSpelling()
    {
        const string text =
            "Voucher,Day,Acct,VALUE,Value\nE1,2026-01-05,1000,9.00,1.00\nE1,2026-01-05,4000,9.00,-1.00\n";
        Assert.Equal(1_00, Read(text, Simple).Good().Debits());
        var spelled = Simple.Replace("\"Day\"", "\"DAY \"", StringComparison.Ordinal);
        Assert.Equal(1_00, Read(text, spelled).Good().Debits());
    }

    [Theory]
    [InlineData("\"Day\"", "\"Tag\"", "file:1:1: TABLE_HEADER", "Tag missing; write into map.json")]
    [InlineData("\"Day\", ", "\"Day\" ", "map.json:2:5", "a comma or a quote that is missing")]
    [InlineData("\"date\": \"Day\", ", "", "map.json:2:14: MAPPING_INVALID", "add \"date\"")]
    [InlineData("\"account\": \"Acct\", ", "", "map.json:2:14: MAPPING_INVALID", "add \"account\"")]
    [InlineData("\"amount\"", "\"debit\"", "map.json:2:14: MAPPING_INVALID", "add \"debit\" and \"credit\"")]
    [InlineData("\"date\"", "\"day\"", "map.json:2:45: MAPPING_INVALID", "those are entry_id, date")]
    [InlineData("\"Day\"", "\"\"", "map.json:2:46: MAPPING_INVALID", "write a text between quotes")]
    [InlineData("\"columns\"", "\"colums\"", "map.json:2:13: MAPPING_INVALID", "a mapping has format, columns")]
    [InlineData("{\"entry_id\"", "[{\"entry_id\"", "map.json:3:", "a comma or a quote")]
    [InlineData(
        "\"columns\"",
        "\"dates\": \"ymd\", \"columns\"",
        "map.json:2:12: MAPPING_INVALID",
        "\"dmy\" or \"mdy\""
    )]
    [InlineData("\"columns\"", "\"totals\": 1, \"columns\"", "map.json:2:13: MAPPING_INVALID", "true or false")]
    [InlineData(
        "\"columns\"",
        "\"constants\": {\"amount\": \"5\"}, \"columns\"",
        "map.json:2:27: MAPPING_INVALID",
        "not the same in all rows"
    )]
    [InlineData(
        "\"columns\"",
        "\"format\": \"bank-csv\", \"columns\"",
        "map.json:2:13: MAPPING_INVALID",
        "'format' is \"ledger-csv\""
    )]
    public void Mapping_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        Assert.Contains(part, Simple, StringComparison.Ordinal);
        var (_, faults) = Read(TwoLines("2026-01-05", "1.50"), Simple.Replace(part, instead, StringComparison.Ordinal));
        Assert.StartsWith(place, faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }

    /// <summary>Another mapping of the same file makes other entries: the chain says which one it was.</summary>
    [Fact]
    public void Sources_OfAMappedFile_HaveTheMappingToo()
    {
        var (books, _) = Read(TwoLines("2026-01-05", "1.50"), Simple);
        var mapping = Digest.Of(Encoding.UTF8.GetBytes(Simple));
        Assert.Equal(mapping, books!.Sources["ledger-csv mapping"]);
        Assert.Contains("ledger-csv", books.Sources.Keys);
    }

    [Fact]
    public void Mapping_WithSeveralFaults_SaysAllOfThem()
    {
        var (_, faults) = Read("", """{"columns": {"day": "A", "date": 5}, "delimiter": "x"}""");
        Assert.Equal(3, faults.Count);
    }

    internal static (ImportedBooks? Books, IReadOnlyList<string> Faults) Read(string text, string mapping) =>
        LedgerFiles.Read(
            new TableLedgerFile("ledger-csv", "file", Encoding.UTF8.GetBytes(text))
            {
                Mapping = ("map.json", Encoding.UTF8.GetBytes(mapping)),
            },
            Profile("2026-01-01", "USD", "3200"),
            Accounts
        );

    private static string TwoLines(string date, string amount) =>
        $"Voucher\tDay\tAcct\tValue\nE1\t{date}\t1000\t{amount}\nE1\t{date}\t4000\t-{amount}\n";
}
