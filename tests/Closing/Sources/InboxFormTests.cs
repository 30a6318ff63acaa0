using Bookseal.Books.Sources;
using Bookseal.Closing.Sources;
using static Bookseal.Closing.Tests.Sources.SyncedCompany;

namespace Bookseal.Closing.Tests.Sources;

/// <summary>An inbox takes what an import takes: journals of other programs, and statements of banks.</summary>
public sealed class InboxFormTests : IDisposable
{
    private const string Statement =
        "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>4417</BANKACCTFROM>"
        + "<BANKTRANLIST><DTSTART>20260101<DTEND>20260131<STMTTRN><DTPOSTED>20260121<TRNAMT>-50.00<FITID>J2</STMTTRN>"
        + "</BANKTRANLIST><LEDGERBAL><BALAMT>950.00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>"
        + "</OFX>";

    private readonly SyncedCompany _company = new();

    [Theory]
    [InlineData(
        "a.ledger.csv",
        "entry_id,date,account,debit,credit\nPOS-9,2026-01-15,6000,5.00,\nPOS-9,2026-01-15,1000,,5.00\n"
    )]
    [InlineData(
        "a.gnucash.csv",
        "Date,Transaction ID,Description,Full Account Name,Value Num.\n"
            + "2026-01-15,POS-9,Shop,Expenses:Rent,5.00\n2026-01-15,POS-9,Shop,Assets:Bank,-5.00\n"
    )]
    public async Task Sync_OfAnotherProgramsJournal_PostsItOnce(string name, string content)
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put(name, content);
        var first = await SyncAsync(services);
        Assert.Null(first.Sources[0].Fault);
        Assert.Equal(1, first.Counts.Entries);
        Assert.Empty((await SyncAsync(_company.Open())).Sources[0].Parts);
    }

    [Theory]
    [InlineData(
        SourceFormat.BankCsv,
        "Day,Amount,Balance\n2026-01-21,-50.00,950.00\n",
        """
            {"columns":{"date":"Day","amount":"Amount","balance":"Balance"},
            "constants":{"account":"MAIN","currency":"USD"}}
            """
    )]
    [InlineData(
        SourceFormat.LedgerCsv,
        "No,Day,Acct,Net\nPOS-9,2026-01-15,6000,5.00\nPOS-9,2026-01-15,1000,-5.00\n",
        """{"columns":{"entry_id":"No","date":"Day","account":"Acct","amount":"Net"}}"""
    )]
    public async Task Sync_OfATable_ReadsItByTheSourcesMapping(SourceFormat format, string table, string mapping)
    {
        var services = await _company.ImportAsync(Drop with { Format = format, Mapping = "maps/map.json" });
        _company.Put("a.csv", table);
        Assert.Equal("MAPPING_MISSING", (await SyncAsync(services)).Sources[0].Fault!.Code);
        var maps = _company.Inbox.Parent!.CreateSubdirectory("maps");
        File.WriteAllText(Path.Combine(maps.FullName, "map.json"), "{}");
        Assert.Equal("MAPPING_INVALID", (await SyncAsync(services)).Sources[0].Fault!.Code);
        File.WriteAllText(Path.Combine(maps.FullName, "map.json"), mapping);
        var synced = await SyncAsync(services);
        Assert.Null(synced.Sources[0].Fault);
        Assert.Equal(format == SourceFormat.BankCsv ? (0, 2) : (1, 0), (synced.Counts.Entries, synced.Counts.BankRows));
        Assert.Empty((await SyncAsync(services)).Sources[0].Parts);
    }

    /// <summary>By other ids the same would stand twice; by the same ids what differs is edited.</summary>
    [Fact]
    public async Task Sync_OfATableWhoseMappingIsAnother_EditsAndTakesNothingTwice()
    {
        const string mapping = """{"columns":{"entry_id":"No","date":"Day","account":"Acct","amount":"Net"}}""";
        var services = await _company.ImportAsync(Drop with { Format = SourceFormat.LedgerCsv, Mapping = "map.json" });
        var path = Path.Combine(_company.Inbox.Parent!.FullName, "map.json");
        _company.Put(
            "a.csv",
            "No,Day,Acct,Net,Text\nPOS-9,2026-01-15,6000,5.00,Rent\nPOS-9,2026-01-15,1000,-5.00,Rent\n"
        );
        File.WriteAllText(path, mapping);
        Assert.Equal(1, (await SyncAsync(services)).Counts.Entries);

        File.WriteAllText(path, mapping.Replace("\"No\"", "\"Day\"", StringComparison.Ordinal));
        for (var time = 0; time < 2; time++)
        {
            var refused = Assert.Single((await SyncAsync(services)).Sources[0].Parts);
            Assert.Equal(("FILE_READ_OTHERWISE", 0L), (refused.Fault?.Code, refused.Counts.Entries));
        }

        var edit = mapping.Replace("{\"entry_id", "{\"description\":\"Text\",\"entry_id", StringComparison.Ordinal);
        File.WriteAllText(path, edit);
        var edited = Assert.Single((await SyncAsync(services)).Sources[0].Parts);
        Assert.Null(edited.Fault);
        Assert.Equal(0L, edited.Counts.Entries);
        Assert.Empty((await SyncAsync(_company.Open())).Sources[0].Parts);
    }

    [Fact]
    public async Task Sync_WithAMappingThatIsALink_ReadsNone()
    {
        var services = await _company.ImportAsync(Drop with { Format = SourceFormat.LedgerCsv, Mapping = "map.json" });
        _company.Put("a.csv", "No,Day,Acct,Net\n");
        var books = _company.Inbox.Parent!.FullName;
        var outside = Path.Combine(_company.World.Root, "secret.json");
        File.WriteAllText(outside, "{}");
        File.CreateSymbolicLink(Path.Combine(books, "map.json"), outside);
        Assert.Equal("SOURCE_UNREADABLE", (await SyncAsync(services)).Sources[0].Fault!.Code);
    }

    [Fact]
    public async Task Sync_OfABanksFile_WaitsUntilItsNumberIsKnown()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("january.ofx", Statement);
        Assert.Equal("BANK_ACCOUNT_UNKNOWN", (await SyncAsync(services)).Sources[0].Fault!.Code);
        var numbers = Path.Combine(_company.Inbox.Parent!.FullName, "bank_accounts.csv");
        File.WriteAllText(numbers, "number,account\n4417,MAIN\n");
        var synced = await SyncAsync(services);
        Assert.Null(synced.Sources[0].Fault);
        Assert.Equal(2, synced.Counts.BankRows);
        Assert.Equal(0, (await SyncAsync(services, SyncRequest.All with { IsAnew = true })).Counts.BankRows);
    }

    [Fact]
    public async Task Sync_WithNumbersThatAreFaulty_KeepsBackBanksFilesAlone()
    {
        var services = await _company.ImportAsync(Drop);
        File.WriteAllText(
            Path.Combine(_company.Inbox.Parent!.FullName, "bank_accounts.csv"),
            "number,account\n,MAIN\n"
        );
        _company.Put("a.csv", Header + Rows("POS-1"));
        _company.Put("january.ofx", Statement);
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal([null, "BANK_ACCOUNTS_INVALID"], source.Parts.Select(part => part.Fault?.Code));
    }

    [Theory]
    [InlineData("b.xml", "camt053")]
    [InlineData("b.STA", "mt940")]
    [InlineData("b.ofx", "ofx")]
    [InlineData("732829320FEC20261231.fec.txt", "fec")]
    [InlineData("EXTF_1.datev.csv", "datev")]
    [InlineData("b.xero.csv", "xero-csv")]
    [InlineData("b.quickbooks.csv", "quickbooks-csv")]
    [InlineData("aws.focus.csv", "focus-csv")]
    [InlineData("jan.stripe.csv", "stripe-payouts-csv")]
    [InlineData("jan.paypal.csv", "paypal-csv")]
    [InlineData("b.csv", "journal-csv")]
    [InlineData("b.txt", null)]
    public void Format_OfAName_IsToldByItsEnd(string name, string? format)
    {
        Assert.Equal(format, SourceFormats.OfName(name)?.Text());
        if (format is not null)
            Assert.Equal(SourceFormats.OfName(name), SourceFormats.Parse(format).Value);
    }

    public void Dispose() => _company.Dispose();
}
