using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Posting;

/// <summary>A credit note of 20 settles part of an invoice of 120, by the command that people type.</summary>
public sealed class ApplyTests : IDisposable
{
    private readonly TestCompany _company = new();

    public ApplyTests()
    {
        _company.AddEntry("J8", "2026-01-28", "4000", "1200", "20.00", "AR,C1,CN-1");
        _company.Append("subledgers.csv", "AR,C1,CN-1,2026-01-28,,credit,20.00,EUR,,Credit note");
    }

    [Fact]
    public async Task Apply_ACreditToABill_LeavesTheRestOpenAndStandsInTheProof()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        Assert.Equal("120.00 -20.00 100.00", await OwedAsync());
        (await ApplyAsync("--amount", "200.00")).Refuses(3, "APPLICATION_TOO_LARGE");
        (await ApplyAsync("--as", "otto")).Refuses(3, "CLOSE_AUTHORITY_DENIED");

        Assert.Contains(
            "Applied 20.00 EUR of CN-1 to INV-1",
            (await ApplyAsync()).Exits(0).Output,
            StringComparison.Ordinal
        );

        (await ApplyAsync()).Refuses(3, "ITEM_NOT_OPEN");
        Assert.Equal("100.00 0.00 100.00", await OwedAsync());
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        (await ApplyAsync()).Refuses(3, "PERIOD_CLOSED");
        Assert.Equal("100.00 0.00 100.00", await OwedAsync());
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> ApplyAsync(params string[] options) =>
        _company.BooksealAsync([
            "apply",
            "CN-1",
            _company.Books,
            "--to",
            "INV-1",
            "--subledger",
            "AR",
            "--entity",
            "C1",
            "--date",
            "2026-01-31",
            .. options,
        ]);

    /// <summary>What the ageing shows as not due, as unapplied and in all.</summary>
    private async Task<string> OwedAsync()
    {
        var report = await _company.BooksealAsync(
            "report",
            "ageing",
            _company.Books,
            "--period",
            "2026-01",
            "--format",
            "csv"
        );
        var rows = report.Exits(0).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var (header, row) = (rows[0].Split(','), rows[1].Split(','));
        return string.Join(
            ' ',
            new[] { "current", "unapplied", "total" }.Select(column => row[Array.IndexOf(header, column)])
        );
    }
}
