using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>What comes in, what is refused, and that a refusal leaves nothing behind.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TestCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task Import_Twice_AddsNothingTheSecondTime()
    {
        var first = (await ImportAsync()).Exits(0);
        Assert.Equal(5, ((JsonNumber)first.Json["entries_added"]!).Value);
        var second = (await ImportAsync()).Exits(0);
        Assert.Equal(
            (0, 5),
            (((JsonNumber)second.Json["entries_added"]!).Value, ((JsonNumber)second.Json["entries_known"]!).Value)
        );
    }

    /// <summary>Opening a pipe waits for who writes to it: the import would hang, deaf to signals.</summary>
    [Theory]
    [InlineData("journal.csv")]
    [InlineData("accounts.csv")]
    [InlineData("bookseal.json")]
    public async Task Import_APipeInsteadOfAFile_IsRefusedAndNotRead(string file)
    {
        var path = Path.Combine(_company.Books, file);
        File.Delete(path);
        (await ProgramRunner.RunAsync(_company.Folder, "mkfifo", [path])).Exits(0);
        (await ImportAsync()).Refuses(65, "NOT_PLAIN_FILE");
    }

    [Theory]
    [InlineData("journal.csv", "45.50,,", "+45.50,,", "journal.csv:4:29", "AMOUNT_INVALID")]
    [InlineData("journal.csv", "J3,", "j1,", "journal.csv:6:1", "ENTRY_ID_TWIN")]
    [InlineData(
        "journal.csv",
        "J2,2026-01-20,Entry J2,6000",
        "J\u200b2,2026-01-20,x,6000",
        "journal.csv:4:1",
        "TEXT_INVISIBLE"
    )]
    [InlineData("journal.csv", "45.50,,", "45,50,,", "journal.csv:4:1", "CSV_CELL_COUNT")]
    [InlineData("journal.csv", "45.50,,", "45.505,,", "journal.csv:4:29", "AMOUNT_INVALID")]
    [InlineData("journal.csv", "45.50,,", "-45.50,,", "journal.csv:4:29", "AMOUNT_NEGATIVE")]
    [InlineData("journal.csv", "45.50,,", "99999999999999999.00,,", "journal.csv:4:29", "AMOUNT_TOO_LARGE")]
    [InlineData("journal.csv", "2026-01-20", "20.01.2026", "journal.csv:4:4", "DATE_INVALID")]
    [InlineData(
        "journal.csv",
        "J2,2026-01-20,Entry J2,6000",
        "J2,2026-01-20,Entry J2,6001",
        "journal.csv:4:24",
        "ACCOUNT_UNKNOWN"
    )]
    [InlineData("journal.csv", "2026-01-05", "2025-12-31", "journal.csv:2:1", "BEFORE_BOOKS_START")]
    [InlineData("journal.csv", "6000,45.50", "6000,45.51", "journal.csv:4:1", "ENTRY_UNBALANCED")]
    [InlineData("journal.csv", "J3,", "J1,", "journal.csv:6:1", "ENTRY_DUPLICATE")]
    [InlineData("journal.csv", "entry_id", "whole", "journal.csv:1:1", "CSV_HEADER")]
    [InlineData("accounts.csv", "expense", "cost", "accounts.csv:7:11", "ACCOUNT_TYPE_INVALID")]
    [InlineData("accounts.csv", "cash", "cache", "accounts.csv:2:17", "ACCOUNT_TAG_INVALID")]
    [InlineData("opening_balances.csv", "500.00,", "500.01,", "opening_balances.csv:1:1", "OPENING_UNBALANCED")]
    [InlineData("subledgers.csv", "debit", "left", "subledgers.csv:2:35", "SIDE_INVALID")]
    [InlineData("bookseal.json", "\"tenant\"", "\"tenants\"", "bookseal.json:1:1", "COMPANY_INVALID")]
    [InlineData("bookseal.json", "{", "[", "bookseal.json:1:1", "JSON_INVALID")]
    [InlineData("bookseal.json", "approver", "owner", "bookseal.json:1:1", "COMPANY_INVALID")]
    public async Task Import_Fault_SaysWhereAndImportsNothing(
        string file,
        string part,
        string instead,
        string where,
        string code
    )
    {
        _company.Replace(file, part, instead);
        var imported = (await ImportAsync()).Refuses(65, $"{where} {code}");
        var fault = (JsonObject)imported.Json["error"]!;
        Assert.Equal((where, code), (((JsonString)fault["where"]!).Value, ((JsonString)fault["code"]!).Value));
        Assert.False(Directory.Exists(Path.Combine(_company.Data, "objects")), "something was stored");
        Assert.False(Directory.Exists(Path.Combine(_company.Data, "tables")), "something was recorded");
    }

    [Fact]
    public async Task Import_EntryEdited_IsToldByADryRunAndReplacedOnce()
    {
        (await ImportAsync()).Exits(0);
        _company.Replace("journal.csv", "J2,2026-01-20,Entry J2,6000,45.50", "J2,2026-01-20,Entry J2,6000,46.50");
        _company.Replace("journal.csv", "J2,2026-01-20,Entry J2,1000,,45.50", "J2,2026-01-20,Entry J2,1000,,46.50");
        var dryRun = (await _company.BooksealAsync("import", _company.Books, "--dry-run")).Exits(0);
        Assert.Contains("edited in their source, and replaced", dryRun.Output, StringComparison.Ordinal);
        Assert.Single(((JsonArray)(await ImportAsync()).Exits(0).Json["entries_changed"]!).Items);
        Assert.Empty(((JsonArray)(await ImportAsync()).Exits(0).Json["entries_changed"]!).Items);
    }

    [Fact]
    public async Task Import_OfAnEntryOfAClosedMonth_PostsItAsALateItem()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        _company.AddEntry("J9", "2026-01-31", "6000", "1000", "1.00");
        var imported = (await ImportAsync()).Exits(0);
        Assert.Equal("1", imported.Json["late_items"]!.ToString());
    }

    [Fact]
    public async Task Import_IntoAClosingMonth_IsRefused()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        _company.AddEntry("J9", "2026-01-31", "6000", "1000", "1.00");
        (await ImportAsync()).Refuses(3, "PERIOD_CLOSING");
    }

    [Fact]
    public async Task Import_OpeningsAfterTheFirstClose_AreRefused()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        _company.Replace("opening_balances.csv", "500.00", "600.00");
        (await ImportAsync()).Refuses(3, "OPENINGS_SEALED");
    }

    [Fact]
    public async Task Import_FilesMissing_SaysWhich()
    {
        File.Delete(Path.Combine(_company.Books, "accounts.csv"));
        (await ImportAsync()).Refuses(65, "accounts.csv:1:1 FILE_MISSING");
        File.Delete(Path.Combine(_company.Books, "bookseal.json"));
        (await ImportAsync()).Refuses(65, "FILE_MISSING");
    }

    [Fact]
    public async Task Init_ThenImportAndCloseOfAnEmptyMonth_GivesAValidProof()
    {
        var books = Path.Combine(_company.Folder, "fresh");
        (
            await _company.BooksealAsync(
                "init",
                books,
                "--tenant",
                "fresh",
                "--currency",
                "EUR",
                "--start",
                "2026-01-01"
            )
        ).Exits(0);
        (await _company.BooksealAsync("init", books, "--tenant", "fresh")).Refuses(3, "BOOKS_EXIST");
        (await _company.BooksealAsync("import", books)).Exits(0);
        (await _company.BooksealAsync("health", books, "--period", "2026-01")).Exits(0);
        var closed = (await _company.BooksealAsync("close", books, "--period", "2026-01", "--yes", "--json")).Exits(0);
        Assert.True(closed.Flag("verified"));
        (await ProgramRunner.VerifierAsync(_company.Folder, closed.Text("bag"), "--allow-untrusted")).Exits(0);
    }

    private Task<ProgramResult> ImportAsync() => _company.BooksealAsync("import", _company.Books, "--json");
}
