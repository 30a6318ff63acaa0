using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>What <c>bookseal report</c> says of where its figures come from.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly TestCompany _company = new();

    [Fact]
    public async Task Report_OfAClosedMonth_IsTheSealedOneWhateverWasImportedSince()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var before = (await ReportAsync("2026-01", "csv")).Exits(0);
        Assert.Contains("2026-01: sealed, version 1", before.Errors, StringComparison.Ordinal);

        _company.Replace("accounts.csv", "6000,Rent", "6000,Rooms");
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);

        Assert.Equal(before.Output, (await ReportAsync("2026-01", "csv")).Exits(0).Output);
        var text = (await ReportAsync("2026-01", "text")).Exits(0).Output;
        Assert.Contains("sealed, version 1", text, StringComparison.Ordinal);
        Assert.Contains("6000  Rent ", text, StringComparison.Ordinal);
        Assert.Equal("sealed", (await ReportAsync("2026-01", "json")).Exits(0).Text("status"));
    }

    [Fact]
    public async Task Report_OfAnOpenMonth_IsADraftOfTheBooksAsTheyAre()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        _company.Replace("accounts.csv", "6000,Rent", "6000,Rooms");
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);

        var text = (await ReportAsync("2026-02", "text")).Exits(0).Output;
        Assert.Contains("draft", text, StringComparison.Ordinal);
        Assert.Contains("6000  Rooms", text, StringComparison.Ordinal);
        Assert.Equal("draft", (await ReportAsync("2026-02", "json")).Exits(0).Text("status"));
    }

    [Fact]
    public async Task Report_AsCsv_SpeaksDecimalsAndAPdfNeedsAFile()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var csv = (await ReportAsync("2026-01", "csv")).Exits(0).Output;
        Assert.StartsWith("currency,section,account,name,period,year_to_date", csv, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^EUR,net_income,,,-?\d+\.\d\d,-?\d+\.\d\d,\r?$", csv);
        (await ReportAsync("2026-01", "pdf")).Refuses(64, "USAGE");
    }

    [Fact]
    public async Task Report_OfAMonthInWhichNothingCanBe_IsRefusedAtOnce()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await ReportAsync("9998-12", "text")).Refuses(3, "PERIOD_TOO_FAR_AHEAD");
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> ReportAsync(string period, string format) =>
        _company.BooksealAsync("report", "income-statement", _company.Books, "--period", period, "--format", format);
}
