using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>What of a table cannot be read without a guess, at its place and with what to do.</summary>
public sealed class TableFaultTests
{
    private const string J = BooksFiles.JournalCsv;
    private const string Header = "entry_id;date;account;debit;credit;currency";

    [Theory]
    [InlineData("sep=;\r\n")]
    [InlineData("\n\"sep=;\"\n\n")]
    public void Read_LinesForSpreadsheetsBeforeTheHeader_AreNone(string before)
    {
        var books = Table($"{before}{Header}", "E1;2026-01-02;1200;5;;USD\nE1;2026-01-02;4000;;5;USD\nE1\n");
        var lines = before.Count(c => c == '\n');
        Assert.Equal([$"{J}:{4 + lines}:1: CSV_CELL_COUNT"], books.Faults);
    }

    [Theory]
    [InlineData("E1;2026-01-02;1200;50,00;;USD\nE1;2026-01-02;4000;;50,00;USD\n")]
    [InlineData("E1;2026-01-02;1200;50;0;USD\nE1;2026-01-02;4000;0,00;50;USD\n")]
    public void Read_TheTableThatTheNextTestsSpoil_IsAnEntry(string rows)
    {
        var entry = Assert.Single(Table(Header, rows).Read().Entries.Listed());
        Assert.Equal([5_000, -5_000], entry.Lines.Select(line => line.NetMinor));
        Assert.Equal(new DateOnly(2026, 1, 2), entry.Date);
    }

    [Theory]
    [InlineData("entry_id;date;account;debit;credit", 1, "no column is known for currency")]
    [InlineData("entry_id;date;account;debit;credit;curency", 36, "\"curency\" is no column here; write \"currency\"")]
    [InlineData("entry_id;date;account;debit;currency", 1, "no column is known for credit")]
    [InlineData("entry_id;date;account;currency", 1, "no column is known for debit")]
    [InlineData($"{Header};posting date", 45, "\"date\" and \"posting date\" may each be date; rename the others")]
    [InlineData($"{Header};memo;text", 50, "\"memo\" and \"text\" may each be description")]
    [InlineData("entry_id;Buchungsdatum;Datum;account;debit;credit;currency", 24, "may each be date")]
    [InlineData($"{Header};credit", 45, "two columns are called \"credit\"")]
    [InlineData($"{Header};Colour;colour", 52, "two columns are called \"colour\"")]
    [InlineData($"{Header};subleger", 45, "\"subleger\" is no column here; write \"subledger\"")]
    [InlineData(
        "a;b;c",
        1,
        "no column is known for debit in \"a\", \"b\", \"c\"; rename its column, or say which it is"
    )]
    public void Read_AHeaderThatIsInDoubt_SaysWhereAndWhatToDo(string header, int column, string said)
    {
        var faults = Table(header, "").FullFaults;
        Assert.Equal(($"{J}:1:{column}", "CSV_HEADER"), (faults[0].Where, faults[0].Code));
        Assert.Contains(said, faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnEmptyFile_SaysWhatItsHeaderIs()
    {
        var fault = Assert.Single(new SmallBooks().With(J, "").FullFaults);
        Assert.Equal(($"{J}:1:1", "CSV_HEADER"), (fault.Where, fault.Code));
        Assert.EndsWith(SmallBooks.JournalHeader.TrimEnd(), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AHeaderOfMoreColumnsThanTheLimit_IsAFault() =>
        Assert.Equal(
            [$"{J}:1:1: CSV_HEADER"],
            Table(string.Join(';', Enumerable.Range(0, Limits.TableColumns + 1)), "").Faults
        );

    [Theory]
    [InlineData("1,50", "1.50", "AMOUNT_INVALID", "is no amount as the file writes them: 1,50 at 2:20 has ','")]
    [InlineData("1.234,50", "1,234.50", "AMOUNT_INVALID", "write all amounts of the file one way")]
    [InlineData("1,50", "x", "AMOUNT_INVALID", "x")]
    [InlineData("1,50", "-1,50", "AMOUNT_NEGATIVE", "use the other side")]
    public void Read_AmountsThatAreWrittenInTwoWays_AreRefusedAtTheSecond(
        string debit,
        string credit,
        string code,
        string said
    )
    {
        var rows = $"E1;2026-01-02;1200;{debit};;USD\nE1;2026-01-02;4000;;{credit};USD\n";
        var found = Assert.Single(Table(Header, rows).FullFaults);
        Assert.Equal(($"{J}:3:21", code), (found.Where, found.Code));
        Assert.Contains(said, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.500", "1.500")]
    [InlineData("1,500", "1,500")]
    public void Read_AmountsThatAreReadTwoWays_AreAFaultUnlessItIsSaid(string debit, string credit)
    {
        var rows = $"E1;2026-01-02;1200;{debit};;USD\nE1;2026-01-02;4000;;{credit};USD\n";
        var fault = Assert.Single(Table(Header, rows).FullFaults);
        Assert.Equal(($"{J}:2:20", "AMOUNT_AMBIGUOUS"), (fault.Where, fault.Code));
        Assert.Contains("say --decimals point or --decimals comma", fault.Message, StringComparison.Ordinal);
        foreach (var mark in (char[])['.', ','])
            Assert.Equal(
                debit.Contains(mark, StringComparison.Ordinal) ? 150 : 150_000,
                Table(Header, rows).Read(new(null, mark)).Entries.Listed()[0].Lines[0].DebitMinor
            );
    }

    [Theory]
    [InlineData("02/01/2026", "--dates DD/MM/YYYY")]
    [InlineData("31/01/2026", "--dates DD/MM/YYYY")] // no cell says it for the others
    [InlineData("2.1.26", "--dates MM/DD/YYYY")]
    [InlineData("2026-02-30", "2026-02-30")]
    public void Read_DatesWhoseOrderNobodySaid_AreRefused(string date, string said)
    {
        var rows = $"E1;{date};1200;5;;USD\nE1;{date};4000;;5;USD\n";
        var fault = Assert.Single(Table(Header, rows).FullFaults);
        Assert.Equal(($"{J}:2:4", "DATE_INVALID"), (fault.Where, fault.Code));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Read_DatesWhoseOrderIsSaid_AreReadSoAndIsoAsEver(bool isDayFirst, int month)
    {
        const string rows =
            "E1;01/02/2026;1200;5;;USD\nE1;01/02/2026;4000;;5;USD\n"
            + "E2;2026-01-02;1200;5;;USD\nE2;2026-01-02;4000;;5;USD\n";
        var entries = Table(Header, rows).Read(new(isDayFirst, null)).Entries.Listed();
        Assert.Equal(new DateOnly(2026, 3 - month, month), entries[0].Date);
        Assert.Equal(new DateOnly(2026, 1, 2), entries[1].Date);
    }

    [Theory]
    [InlineData("E1;2026-01-02;1200;5;USD\n", "2:1: CSV_CELL_COUNT")]
    [InlineData("E1;2026-01-02;1200;5;;USD;\n", "2:1: CSV_CELL_COUNT")]
    [InlineData("E1;2026-01-02;12\"00;5;;USD\n", "2:1: CSV_QUOTE")]
    [InlineData("E1;2026-01-02;1300;5;;USD\n", "2:15: ACCOUNT_UNKNOWN")]
    [InlineData("E\u200b1;2026-01-02;1200;5;;USD\n", "2:1: TEXT_INVISIBLE")]
    [InlineData("E1;2026-01-02;1200;;;USD\n", "2:20: AMOUNT_SIDES")]
    [InlineData("E1;2026-01-02;1200;5;;euro\n", "2:23: CURRENCY_INVALID")]
    public void Read_ARowThatIsWrong_IsToldAtItsPlaceInTheTable(string rows, string fault) =>
        Assert.Equal($"{J}:{fault}", Table(Header, rows).Faults[0]);

    [Theory]
    [InlineData("50,00", "-50,00", null)]
    [InlineData("50,00", "(50,00)", null)]
    [InlineData("50,00", "50,00-", null)]
    [InlineData("50,00", "50.00", "3:20: AMOUNT_INVALID")]
    [InlineData("50,00", "", "3:20: AMOUNT_SIDES")]
    public void Read_ASignedAmount_IsDebitOrCredit(string first, string second, string? fault)
    {
        var books = Table(
            "entry_id;date;account;amount;currency",
            $"E1;2026-01-02;1200;{first};USD\nE1;2026-01-02;4000;{second};USD\n"
        );
        Assert.Equal(fault is null ? [] : [$"{J}:{fault}"], books.Faults);
        if (fault is null)
            Assert.Equal([5_000, -5_000], books.Read().Entries.Listed()[0].Lines.Select(line => line.NetMinor));
    }

    [Theory]
    [InlineData("S", "H", null)]
    [InlineData("Debit", "credit", null)]
    [InlineData("D", "out", "3:20: AMOUNT_SIDES")]
    public void Read_AnAmountWithASide_IsOfThatSide(string first, string second, string? fault)
    {
        var books = Table(
            "entry_id;date;account;amount;side;currency",
            $"E1;2026-01-02;1200;1,50;{first};USD\nE1;2026-01-02;4000;1,50;{second};USD\n"
        );
        Assert.Equal(fault is null ? [] : [$"{J}:{fault}"], books.Faults);
    }

    [Fact]
    public void Read_ColumnsThatNothingIsTakenFrom_AreNamed()
    {
        var books = Table(
                $"VAT;{Header};account name;amount;",
                "7;E1;2026-01-02;1200;5;;USD;Bank;99;\n7;E1;2026-01-02;4000;;5;USD;Sales;99;\n"
            )
            .Read();
        var notice = Assert.Single(books.Notices);
        Assert.Equal("COLUMNS_IGNORED", notice.Code);
        Assert.Equal(
            "journal.csv: nothing is taken from \"VAT\", \"account name\", \"amount\", \"column 10\"",
            notice.Message
        );
    }

    [Theory]
    [InlineData("Type", "DEBIT", "CREDIT", "1:23", "which says debit or credit, and no amount has a sign")]
    [InlineData("Kz", "D", "C", "1:23", "which says debit or credit, and no amount has a sign")]
    [InlineData("Art", "Soll", "Haben", "1:23", "\"side\": \"Art\"")]
    [InlineData("Type", "", "cr", "1:23", "\"ignored\": [\"Type\"]")]
    [InlineData(
        "",
        "DR",
        "CR",
        "1:23",
        "nothing is taken from column 4, which says debit or credit, and no amount has a sign: give it a name"
    )]
    public void Read_SidesInAColumnOfAnotherName_AreNotPassedOver(
        string column,
        string first,
        string second,
        string where,
        string said
    )
    {
        var books = Table(
            $"entry_id;date;account;{column};amount;currency",
            $"E1;2026-01-02;1200;{first};1,50;USD\nE1;2026-01-02;4000;{second};1,50;USD\n"
        );
        var fault = Assert.Single(books.FullFaults);
        Assert.Equal(($"{J}:{where}", "CSV_HEADER"), (fault.Where, fault.Code));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Type", "DEBIT", "CREDIT", "1,50", "-1,50")] // the sign says it
    [InlineData("Type", "DEBIT", "payment", "1,50", "-1,50")]
    [InlineData("Type", "", "", "1,50", "-1,50")]
    [InlineData("Status", "C", " ", "1,50", "-1,50")]
    public void Read_AColumnThatChangesNoSide_IsOnlyNamed(
        string column,
        string first,
        string second,
        string debit,
        string credit
    )
    {
        var books = Table(
                $"entry_id;date;account;{column};amount;currency",
                $"E1;2026-01-02;1200;{first};{debit};USD\nE1;2026-01-02;4000;{second};{credit};USD\n"
            )
            .Read();
        Assert.Equal("COLUMNS_IGNORED", Assert.Single(books.Notices).Code);
        Assert.Equal([150, -150], books.Entries.Listed()[0].Lines.Select(line => line.NetMinor));
    }

    private static SmallBooks Table(string header, string rows)
    {
        var books = new SmallBooks().With(J, $"{header}\n{rows}");
        books.Files.Remove(BooksFiles.Subledgers);
        return books;
    }
}
