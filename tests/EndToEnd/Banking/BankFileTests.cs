using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Evidence.Json;

namespace Bookseal.EndToEnd.Tests.Banking;

/// <summary>A bank's file from the bank to a sealed proof, as its bookkeeper brings it in.</summary>
public sealed class BankFileTests : IDisposable
{
    private const string Iban = "DE02120300000000202051";
    private static readonly string[] January = ["--from", "2026-01-01", "--to", "2026-01-31"];
    private readonly TestCompany _company = new();

    public BankFileTests()
    {
        _company.Replace("accounts.csv", "1000,Bank,asset,current cash", "1000,Bank,asset,current cash control:BANK");
        _company.Append("subledgers.csv", "BANK,MAIN,OPEN,2025-12-31,,debit,500.00,EUR,,Opening");
        _company.Append("subledgers.csv", "BANK,MAIN,J2,2026-01-20,,credit,45.50,EUR,,Rent");
        _company.Append("subledgers.csv", "BANK,MAIN,J3,2026-01-25,,credit,4.50,EUR,,Rent");
        _company.Write("bank_accounts.csv", "number,account\nDE02 1203 0000 0000 2020 51,MAIN\n");
    }

    [Theory]
    [InlineData("camt053")]
    [InlineData("mt940")]
    [InlineData("ofx")]
    [InlineData("bank-csv")]
    public async Task Statement_OfEachForm_ClosesTheMonth(string format)
    {
        var file = Write(format, FileOf(format));
        var dry = (await ImportAsync(file, format, "--dry-run")).Exits(3);
        Assert.Contains("BOOKS_NOT_FOUND", dry.Errors, StringComparison.Ordinal);
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var tried = (await ImportAsync(file, format, "--dry-run", "--json")).Exits(0);
        Assert.Equal("3", tried.Json["bank_rows_added"]!.ToString());
        var first = (await ImportAsync(file, format, "--json")).Exits(0);
        Assert.Equal("3", first.Json["bank_rows_added"]!.ToString());
        var again = (await ImportAsync(file, format, "--json")).Exits(0);
        Assert.Equal("0", again.Json["bank_rows_added"]!.ToString());

        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var report = (
            await _company.BooksealAsync("report", "bank", _company.Books, "--period", "2026-01", "--format", "json")
        ).Exits(0);
        Assert.Contains("45000", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_ProposedOfABanksFile_ReadsIt()
    {
        var file = Write("csv", FileOf("bank-csv"));
        var proposed = (await _company.BooksealAsync("init", _company.Books, "--from", file, "--json")).Exits(0);
        var mapping = proposed.Text("mapping");
        Assert.Equal(Path.Combine(_company.Books, "bank_mapping.json"), mapping);
        Assert.Equal("50000", ((JsonObject)((JsonArray)proposed.Json["statements"]!).Items[0])["opening"]!.ToString());
        string[] import = ["import", _company.Books, file, "--format", "bank-csv", "--mapping", mapping];
        (await _company.BooksealAsync([.. import, .. January])).Exits(0);
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        (await _company.BooksealAsync("init", _company.Books, "--from", file)).Refuses(3, "MAPPING_EXISTS");
    }

    [Fact]
    public async Task Directory_ImportedAfterwards_LosesNothing()
    {
        (await ImportAsync(Write("camt053", FileOf("camt053")), "camt053")).Exits(0);
        _company.Write(
            "bank_statements.csv",
            "account,currency,from,to,opening,closing\nMAIN,EUR,2026-02-01,2026-02-28,450.00,450.00\n"
        );
        var imported = (await _company.BooksealAsync("import", _company.Books, "--json")).Exits(0);
        Assert.Equal("1", imported.Json["bank_rows_added"]!.ToString());
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
    }

    [Fact]
    public async Task AnotherForm_OfTheSameDays_IsRefusedAndAddsNothing()
    {
        (await ImportAsync(Write("camt053", FileOf("camt053")), "camt053")).Exits(0);
        var other = FileOf("mt940").Replace("//J3", "//OTHER", StringComparison.Ordinal);
        var refused = (await ImportAsync(Write("mt940", other), "mt940")).Exits(65);
        Assert.Contains("BANK_STATEMENT_DIFFERS", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("statement.mt940:7:1", refused.Errors, StringComparison.Ordinal);
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
    }

    [Fact]
    public async Task Number_ThatNobodyNamed_SaysWhatToWrite()
    {
        File.Delete(Path.Combine(_company.Books, "bank_accounts.csv"));
        var refused = (await ImportAsync(Write("camt053", FileOf("camt053")), "camt053")).Exits(65);
        Assert.Contains("BANK_ACCOUNT_UNKNOWN", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"the row {Iban},MAIN", refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> ImportAsync(string file, string format, params string[] options)
    {
        if (format == "bank-csv")
            options = [.. options, "--mapping", WriteMapping(), "--account", "MAIN", .. January];
        return _company.BooksealAsync(["import", _company.Books, file, "--format", format, .. options]);
    }

    private string WriteMapping()
    {
        var path = Path.Combine(_company.Folder, "bank_mapping.json");
        File.WriteAllText(
            path,
            """
            {"columns":{"date":"Day","amount":"Amount","balance":"Balance","reference":"Ref","text":"Text"},
            "constants":{"currency":"EUR"}}
            """
        );
        return path;
    }

    private string Write(string format, string content)
    {
        var path = Path.Combine(_company.Folder, $"statement.{format}");
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>January: 500.00, less 45.50 and 4.50.</summary>
    private static string FileOf(string format) =>
        format switch
        {
            "camt053" => $"""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
                <Acct><Id><IBAN>{Iban}</IBAN></Id></Acct>
                {Balance("OPBD", "500.00", "2025-12-31")}{Balance("CLBD", "450.00", "2026-01-31")}
                {Entry("45.50", "J2", "2026-01-21")}{Entry("4.50", "J3", "2026-01-26")}
                </Stmt></BkToCstmrStmt></Document>
                """,
            "mt940" => $":20:1\n:25:{Iban}\n:28C:1/1\n:60F:C251231EUR500,00\n:61:2601210121D45,50NTRFNONREF//J2\n"
                + ":61:2601260126D4,50NTRFNONREF//J3\n:62F:C260131EUR450,00\n-\n",
            "bank-csv" => "Day,Ref,Text,Amount,Balance\n2026-01-26,J3,Rent,-4.50,450.00\n"
                + "2026-01-21,J2,Rent,-45.50,454.50\n",
            _ => "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>"
                + $"{Iban}</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20260131"
                + "<STMTTRN><DTPOSTED>20260121<TRNAMT>-45.50<FITID>J2</STMTTRN>"
                + "<STMTTRN><DTPOSTED>20260126<TRNAMT>-4.50<FITID>J3</STMTTRN></BANKTRANLIST>"
                + "<LEDGERBAL><BALAMT>450.00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
        };

    private static string Balance(string kind, string amount, string day) =>
        $"""<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt>"""
        + $"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>";

    private static string Entry(string amount, string reference, string day) =>
        $"""<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt>"""
        + $"</BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef></Ntry>";
}
