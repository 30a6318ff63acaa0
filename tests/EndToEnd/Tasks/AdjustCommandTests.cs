using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Tasks;

/// <summary><c>bookseal adjust</c>, before a close and during it.</summary>
public sealed class AdjustCommandTests : IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    public AdjustCommandTests() => _company.Append("accounts.csv", "2300,Accrued,liability,");

    [Fact]
    public async Task Adjust_InAnOpenMonth_PostsOnceAndReversesInTheNext()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        var posted = (await AdjustAsync("2026-01", "accrual", "6000", "2300", "--json")).Exits(0).Json;
        Assert.Equal(("false", "true"), (posted["known"]!.ToString(), posted["auto_reverse"]!.ToString()));
        Assert.Equal(
            "true",
            (await AdjustAsync("2026-01", "accrual", "6000", "2300", "--json")).Exits(0).Json["known"]!.ToString()
        );
        (await AdjustAsync("2026-01", "accrual", "2300", "6000")).Refuses(3, "ADJUSTMENT_SHAPE_INVALID");
        (await AdjustAsync("2026-01", "gift", "6000", "2300")).Refuses(64, "ADJUSTMENT_TYPE_INVALID");
        (await RunAsync("close", _company.Books, "--period", "2026-01", "--yes")).Exits(0);
        var next = await RunAsync("close", _company.Books, "--period", "2026-02", "--yes");
        Assert.Contains("Reversed 1 accrual(s)", next.Errors, StringComparison.Ordinal);
        (await AdjustAsync("2026-01", "accrual", "6000", "2300", "--key", "late")).Refuses(3, "PERIOD_CLOSED");
    }

    [Fact]
    public async Task Adjust_DuringTheClose_IsPostedUnderItsLockAndTask()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        (await AdjustAsync("2026-01", "accrual", "6000", "2300", "--key", "early")).Exits(0);
        (await _company.CloseAsync("2026-01")).Exits(4);
        var early = await AdjustAsync("2026-01", "accrual", "6000", "2300", "--key", "early", "--json");
        Assert.Equal("true", early.Exits(0).Json["known"]!.ToString());
        (await AdjustAsync("2026-01", "accrual", "6000", "2300")).Exits(0);
        (await AdjustAsync("2026-01", "reclass", "6000", "4000")).Exits(0);
        var lines = await File.ReadAllLinesAsync(
            Directory
                .EnumerateFiles(_company.Data, "00001.ndjson", SearchOption.AllDirectories)
                .Single(path => path.Contains(Path.Combine("journal", "tiny", "2026-01")))
        );
        Assert.Contains("\"task\":10", lines[^2], StringComparison.Ordinal);
        Assert.Contains("\"task\":18", lines[^1], StringComparison.Ordinal);
        (await AdjustAsync("2026-01", "accrual", "6000", "2300")).Exits(0);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> AdjustAsync(
        string period,
        string type,
        string debit,
        string credit,
        params string[] more
    ) =>
        RunAsync([
            "adjust",
            _company.Books,
            "--period",
            period,
            "--type",
            type,
            "--debit",
            debit,
            "--credit",
            credit,
            "--amount",
            "12.50",
            "--text",
            "Power",
            "--as",
            "petra",
            .. more,
        ]);

    private Task<ProgramResult> RunAsync(params string[] arguments) => _company.BooksealAsync(arguments);
}
