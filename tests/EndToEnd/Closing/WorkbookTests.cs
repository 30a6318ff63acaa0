using System.Globalization;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Import;
using Bookseal.Import.Tables;
using Bookseal.Tests;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>Every report as a workbook says, cell for cell, what its CSV says.</summary>
public sealed class WorkbookTests : IDisposable
{
    private readonly TestCompany _company = new();

    [Theory]
    [InlineData("trial-balance")]
    [InlineData("income-statement")]
    [InlineData("balance-sheet")]
    [InlineData("general-ledger")]
    [InlineData("roll-forward")]
    [InlineData("ageing")]
    [InlineData("bank")]
    public async Task Report_AsAWorkbook_SaysWhatItsCsvSays(string report)
    {
        _company.Replace("accounts.csv", "6000,Rent", "6000,=Rent & heat");
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var rows = CsvRows.Of(
            await FileAsync("csv", "report", report, "--period", "2026-01", "--format", "csv", "--out")
        );
        var bytes = await FileAsync("xlsx", "report", report, "--period", "2026-01", "--format", "xlsx", "--out");
        Assert.Equal(
            bytes,
            await FileAsync("xlsx", "report", report, "--period", "2026-01", "--format", "xlsx", "--out")
        );

        Compare(rows, bytes);
        var read = new ReadWorkbook(bytes);
        Assert.Equal((report, $"Tiny Works - {report} 2026-01 - draft"), (read.SheetName, read.Title));
    }

    [Fact]
    public async Task Statement_OfAWorkbook_HasItsTotalsInBold()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var bytes = await FileAsync(
            "xlsx",
            ["report", "balance-sheet", "--period", "2026-01", "--format", "xlsx", "--out"]
        );
        var read = new ReadWorkbook(bytes);
        Assert.Equal(
            ["section", "total_assets", "total_liabilities", "total_equity"],
            read.Rows.Where(row => row.TrueForAll(read.IsBold)).Select(row => read.TextOf(row[1]))
        );
    }

    [Fact]
    public async Task Tables_OfJobsSchedulesAndCosts_AreWorkbooksToo()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        string[] days = ["--start-date", "2026-01-01", "--end-date", "2026-01-31", "--format"];
        foreach (var report in (string[])["close-package", "restatements", "restatement-runs"])
            Compare(
                CsvRows.Of(await FileAsync("csv", ["costs", report, .. days, "csv", "--out"])),
                await FileAsync("xlsx", ["costs", report, .. days, "xlsx", "--out"])
            );
        foreach (var table in (string[])["jobs", "schedules"])
        {
            var csv = await _company.BooksealAsync(table, _company.Books, "--period", "2026-01", "--csv");
            Compare(
                CsvRows.Of(System.Text.Encoding.UTF8.GetBytes(csv.Exits(0).Output)),
                await FileAsync("xlsx", table, "--period", "2026-01", "--xlsx")
            );
        }
    }

    [Fact]
    public async Task Workbook_WithoutAFile_IsRefused()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var report = await _company.BooksealAsync([
            "report",
            "trial-balance",
            _company.Books,
            "--period",
            "2026-01",
            "--format",
            "xlsx",
        ]);
        report.Refuses(64, "USAGE");
    }

    public void Dispose() => _company.Dispose();

    private static void Compare(IReadOnlyList<string[]> csv, byte[] workbook)
    {
        var read = new ReadWorkbook(workbook);
        Assert.Empty(read.Errors);
        var columns = csv[0].Length;
        // A CSV keeps a formula from running by an apostrophe; a workbook needs none.
        var expected = csv.Select(row => row.Select(Bare).ToArray()).ToList();
        Assert.Equal(expected, read.Texts(columns));
        Assert.Equal(
            expected.Select(row => row.Select(Value)),
            Own(workbook, columns).Select(row => row.Select(Value))
        );
    }

    /// <summary>By the reader of this project: numbers are what it has of them, without trailing zeros.</summary>
    private static IEnumerable<string[]> Own(byte[] workbook, int columns)
    {
        var faults = new ImportFaults();
        var table = TableSource.Of("report.xlsx", workbook, sheet: null, faults)!;
        Assert.Empty(faults.Faults);
        foreach (var row in table.Rows('\0'))
            yield return [.. row.Select(cell => cell.Text).Concat(Enumerable.Repeat("", columns - row.Count))];
    }

    private static string Bare(string cell) => cell.StartsWith("'=", StringComparison.Ordinal) ? cell[1..] : cell;

    private static object Value(string cell) =>
        decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : cell;

    private async Task<byte[]> FileAsync(string ending, params string[] command)
    {
        var path = Path.Combine(_company.Folder, $"{Guid.NewGuid():N}.{ending}");
        string[] place = command[0] == "jobs" || command[0] == "schedules" ? [command[0]] : command[..2];
        (await _company.BooksealAsync([.. place, _company.Books, .. command[place.Length..], path])).Exits(0);
        return await File.ReadAllBytesAsync(path);
    }
}
