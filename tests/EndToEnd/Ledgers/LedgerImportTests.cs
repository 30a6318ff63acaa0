using System.Text;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Ledgers;

/// <summary>Journals of other programs, as whoever moves to Bookseal brings them in.</summary>
public sealed class LedgerImportTests : IDisposable
{
    private const string FecHeader =
        "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
        + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n";
    private readonly TestCompany _company = new(isEmpty: true);

    [Fact]
    public async Task Fec_OfTwoYears_CarriesItsBalancesOnce()
    {
        await InitAsync("fec", "2025-01-01");
        var first = Write(
            "2025.txt",
            FecHeader
                + Fec("AN", "1", "20250101", "512000", 100, "101000")
                + Fec("VT", "1", "20250115", "411000", 50, "707000")
        );
        var second = Write(
            "2026.txt",
            FecHeader
                + Fec("AN", "1", "20260101", "512000", 100, "101000")
                + Fec("AN", "2", "20260101", "411000", 50, "120000")
                + Fec("VT", "1", "20260115", "411000", 70, "707000")
        );
        var imported = (await ImportAsync(first, "fec")).Exits(0);
        Assert.Equal(
            ("1", "2"),
            (imported.Json["entries_added"]!.ToString(), imported.Json["opening_balances"]!.ToString())
        );
        // The same number in the same journal is another entry in another year, and so is a carried one.
        var next = (await ImportAsync(second, "fec")).Exits(0);
        Assert.Equal(("1", "2"), (next.Json["entries_added"]!.ToString(), next.Json["opening_balances"]!.ToString()));
        Assert.Contains("CARRY_FORWARD_SET_ASIDE", next.Output, StringComparison.Ordinal);
        Assert.Equal("0", (await ImportAsync(first, "fec")).Exits(0).Json["entries_added"]!.ToString());

        var balances = (
            await _company.BooksealAsync("report", "trial-balance", Books, "--period", "2026-01", "--format", "csv")
        ).Exits(0);
        Assert.Contains("512000,EUR,100.00", balances.Output, StringComparison.Ordinal);
        var receivables = balances.Output.Split('\n').Single(line => line.Contains("411000", StringComparison.Ordinal));
        Assert.Contains("120.00", receivables, StringComparison.Ordinal);
        (await _company.BooksealAsync("health", Books, "--period", "2025-01")).Exits(0); // without the file
        (await _company.BooksealAsync("close", Books, "--period", "2025-01", "--yes")).Exits(0);
    }

    [Fact]
    public async Task Fec_WithFaults_SaysAllOfThemAndTakesNothing()
    {
        await InitAsync("fec", "2025-01-01");
        var file = Write("bad.txt", FecHeader + Fec("VT", "1", "20250230", "411000", 50, "707000"));
        var refused = (await ImportAsync(file, "fec")).Exits(65);
        Assert.Contains("bad.txt:2:14", refused.Output + refused.Errors, StringComparison.Ordinal);
        Assert.Contains("DATE_INVALID", refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_ThatAreReadTwoWays_AreSaidByTheOption()
    {
        await InitAsync("gnucash-csv", "2026-01-01");
        var file = Write(
            "gnucash.csv",
            "Date,Transaction ID,Description,Commodity/Currency,Full Account Name,Value Num.\n"
                + "02/01/2026,abc,Sale,CURRENCY::EUR,Assets:Bank,10.00\n,,,,Income:Sales,-10.00\n"
        );
        var refused = (await ImportAsync(file, "gnucash-csv")).Exits(65);
        Assert.Contains("DATE_AMBIGUOUS", refused.Output + refused.Errors, StringComparison.Ordinal);
        var imported = (await ImportAsync(file, "gnucash-csv", "--dates", "dmy")).Exits(0);
        Assert.Contains("\"2026-01\":1", imported.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Datev_OpeningBalances_StayWhereTheDirectoryDoesNotSayThem()
    {
        await InitAsync("datev", "2026-01-01");
        await File.WriteAllTextAsync(
            Path.Combine(Books, "accounts.csv"),
            "code,name,type,tags\n1200,Bank,asset,cash\n2000,Capital,equity,\n2970,R,equity,\n"
        );
        var file = Write(
            "batch.csv",
            "\"EXTF\";700;21;\"Buchungsstapel\";13;20260105120000000;;;;;1;2;20260101;4;20260101;20261231\n"
                + "Umsatz;S/H;Konto;Gegenkonto;Belegdatum;Buchungstext\n"
                + "100,00;S;1200;9000;0101;EB\n100,00;H;2000;9000;0101;EB\n"
        );
        Assert.Equal("2", (await ImportAsync(file, "datev")).Exits(0).Json["opening_balances"]!.ToString());
        (await _company.BooksealAsync("import", Books)).Refuses(3, "OPENINGS_GONE");
        Assert.Equal("2", (await ImportAsync(file, "datev")).Exits(0).Json["opening_balances"]!.ToString());
    }

    [Fact]
    public async Task XeroLines_WithoutTheirEntries_AskForThem()
    {
        await InitAsync("xero-csv", "2026-01-01");
        var lines = Write(
            "lines.csv",
            "journal_id,account_code,account_name,account_type,net_amount\n"
                + "j1,100,Bank,BANK,10.00\nj1,200,Sales,REVENUE,-10.00\n"
        );
        var entries = Write("entries.csv", "journal_id,journal_date,journal_number\nj1,2026-01-05,1\n");
        var refused = (await ImportAsync(lines, "xero-csv")).Exits(65);
        Assert.Contains("--headers FILE", refused.Output + refused.Errors, StringComparison.Ordinal);
        (await ImportAsync(lines, "xero-csv", "--headers", entries)).Exits(0);
    }

    [Fact]
    public async Task Workbook_ByTheMappingThatInitProposes_BringsTheJournalIn()
    {
        var file = Path.Combine(Repository.Root, "tests", "Import", "Tables", "journal.xlsx");
        var shown = (
            await _company.BooksealAsync([
                "init",
                Books,
                "--from",
                file,
                "--tenant",
                "other",
                "--currency",
                "EUR",
                "--start",
                "2026-01-01",
            ])
        ).Exits(0);
        Assert.Contains("2026-01-31  7  Sale", shown.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(Books, "accounts.csv"),
            "code,name,type,tags\n1000,Bank,asset,cash current\n4000,Sales,revenue,\n6000,Rent,expense,\n"
                + "3200,Retained earnings,equity,\n"
        );
        var mapping = Path.Combine(Books, "mapping.json");
        foreach (var added in (string[])["2", "0"])
        {
            var imported = (
                await _company.BooksealAsync(
                    "import",
                    Books,
                    file,
                    "--format",
                    "ledger-csv",
                    "--mapping",
                    mapping,
                    "--json"
                )
            ).Exits(0);
            Assert.Equal(added, imported.Json["entries_added"]!.ToString());
        }

        var damaged = Path.Combine(_company.Folder, "damaged.xlsx");
        await File.WriteAllBytesAsync(damaged, (await File.ReadAllBytesAsync(file))[..3000]);
        (
            await _company.BooksealAsync("import", Books, damaged, "--format", "ledger-csv", "--mapping", mapping)
        ).Refuses(65, "WORKBOOK_INVALID");
    }

    [Fact]
    public async Task Mapping_ThatInitProposes_BringsTheJournalIn()
    {
        var file = Write(
            "export.csv",
            "Voucher;Day posted;Acct;Account type;Dr;Cr;Memo\n"
                + "7;13.01.2026;1000;asset;1.200,00;;Sale\n7;13.01.2026;4000;revenue;;1.200,00;Sale\n"
        );
        string[] init = ["init", Books, "--from", file, "--tenant", "other", "--currency", "EUR"];
        var shown = (await _company.BooksealAsync(init)).Exits(0);
        Assert.Contains("\"date\": no column has a name that is known", shown.Output, StringComparison.Ordinal);
        var mapping = Path.Combine(Books, "mapping.json");
        string[] import = ["import", Books, file, "--format", "ledger-csv", "--mapping", mapping, "--json"];
        var refused = (await _company.BooksealAsync(import)).Exits(65);
        Assert.Contains("mapping.json:5:13", refused.Output + refused.Errors, StringComparison.Ordinal);

        // As a person would: the one name that was asked for.
        var edited = await File.ReadAllTextAsync(mapping);
        await File.WriteAllTextAsync(
            mapping,
            edited
                .Replace("\"date\": \"\"", "\"date\": \"Day posted\"", StringComparison.Ordinal)
                .Replace("},\n", "},\n  \"dates\": \"dmy\",\n", StringComparison.Ordinal)
        );
        var settings = Path.Combine(Books, "bookseal.json");
        var profile = await File.ReadAllTextAsync(settings);
        await File.WriteAllTextAsync(
            settings,
            profile.Replace($"\"{DateTime.UtcNow.Year}-01-01\"", "\"2026-01-01\"", StringComparison.Ordinal)
        );
        var imported = (await _company.BooksealAsync(import)).Exits(0);
        Assert.Contains("\"2026-01\":1", imported.Output, StringComparison.Ordinal);
        (await _company.BooksealAsync(init)).Refuses(3, "MAPPING_EXISTS");

        // With a mapping in which nothing is left open, init shows the entries; the company stays as it is.
        File.Move(mapping, Path.Combine(Books, "kept.json"));
        var clear = Write(
            "clear.csv",
            (await File.ReadAllTextAsync(file)).Replace("Day posted", "Date", StringComparison.Ordinal)
        );
        var again = (await _company.BooksealAsync("init", Books, "--from", clear, "--json")).Exits(0);
        Assert.Equal("1", again.Json["entries"]!.ToString());
        Assert.Equal("\"other\"", again.Json["tenant"]!.ToString());
        (await _company.BooksealAsync("import", Books, file, "--format", "fec", "--mapping", mapping)).Refuses(
            64,
            "USAGE"
        );
    }

    [Fact]
    public async Task TrialBalance_BeginsNewBooks_AndNoOthers()
    {
        await InitAsync("trial-balance-csv", "2026-01-01");
        const string balances = "account,name,type,debit,credit\n1000,Bank,asset,100.00,\n";
        var file = Write("tb.csv", $"{balances}3000,Capital,equity,,100.00\nTotal,,,100.00,100.00\n");
        var (bad, other) = (
            Write("bad.csv", $"{balances}3000,Capital,equity,,90.00\n"),
            Write("other.csv", $"{balances}3100,Capital,equity,,100.00\n")
        );
        var refused = (await ImportAsync(bad, "trial-balance-csv")).Exits(65);
        Assert.Contains("OPENING_UNBALANCED", refused.Output + refused.Errors, StringComparison.Ordinal);
        for (var times = 0; times < 2; times++)
        {
            var imported = (await ImportAsync(file, "trial-balance-csv")).Exits(0);
            Assert.Equal("2", imported.Json["opening_balances"]!.ToString());
        }

        refused = (await ImportAsync(other, "trial-balance-csv")).Exits(65);
        Assert.Contains("BOOKS_STAND", refused.Output + refused.Errors, StringComparison.Ordinal);
        (await _company.BooksealAsync("health", Books, "--period", "2026-01")).Exits(0); // without the file
    }

    public void Dispose() => _company.Dispose();

    private string Books => Path.Combine(_company.Folder, "other");

    private async Task InitAsync(string format, string start) =>
        (
            await _company.BooksealAsync([
                "init",
                Books,
                "--tenant",
                "other",
                "--currency",
                "EUR",
                "--start",
                start,
                "--format",
                format,
            ])
        ).Exits(0);

    private Task<ProgramResult> ImportAsync(string file, string format, params string[] options) =>
        _company.BooksealAsync(["import", Books, file, "--format", format, "--json", .. options]);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_company.Folder, name);
        File.WriteAllText(path, content, Encoding.UTF8);
        return path;
    }

    private static string Fec(string journal, string id, string date, string debit, int amount, string credit) =>
        Row(journal, id, date, debit, $"{amount},00", "0,00") + Row(journal, id, date, credit, "0,00", $"{amount},00");

    private static string Row(string journal, string id, string date, string account, string debit, string credit) =>
        $"{journal}|Journal|{id}|{date}|{account}|Cpt {account}|C1|Client|P{id}|{date}|"
        + $"Ecriture|{debit}|{credit}|||{date}||\n";
}
