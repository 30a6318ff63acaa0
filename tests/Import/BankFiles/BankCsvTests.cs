using System.Text;
using Bookseal.Books.Values;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.BankFiles;

/// <summary>A bank's CSV by a mapping of its columns.</summary>
public sealed class BankCsvTests
{
    private const string German =
        "\"Umsätze Girokonto\";\"DE02120300000000202051\"\n\n"
        + "Buchungstag;Valuta;Empfänger;Verwendungszweck;Betrag;Saldo;Währung\n"
        + "26.01.2026;26.01.2026;Vermieter GmbH;Miete Januar;-1.250,50;249,50;EUR\n"
        + "21.01.2026;22.01.2026;\"Kunde, Berlin\";Rechnung 7;500,00;1.500,00;EUR\n"
        + "07.01.2026;07.01.2026;Stadtwerke;Strom;-100,00;1.000,00;EUR\n";

    private const string GermanMapping = """
        {"format":"bank-csv","columns":{"date":"Buchungstag","value_date":"Valuta","counterparty":"Empfänger",
        "text":"Verwendungszweck","amount":"Betrag","balance":"Saldo","currency":"Währung"},
        "constants":{"account":"MAIN"}}
        """;

    [Fact]
    public void Table_NewestFirst_IsProvedByItsBalances()
    {
        var statement = Good(German, GermanMapping);
        Assert.Equal((1_100_00, 500_00, 1_350_50, 249_50), statement.Sums());
        Assert.Equal(
            ("MAIN", "EUR", new DateOnly(2026, 1, 7), new DateOnly(2026, 1, 26)),
            (statement.Account, $"{statement.Currency}", statement.From, statement.To)
        );
        Assert.Equal(
            [
                (7, -100_00, "Stadtwerke; Strom"),
                (21, 500_00, "Kunde, Berlin; Rechnung 7"),
                (26, -1_250_50L, "Vermieter GmbH; Miete Januar"),
            ],
            statement.Transactions.Select(each => (each.Date.Day, each.AmountMinor, each.Description))
        );
    }

    /// <summary>Paid out and in, a balance a day, an opening row, a row of totals: as British banks write it.</summary>
    [Fact]
    public void Table_OfTwoAmounts_TakesBalancesWhereTheyAre()
    {
        var statement = Good(
            "Date,Type,Details,Paid out,Paid in,Balance\n"
                + "31/12/2025,,Balance brought forward,,,100.00\n05/01/2026,DD,Power,20.00,,\n"
                + "05/01/2026,CR,Customer,,\"1,000.00\",\"1,080.00\"\n"
                + "31/01/2026,DD,Rent,80.00,,\n,,Total,100.00,1000.00,\n",
            """
            {"columns":{"date":"Date","debit":"Paid out","credit":"Paid in","balance":"Balance","text":"Details",
            "kind":"Type"},"constants":{"account":"MAIN","currency":"GBP"},"totals":true}
            """
        );
        Assert.Equal((100_00, 1_000_00, 100_00, 1_000_00), statement.Sums());
        Assert.Equal((new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 31)), (statement.From, statement.To));
        Assert.Equal("Power; DD", statement.Transactions[0].Description);
    }

    [Theory]
    [InlineData("D", "C", "", -20_00)]
    [InlineData("Af", "Bij", ",\"sides\":{\"debit\":\"Af\",\"credit\":\"Bij\"}", -20_00)]
    public void Sides_OfAmounts_SayWhatWentOut(string debit, string credit, string sides, long net)
    {
        var statement = Good(
            $"Date,Amount,Side\n2026-01-05,50.00,{debit}\n2026-01-06,30.00,{credit}\n",
            Mapping("\"amount\":\"Amount\",\"side\":\"Side\"", sides)
        );
        Assert.Equal(net, statement.Net());
    }

    [Theory]
    [InlineData(",\"positive\":\"debit\",\"card\":true", 50_00, true)]
    [InlineData("", -50_00, false)]
    public void Sign_OfACard_IsWhatTheMappingSays(string more, long net, bool isCard)
    {
        var statement = Good(
            "Date,Amount\n2026-01-05,-50.00\n",
            Mapping("\"amount\":\"Amount\"", more + ",\"statement\":{\"opening\":\"10.00\"}")
        );
        Assert.Equal((net, isCard), (statement.Net(), statement.IsCard));
    }

    [Theory]
    [InlineData("negative", -50_00)]
    [InlineData("positive", 50_00)]
    public void Minus_OfADebit_IsWhatTheMappingSays(string debits, long net)
    {
        var statement = Good(
            "Date,Debit,Credit\n2026-01-05,-50.00,\n",
            Mapping("\"debit\":\"Debit\",\"credit\":\"Credit\"", $",\"debits\":\"{debits}\"")
        );
        Assert.Equal(net, statement.Net());
    }

    [Fact]
    public void Balances_ThatAreSaid_ProveAFileWithoutAny()
    {
        const string text = "Date,Amount\n2026-01-05,-50.00\n";
        var said = new Dictionary<string, SaidOfStatement>
        {
            ["account"] = new("SAVINGS", "--account"),
            ["opening"] = new("150.00", "--opening"),
            ["closing"] = new("100.00", "--closing"),
            ["from"] = new("2026-01-01", "--from"),
            ["to"] = new("2026-01-31", "--to"),
        };
        var (file, faults) = Read(text, Mapping("\"amount\":\"Amount\"", ""), said);
        Assert.Empty(faults);
        var statement = Assert.Single(file!.Statements);
        Assert.Equal("SAVINGS", statement.Account);
        Assert.Equal((150_00, 0, 50_00, 100_00), statement.Sums());
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)), (statement.From, statement.To));

        said["closing"] = new("90.00", "--closing");
        (_, faults) = Read(text, Mapping("\"amount\":\"Amount\"", ""), said);
        Assert.StartsWith("--closing: BANK_STATEMENT_UNBALANCED", Assert.Single(faults), Ordinal);
    }

    [Fact]
    public void File_WithoutBalances_IsTakenWithoutAStatement()
    {
        var (file, faults) = Read("Date,Amount\n2026-01-05,-50.00\n", Mapping("\"amount\":\"Amount\"", ""));
        Assert.Empty(faults);
        Assert.Null(Assert.Single(file!.Statements).Statement);
        Assert.Contains(file.Notes, note => note.Code == "BANK_BALANCE_MISSING");
    }

    /// <summary>Several currencies, and rows that are not booked: each currency is a statement.</summary>
    [Fact]
    public void Accounts_AndCurrencies_AreToldApart()
    {
        var (file, faults) = Read(
            "Number;Date;Amount;Ccy;State\n1;2026-01-05;5.00;EUR;COMPLETED\n1;2026-01-05;7.00;USD;COMPLETED\n"
                + "2;2026-01-05;9.00;EUR;COMPLETED\n2;2026-01-06;1.00;EUR;PENDING\n",
            """
            {"columns":{"account":"Number","date":"Date","amount":"Amount","currency":"Ccy","status":"State"},
            "booked":"COMPLETED"}
            """
        );
        Assert.Empty(faults);
        Assert.Equal(
            [("MAIN", "EUR", 5_00L), ("MAIN", "USD", 7_00), ("OTHER", "EUR", 9_00)],
            file!.Statements.Select(each => (each.Account, $"{each.Currency}", each.Net()))
        );
        Assert.Contains(
            file.Notes,
            note => note.Code == "BANK_PENDING_LEFT_OUT" && note.Message.Contains("5:23", Ordinal)
        );
    }

    /// <summary>All rows of one day: in which direction they go, only the balances tell.</summary>
    [Theory]
    [InlineData("5.00,105.00", "-3.00,102.00")]
    [InlineData("-3.00,102.00", "5.00,105.00")]
    public void Rows_OfOneDay_AreOrderedByTheirBalances(string first, string second)
    {
        var statement = Good(
            $"Date,Amount,Balance\n2026-01-05,{first}\n2026-01-05,{second}\n",
            Mapping("\"amount\":\"Amount\",\"balance\":\"Balance\"", "")
        );
        Assert.Equal((100_00, 5_00, 3_00, 102_00), statement.Sums());
        Assert.Equal([5_00, -3_00L], statement.Transactions.Select(each => each.AmountMinor));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    internal static string Mapping(string columns, string more) =>
        $$"""{"columns":{"date":"Date",{{columns}}},"constants":{"account":"MAIN","currency":"EUR"}{{more}}}""";

    internal static (BankFile? File, IReadOnlyList<string> Faults) Read(
        string text,
        string mapping,
        IReadOnlyDictionary<string, SaidOfStatement>? said = null
    ) => BankFiles.ReadCsv(Encoding.UTF8.GetBytes(text), mapping, said ?? BankMappingFile.Nothing);

    private static Books.Banking.DeliveredStatement Good(string text, string mapping)
    {
        var (file, faults) = Read(text, mapping);
        Assert.Empty(faults);
        return Assert.Single(file!.Statements);
    }
}
