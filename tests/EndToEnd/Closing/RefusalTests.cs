using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>Who may not do what when. Each test has a company of its own.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task Close_ApproverWhoBroughtTheBooks_IsRefusedAsNotSegregated()
    {
        (await _company.BooksealAsync("import", _company.Books, "--as", "anna")).Exits(0);
        var closed = (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Refuses(
            3,
            "SEGREGATION_OF_DUTIES"
        );
        Assert.Equal("SEGREGATION_OF_DUTIES", ErrorCode(closed));

        // The refusal does not cost the close: the other approver certifies.
        var finished = (await _company.CloseAsync("2026-01", "--yes", "--as", "bert")).Exits(0);
        Assert.Equal("bert", finished.Text("certified_by"));
        Assert.True(finished.Flag("verified"));
    }

    [Fact]
    public async Task Close_OneApproverUnattended_LeavesPreparationToOthers()
    {
        var closed = (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
        Assert.Equal("anna", closed.Text("certified_by"));
        Assert.True(closed.Flag("verified"));
    }

    [Fact]
    public async Task Close_ApproverWhoPosted_IsRefusedAsNotSegregated()
    {
        (await _company.BooksealAsync("import", _company.Books, "--as", "anna")).Exits(0);
        (await _company.CloseAsync("2026-01", "--as", "petra")).Exits(4);
        (await _company.CloseAsync("2026-01", "--yes", "--as", "rolf")).Exits(4);
        (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Refuses(3, "SEGREGATION_OF_DUTIES");
    }

    [Fact]
    public async Task Close_AdvisorySegregation_IsOnlyRecorded()
    {
        _company.Replace("bookseal.json", "enforced", "advisory");
        (await _company.BooksealAsync("import", _company.Books, "--as", "anna")).Exits(0);
        var closed = (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
        Assert.True(closed.Flag("verified"));
        (await ProgramRunner.VerifierAsync(_company.Folder, closed.Text("bag"), "--allow-untrusted")).Exits(0);
    }

    [Fact]
    public async Task Close_Auditor_LacksTheAuthority()
    {
        (await _company.CloseAsync("2026-01", "--yes", "--as", "otto")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (
            await _company.BooksealAsync("close", "--tenant", "tiny", "--period", "2026-01", "--yes", "--as", "otto")
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        Assert.Equal("none", (await StatusAsync()).Text("status"));
    }

    [Fact]
    public async Task Close_Stranger_IsUnknown() =>
        (await _company.CloseAsync("2026-01", "--yes", "--as", "mallory")).Refuses(3, "PERSON_UNKNOWN");

    [Fact]
    public async Task Close_WithoutYesAndTerminal_WaitsForAPersonAndGoesOn()
    {
        var waiting = (await _company.CloseAsync("2026-01")).Exits(4);
        Assert.Contains("waits for task 3", waiting.Errors, StringComparison.Ordinal);
        Assert.Equal("in_progress", waiting.Text("status"));
        Assert.Equal("closing", waiting.Text("period_status"));

        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.Equal(waiting.Text("run_id"), closed.Text("run_id"));
    }

    [Fact]
    public async Task Close_PreparerAlone_WaitsForAnApprover()
    {
        var waiting = (await _company.CloseAsync("2026-01", "--yes", "--as", "petra")).Exits(4);
        Assert.Equal("completed", waiting.Text("status"));
        Assert.Contains("(role approver)", waiting.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-15T12:00:00Z")]
    [InlineData("2026-01-31T22:59:59Z")]
    public async Task Close_BeforeTheMonthEndsInTheCompanysZone_IsRefused(string now) =>
        (await _company.CloseAsync("2026-01", "--yes", "--now", now)).Refuses(3, "PERIOD_NOT_ENDED");

    [Fact]
    public async Task Close_RightAfterMidnightInTheCompanysZone_Closes() =>
        (await _company.CloseAsync("2026-01", "--yes", "--now", "2026-01-31T23:00:00Z")).Exits(0);

    [Fact]
    public async Task Close_SecondMonthFirst_IsNotReady()
    {
        var closed = (await _company.CloseAsync("2026-02", "--yes")).Refuses(2, "NOT_READY");
        Assert.Contains("2026-01 is not closed", closed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_MonthBeforeTheBooks_IsRefused() =>
        (await _company.CloseAsync("2025-12", "--yes")).Refuses(3, "PERIOD_BEFORE_BOOKS");

    [Theory]
    [InlineData("2026-14")]
    [InlineData("January")]
    [InlineData("2026-1")]
    public async Task Close_NoMonth_IsAUsageFault(string period) =>
        (await _company.CloseAsync(period, "--yes")).Refuses(64, "PERIOD_INVALID");

    [Fact]
    public async Task Close_UnknownTenant_HasNoBooks()
    {
        (await _company.BooksealAsync("close", "--tenant", "nobody", "--period", "2026-01", "--yes")).Refuses(
            3,
            "BOOKS_NOT_FOUND"
        );
        (await _company.BooksealAsync("status", "--tenant", "nobody", "--period", "2026-01")).Refuses(
            3,
            "BOOKS_NOT_FOUND"
        );
        (await _company.BooksealAsync("close", "--tenant", "No/Body", "--period", "2026-01", "--yes")).Refuses(
            65,
            "TENANT_INVALID"
        );
    }

    [Fact]
    public async Task Close_NoCompany_SaysHowToNameOne() =>
        (await _company.BooksealAsync("close", "--period", "2026-01")).Refuses(65, "COMPANY_MISSING");

    private Task<ProgramResult> StatusAsync() =>
        _company.BooksealAsync("status", "--tenant", "tiny", "--period", "2026-01", "--json");

    private static string ErrorCode(ProgramResult result) =>
        ((JsonString)((JsonObject)result.Json["error"]!)["code"]!).Value;
}
