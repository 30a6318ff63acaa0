using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>What people mistype, and what they are told.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly TestCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task Close_MistypedOption_IsUsageForPeopleAndScripts()
    {
        var refused = (
            await _company.BooksealAsync("close", _company.Books, "--period", "2026-01", "--yess", "--json")
        ).Refuses(64, "unknown option '--yess'");
        Assert.Equal("USAGE", ((JsonString)((JsonObject)refused.Json["error"]!)["code"]!).Value);
    }

    [Fact]
    public async Task Reverse_ASecondTime_IsRefusedOnAnyOtherDay()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await _company.BooksealAsync("reverse", "J2", _company.Books, "--date", "2026-02-01", "--as", "petra")).Exits(
            0
        );
        Assert.Contains(
            "Known already",
            (await _company.BooksealAsync("reverse", "J2", _company.Books, "--date", "2026-02-01", "--as", "petra"))
                .Exits(0)
                .Output,
            StringComparison.Ordinal
        );
        (
            await _company.BooksealAsync("reverse", "J2", _company.Books, "--date", "2026-03-01", "--as", "petra")
        ).Refuses(3, "ALREADY_REVERSED");
    }

    [Fact]
    public async Task Report_IntoAFolderThatIsNotThere_NamesTheFile()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var target = Path.Combine(_company.Folder, "nowhere", "x.pdf");
        var refused = (
            await _company.BooksealAsync(
                "report",
                "balance-sheet",
                _company.Books,
                "--period",
                "2026-01",
                "--format",
                "pdf",
                "--out",
                target
            )
        ).Refuses(3, "OUTPUT_UNWRITABLE");
        Assert.Contains(target, refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02", false)]
    [InlineData("2027-01", true)]
    public async Task Report_OfAYearWhosePredecessorIsOpen_SaysSo(string period, bool isSaid)
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var report = (
            await _company.BooksealAsync("report", "income-statement", _company.Books, "--period", period)
        ).Exits(0);
        Assert.Equal(isSaid, report.Errors.Contains("YEAR_NOT_CLOSED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_DataIsAFile_IsSaid()
    {
        var file = Path.Combine(_company.Books, "bookseal.json");
        (
            await ProgramRunner.RunAsync(
                _company.Folder,
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
                    "status",
                    _company.Books,
                    "--period",
                    "2026-01",
                    "--data",
                    file,
                ]
            )
        ).Refuses(65, "DATA_INVALID");
    }

    [Fact]
    public async Task KeysExport_OfSomeoneWhoCertifiesNothing_MakesNoKey()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await _company.BooksealAsync("keys", "export", _company.Books, "petra")).Refuses(3, "KEY_NOT_FOUND");
        Assert.Empty(
            Directory.Exists(Path.Combine(_company.Data, "keys"))
                ? Directory.EnumerateFiles(Path.Combine(_company.Data, "keys"), "*petra*", SearchOption.AllDirectories)
                : []
        );
    }
}
