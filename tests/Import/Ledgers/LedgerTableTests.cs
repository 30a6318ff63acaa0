using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;
using static Bookseal.Import.Tests.Ledgers.LedgerFiles;

namespace Bookseal.Import.Tests.Ledgers;

public sealed class LedgerTableTests
{
    private const string Accounts =
        "1000,Bank,asset,cash\n4000,Sales,revenue,\n9000,Carried,equity,\n3200,Retained,equity,\n";
    private const string DatevHead =
        "\"EXTF\";700;21;\"Buchungsstapel\";13;20260105120000000;;;;;1;2;20260101;4;20260101;20261231;"
        + "\"\";;;;;\"EUR\"\n"
        + "Umsatz;Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basisumsatz;WKZ Basisumsatz;Konto;Gegenkonto;BU;"
        + "Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext\n";

    [Theory]
    [InlineData("entry_id,date,account,debit,credit\nE1,2026-01-05,1000,12.50,\nE1,2026-01-05,4000,,12.50\n")]
    [InlineData(
        "credit;debit;account;date;entry_id\n;12,50;1000;05.01.2026;E1\n12,50;;4000;13.01.2026;E2\n"
            + ";12,50;4000;13.01.2026;E2\n12,50;;4000;05.01.2026;E1\n"
    )]
    [InlineData("Date\tEntry ID\tAccount\tAmount\n2026-01-05\tE1\t1000\t12.50\n2026-01-05\tE1\t4000\t-12.50\n")]
    [InlineData("date|id|account|amount|side\n20260105|E1|1000|12.5|D\n20260105|E1|4000|12.5|C\n")]
    [InlineData(
        "Journal of Acme\n\n\"date\",\"id\",\"account\",\"amount\",\"note\"\n"
            + "2026-01-05,E1,1000,\"1,012.50\",\"a, \"\"b\"\"\"\n2026-01-05,E1,4000,(1012.50),\n"
    )]
    public void Table_OfAnyDelimiterAndOrder_IsRead(string text)
    {
        var entry = LedgerFiles.Read("ledger-csv", text, Eur, Accounts).Good()[0];
        Assert.Equal(("E1", new DateOnly(2026, 1, 5)), ($"{entry.Id}", entry.Date));
        Assert.Equal(["1000", "4000"], entry.Lines.Select(line => $"{line.Account}"));
        Assert.Equal(0, entry.Lines.Sum(line => line.NetMinor));
        Assert.Equal(12_50, entry.Lines[0].NetMinor % 1_000_00);
    }

    /// <summary>What a tax key means is not posted, and people are told; key 40 means that there is none.</summary>
    [Theory]
    [InlineData("", "40", null)]
    [InlineData("9", "40", "1 bookings have a tax key (BU-Schlüssel), the first in file:3:1")]
    [InlineData("9", "0008", "2 bookings have a tax key (BU-Schlüssel), the first in file:3:1")]
    public void Datev_TaxKeys_AreTold(string first, string second, string? told)
    {
        var text =
            $"{DatevHead}119,00;S;;;;;1000;4000;{first};0501;R1;;;Sale\n"
            + $"238,00;S;;;;;1000;4000;{second};0601;R2;;;Sale\n";
        var read = LedgerFiles.Read("datev", text, Eur, Accounts);
        Assert.Equal(357_00, read.Good().Sums()["1000"]);
        var notice = read.Books!.Notices.SingleOrDefault(each => each.Code != "ENTRIES_WITHOUT_IDS");
        Assert.Equal(told is null ? null : "TAX_KEYS_NOT_POSTED", notice?.Code);
        Assert.StartsWith(told ?? "", notice?.Message ?? "", StringComparison.Ordinal);
    }

    /// <summary>A zero is how some programs leave the amount in the books' own currency out.</summary>
    [Fact]
    public void Datev_BaseAmountOfZero_IsNone()
    {
        var text = $"{DatevHead}100,00;S;EUR;;0,00;EUR;1000;4000;;0501;R1;;;Sale\n";
        Assert.Equal(100_00, LedgerFiles.Read("datev", text, Eur, Accounts).Good().Debits());
    }

    /// <summary>With four digits for the ledger's accounts, five are a creditor's, whatever they begin with.</summary>
    [Fact]
    public void Datev_CreditorThatLooksLikeACarryForward_IsAPerson()
    {
        var text = $"{DatevHead}100,00;H;EUR;;;;90010;1000;;0101;R1;;;Paid back\n";
        var read = LedgerFiles.Read("datev", text, Eur, Accounts);
        Assert.Equal(-100_00, read.Good().Sums()["90010"]);
        Assert.Empty(read.Books!.Openings.Balances);
        Assert.Equal("liability", read.Books.Chart.Find(AccountCode.Parse("90010").Value)!.TypeText);
    }

    [Fact]
    public void Datev_TwoInvoicesOfOneText_AreTwoEntries()
    {
        string Batch(string invoice) => $"{DatevHead}119,00;S;EUR;;;;1000;4000;;0501;{invoice};;;Rechnung\n";
        var (one, two) = (Batch("RE-1"), Batch("RE-2"));
        Assert.NotEqual(IdIn(one), IdIn(two));
        Assert.Equal(IdIn(one), IdIn(one));

        EntryId IdIn(string text) => LedgerFiles.Read("datev", text, Eur, Accounts).Good().Single().Id;
    }

    /// <summary>A quote that nobody closes does not swallow the bookings below.</summary>
    [Fact]
    public void Datev_QuoteThatIsNotClosed_IsACharacter()
    {
        var text =
            $"{DatevHead}10,00;S;EUR;;;;1000;4000;;0501;R1;;;\"Miete\n"
            + "20,00;S;EUR;;;;1000;4000;;0601;R2;;;Strom\n30,00;S;EUR;;;;1000;4000;;0701;R3;;;Rohr 12\"\n";
        var entries = LedgerFiles.Read("datev", text, Eur, Accounts).Good();
        Assert.Equal(["\"Miete", "Strom", "Rohr 12\""], entries.Select(entry => entry.Description));
    }

    [Fact]
    public void CarriedBalance_OfAResultAccount_IsRefused()
    {
        var text = $"{DatevHead}100,00;H;EUR;;;;4000;9000;;0101;;;;EB\n";
        var (_, faults) = LedgerFiles.Read("datev", text, Eur, Accounts);
        Assert.StartsWith("file:3:1: CARRIED_RESULT", Assert.Single(faults), StringComparison.Ordinal);
    }

    /// <summary>A sign behind or around an amount is no decimal.</summary>
    [Theory]
    [InlineData("(1,500)")]
    [InlineData("1,500-")]
    public void Amount_OfAThousandWithASign_IsAmbiguous(string amount)
    {
        var text = $"id\tdate\taccount\tamount\nE1\t2026-01-05\t1000\t{amount}\nE1\t2026-01-05\t4000\t1,500\n";
        var (_, faults) = LedgerFiles.Read("ledger-csv", text, Eur, Accounts);
        Assert.StartsWith("file:2:20: AMOUNT_AMBIGUOUS", Assert.Single(faults), StringComparison.Ordinal);
        Assert.Contains("say --decimals point or --decimals comma", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('.', 150_000)]
    [InlineData(',', 150)]
    public void Amount_ThatIsReadTwoWays_IsReadAsItIsSaid(char mark, int minor)
    {
        var text = "id;date;account;amount\nE1;2026-01-05;1000;1,500\nE1;2026-01-05;4000;-1,500\n"u8.ToArray();
        var file = new TableLedgerFile("ledger-csv", "file", text) { DoubtfulMark = mark };
        Assert.Equal(minor, LedgerFiles.Read(file, Eur, Accounts).Good()[0].Lines[0].DebitMinor);
    }

    /// <summary>
    /// A second journal of the same words below the first is another entry, and leaves the first what it was.
    /// </summary>
    [Fact]
    public void Xero_JournalsOfTheSameWords_AreEachTheirOwn()
    {
        const string head = "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount\n";
        const string first = "Rent,2026-01-05,a,1000,,-5.00\nRent,2026-01-05,b,4000,,5.00\n";
        const string second = "Rent,2026-01-05,a,1000,,-7.00\nRent,2026-01-05,b,4000,,7.00\n";
        var (before, after) = (Read(head + first).Good(), Read(head + first + second).Good());
        Assert.Equal(before.Single().Id, after[0].Id);
        Assert.Equal([5_00, 7_00], after.Select(entry => new[] { entry }.Debits()));

        (ImportedBooks? Books, IReadOnlyList<string> Faults) Read(string text) =>
            LedgerFiles.Read("xero-csv", text, Eur, Accounts);
    }

    /// <summary>An invoice and a bill may have one number.</summary>
    [Fact]
    public void QuickBooks_NumbersOfTwoKinds_AreTwoEntries()
    {
        const string text =
            "Date,Transaction Type,Num,Name,Memo/Description,Account,Debit,Credit\n"
            + "01/13/2026,Invoice,1001,Ada,Sale,1000,10.00,\n,,,,,4000,,10.00\n,,,,,,10.00,10.00\n"
            + "01/14/2026,Bill,1001,Bob,Rent,4000,4.00,\n,,,,,1000,,4.00\n,,,,,,4.00,4.00\n";
        var entries = LedgerFiles.Read("quickbooks-csv", text, Eur, Accounts).Good();
        Assert.Equal(["Invoice 1001", "Bill 1001"], entries.Select(entry => $"{entry.Id}"));
    }

    [Fact]
    public void Entry_ThatTheDirectoryHasToo_IsADuplicate()
    {
        const string text = "id,date,account,amount\nE1,2026-01-05,1000,55.00\nE1,2026-01-05,4000,-55.00\n";
        const string journal =
            "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
            + "E1,2026-01-06,Other,1000,100.00,,EUR,,,,,\nE1,2026-01-06,Other,4000,,100.00,EUR,,,,,\n";
        var file = new TableLedgerFile("ledger-csv", "file", Encoding.UTF8.GetBytes(text));
        var (_, faults) = LedgerFiles.Read(file, Eur, Accounts, journal);
        Assert.StartsWith("journal.csv:2:1: ENTRY_DUPLICATE", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Openings_ThatALaterFileCarriesOtherwise_AreRefused()
    {
        var first = LedgerFiles.Read("datev", $"{DatevHead}100,00;S;EUR;;;;1000;9000;;0101;;;;EB\n", Eur, Accounts);
        var later = Encoding.UTF8.GetBytes($"{DatevHead}5,00;S;EUR;;;;1000;9000;;0101;;;;EB Nachtrag\n");
        var file = new TableLedgerFile("datev", "file", later)
        {
            Known = new(first.Books!.Chart, first.Books.Openings),
        };
        var (_, faults) = LedgerFiles.Read(file, Eur, Accounts);
        Assert.StartsWith("file:1:1: OPENINGS_DIFFER", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_IsRead()
    {
        const string text =
            "entry_id,date,account,amount,memo\nE1,2026-01-05,1000,1.50,\u00fc\nE1,2026-01-05,4000,-1.50,\n";
        var bytes = (byte[])[.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];
        var entry = LedgerFiles.Read(new TableLedgerFile("ledger-csv", "file", bytes), Eur, Accounts).Good().Single();
        Assert.Equal("\u00fc", entry.Description);
    }

    [Theory]
    [InlineData("1.234", "1.234", "2:20: AMOUNT_AMBIGUOUS")]
    [InlineData("1,5", "1.5", "3:20: AMOUNT_INVALID")]
    [InlineData("1.2.3", "1.5", "2:20: AMOUNT_INVALID")]
    [InlineData("1.505", "1.50", "2:20: AMOUNT_INVALID")] // decimals by the other cell, and one too many
    public void Amounts_ThatAreReadTwoWays_AreRefused(string first, string second, string place)
    {
        var text =
            $"id\tdate\taccount\tamount\nE1\t2026-01-05\t1000\t{first}\nE1\t2026-01-05\t4000\t{second}\n".Replace(
                "\tE",
                "\nE",
                StringComparison.Ordinal
            );
        var (_, faults) = LedgerFiles.Read("ledger-csv", text, Eur, Accounts);
        Assert.StartsWith($"file:{place}", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_ThatAreReadTwoWays_AreSaid()
    {
        const string text = "id;date;account;amount\nE1;5/1/2026;1000;1,50\nE1;5/1/2026;4000;-1,50\n";
        var (_, faults) = LedgerFiles.Read("ledger-csv", text, Eur, Accounts);
        Assert.StartsWith("file:2:4: DATE_AMBIGUOUS", Assert.Single(faults), StringComparison.Ordinal);
        var file = new TableLedgerFile("ledger-csv", "file", Encoding.UTF8.GetBytes(text)) { IsDayFirst = true };
        Assert.Equal(new DateOnly(2026, 1, 5), LedgerFiles.Read(file, Eur, Accounts).Good().Single().Date);
    }

    [Fact]
    public void QuickBooks_Report_EndsAnEntryWithItsTotal()
    {
        const string text =
            "Acme\nJournal\n\nDate,Transaction Type,Num,Name,Memo/Description,Account,Debit,Credit\n"
            + "01/13/2026,Journal Entry,7,Ada,Sale,1000,10.00,\n,,,,,4000,,10.00\n,,,,,,10.00,10.00\n"
            + "01/14/2026,Deposit,,,Cash,1000,5.00,\n,,,,,4000,,5.00\n,,,,,,5.00,5.00\n,,,,,TOTAL,15.00,15.00\n";
        var clean = text.Replace(",,,,,TOTAL,15.00,15.00\n", "", StringComparison.Ordinal);
        var entries = LedgerFiles.Read("quickbooks-csv", clean, Eur, Accounts).Good();
        Assert.Equal(["Journal Entry 7", "quickbooks"], entries.Select(entry => $"{entry.Id}".Split('-')[0]));
        Assert.Equal([10_00, 5_00], entries.Select(entry => new[] { entry }.Debits()));
    }

    [Fact]
    public void Xero_ManualJournals_AreToldApartByTheirWords()
    {
        const string text =
            "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount\n"
            + "Rent,2026-01-05,a,1000,,-5.00\nRent,2026-01-05,b,4000,,5.00\n"
            + "Sale,2026-01-05,a,1000,,7.00\nSale,2026-01-05,b,4000,,-7.00\n";
        Assert.Equal(
            [5_00, 7_00],
            LedgerFiles.Read("xero-csv", text, Eur, Accounts).Good().Select(entry => new[] { entry }.Debits())
        );
    }

    [Fact]
    public void GnuCash_Splits_FillDown_AndAreTypedByTheirTopName()
    {
        const string text =
            "Date,Transaction ID,Number,Description,Notes,Commodity/Currency,Full Account Name,"
            + "Account Name,Value Num.\n"
            + "2026-01-05,abc,,Sale,,CURRENCY::EUR,Assets:Bank,Bank,10.00\n,,,,,,Income:Sales,Sales,-10.00\n";
        var read = LedgerFiles.Read("gnucash-csv", text, Profile("2026-01-01", "USD", "Equity:Retained"));
        var entry = read.Good().Single();
        Assert.Equal(("abc", 2, "EUR"), ($"{entry.Id}", entry.Lines.Count, $"{entry.Lines[0].Currency}"));
        Assert.Equal("revenue", read.Books!.Chart.Find(entry.Lines[1].Account)!.TypeText);
    }

    [Fact]
    public void Datev_Booking_IsOfBothAccounts_AndAReversalOfTheOtherSign()
    {
        var text =
            $"{DatevHead.Replace("Buchungstext", "Buchungstext;Generalumkehr (GU)", StringComparison.Ordinal)}"
            + "10,00;S;EUR;;;;1000;4000;;501;R1;;;Verkauf;0\n4,00;S;EUR;;;;1000;4000;;0601;R1;;;Storno;1\n";
        var entries = LedgerFiles.Read("datev", text, Eur, Accounts).Good();
        Assert.Equal(new() { ["1000"] = 6_00, ["4000"] = -6_00 }, entries.Sums());
        Assert.Equal(new DateOnly(2026, 1, 5), entries[0].Date); // 501: the zero in front is missing
    }

    [Fact]
    public void Datev_Bookings_AgainstNineThousand_AreTheOpeningBalances()
    {
        var text = $"{DatevHead}100,00;S;EUR;;;;1000;9000;;0101;;;;EB\n100,00;H;EUR;;;;3200;9000;;0101;;;;EB\n";
        var read = LedgerFiles.Read("datev", text, Eur, Accounts);
        Assert.Empty(read.Good());
        Assert.Equal(
            ["1000", "3200"],
            read.Books!.Openings.Balances.Where(each => each.BalanceMinor != 0).Select(each => $"{each.Account}")
        );
    }

    [Theory]
    [InlineData("\"EXTF\"", "\"EXIF\"", "1:1: DATEV_HEADER_INVALID", "EXTF")]
    [InlineData(";700;", ";900;", "1:8: DATEV_HEADER_INVALID", "700 and 510")]
    [InlineData(";21;", ";16;", "1:12: DATEV_HEADER_INVALID", "export Buchungsstapel")]
    [InlineData(";20260101;4;", ";;4;", "1:61: DATEV_HEADER_INVALID", "fiscal year")]
    [InlineData(";0501;", ";3102;", "3:27: DATE_INVALID", "DDMM")]
    [InlineData("10,00;S", "10,00;X", "3:7: AMOUNT_SIDES", "S or H")]
    [InlineData(";4000;", ";4711;", "3:21: ACCOUNT_TYPE_UNKNOWN", "accounts.csv")]
    [InlineData("Umsatz;Soll", "Betrag;Soll", "1:1: TABLE_HEADER", "Umsatz missing")]
    public void Datev_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        var good = $"{DatevHead}10,00;S;EUR;;;;1000;4000;;0501;R1;;;Verkauf\n";
        Assert.Contains(part, good, StringComparison.Ordinal);
        var (_, faults) = LedgerFiles.Read(
            "datev",
            good.Replace(part, instead, StringComparison.Ordinal),
            Eur,
            Accounts
        );
        Assert.StartsWith($"file:{place}", faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }

    private static string Eur => Profile("2026-01-01", "EUR", "3200");
}
