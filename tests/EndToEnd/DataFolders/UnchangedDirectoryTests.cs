using System.Globalization;
using System.Text.RegularExpressions;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.DataFolders;

/// <summary>
/// Files that had nothing to add to the books as they stand are not read again; whatever changed of either, is.
/// </summary>
public sealed class UnchangedDirectoryTests : IDisposable
{
    private const string Spared = "is as it was read last: 5 entries";
    private readonly TestCompany _company = new();
    private readonly TemporaryFolder _user = new();

    public void Dispose()
    {
        _company.Dispose();
        _user.Dispose();
    }

    [Fact]
    public async Task Health_NothingChanged_DoesNotReadTheDirectory()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        var first = await HealthAsync();
        Assert.Contains(Spared, first.Errors, StringComparison.Ordinal);
        // The reader would refuse this; what a directory without a state folder says of the same books is the same.
        var read = await _company.BooksealAsync("health", _company.Books, "--period", "2026-01");
        Assert.DoesNotContain(Spared, read.Errors, StringComparison.Ordinal);
        Assert.Equal(read.Output, first.Output);
    }

    [Fact]
    public async Task Health_AFileChanged_TakesItIn()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        _company.AddEntry("J9", "2026-01-27", "6000", "1000", "3.00");
        Assert.DoesNotContain(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
        (await RunAsync("trace", _company.Books, "J9")).Exits(0);
        Assert.Contains("read last: 6 entries", (await HealthAsync()).Errors, StringComparison.Ordinal);

        _company.Write("journal.csv", "not,a,journal\n");
        (await HealthAsync(65)).Refuses(65, "CSV_HEADER");
        (await HealthAsync(65)).Refuses(65, "CSV_HEADER");
    }

    /// <summary>Somebody edits the journal in the store: the source's entry is not what stands there.</summary>
    [Fact]
    public async Task Health_TheStoredJournalWasEdited_ReadsAndPutsItRight()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        var journal = Path.Combine(_company.Data, "objects/journal/tiny/2026-01/00001.ndjson");
        var text = await File.ReadAllTextAsync(journal);
        Assert.Contains("Entry J2", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(journal, text.Replace("Entry J2", "Entry X2", StringComparison.Ordinal));
        Assert.DoesNotContain(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
        Assert.Contains("\"edit\":\"amended\"", await File.ReadAllTextAsync(journal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_TheImportWasTakenBack_BringsItInAgain()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        (await RunAsync("import", _company.Books, "--undo", "2026-01", "--yes")).Exits(0);
        var again = await HealthAsync();
        Assert.DoesNotContain(Spared, again.Errors, StringComparison.Ordinal);
        Assert.Contains(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_WhatWasRememberedIsBroken_ReadsTheDirectory()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        var remembered = Assert.Single(Directory.GetFiles(_user.In("state/bookseal/last-readings")));
        await File.WriteAllTextAsync(remembered, "{\"files\":7}");
        Assert.DoesNotContain(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
        Assert.Contains(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
    }

    /// <summary>What is to be told is told each time.</summary>
    [Fact]
    public async Task Health_SomethingWasNoticed_ReadsTheDirectoryEachTime()
    {
        _company.AddEntry("J9", "2026-06-27", "6000", "1000", "3.00");
        (await RunAsync("import", _company.Books)).Exits(0);
        for (var time = 0; time < 2; time++)
            Assert.Contains("DATED_AHEAD", (await HealthAsync()).Errors, StringComparison.Ordinal);
    }

    /// <summary>What is said of how to read the files decides of what they say.</summary>
    [Fact]
    public async Task Health_AnotherWordOnHowToRead_ReadsTheDirectory()
    {
        Tabulate();
        (await RunAsync("import", _company.Books)).Refuses(65, "DATE_INVALID");
        (await RunAsync("import", _company.Books, "--dates", "DD/MM/YYYY")).Exits(0);
        Assert.Contains(Spared, (await HealthAsync(0, "--dates", "dmy")).Errors, StringComparison.Ordinal);
        (await HealthAsync(65)).Refuses(65, "DATE_INVALID");

        _company.Write("mapping.json", """{"tables":{"journal.csv":{"dates":"dmy"}}}""");
        Assert.DoesNotContain(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
        Assert.Contains(Spared, (await HealthAsync()).Errors, StringComparison.Ordinal);
        _company.Write("mapping.json", """{"tables":{"journal.csv":{"dates":"mdy"}}}""");
        (await HealthAsync(65)).Refuses(65, "DATE_INVALID"); // 20/01/2026
    }

    /// <summary>Nothing is passed over in silence, read or remembered.</summary>
    [Fact]
    public async Task Health_ColumnsThatNothingIsTakenFrom_AreToldEachTime()
    {
        Tabulate();
        _company.Write("mapping.json", """{"tables":{"journal.csv":{"dates":"dmy"}}}""");
        var imported = (await RunAsync("import", _company.Books, "--json")).Exits(0);
        Assert.Contains("nothing is taken from \\\"Colour\\\"", imported.Output, StringComparison.Ordinal);
        var table = (JsonObject)((JsonArray)imported.Json["tables"]!).Items[0];
        Assert.Equal(
            """
            {"columns":{},"dates":"dmy","decimal_mark":",","delimiter":";","encoding":"utf-8","file":"journal.csv",
            """
                + """
                "ignored":["Colour"]}
                """,
            table.ToString()
        );
        var health = await HealthAsync();
        Assert.Contains(Spared, health.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "COLUMNS_IGNORED: as before, nothing is taken from 1 column(s)",
            health.Errors,
            StringComparison.Ordinal
        );
    }

    /// <summary>The journal as a spreadsheet of another country writes it.</summary>
    private void Tabulate()
    {
        var rows = File.ReadAllLines(Path.Combine(_company.Books, "journal.csv"))
            .Select(line => line.Split(','))
            .Select((cells, at) => at == 0 ? [.. cells, "Colour"] : (string[])[.. cells.Select(Local), "red"]);
        _company.Write("journal.csv", string.Concat(rows.Select(row => string.Join(';', row) + "\r\n")));
    }

    private static string Local(string cell) =>
        DateOnly.TryParse(cell, CultureInfo.InvariantCulture, out var date)
            ? date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : Regex.Replace(cell, @"^(\d+)\.(\d\d)$", "$1,$2");

    [Fact]
    public async Task Health_AnotherDataFolder_ImportsThere()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        string[] elsewhere = ["--data", _user.In("other"), "--now", TestCompany.AfterFebruary];
        (await ProgramAsync("import", [_company.Books, .. elsewhere])).Exits(0);
        var health = await ProgramAsync("health", [_company.Books, "--period", "2026-01", .. elsewhere]);
        Assert.Contains(Spared, health.Exits(0).Errors, StringComparison.Ordinal);
    }

    private async Task<ProgramResult> HealthAsync(int code = 0, params string[] more) =>
        (await RunAsync("health", [_company.Books, "--period", "2026-01", .. more])).Exits(code);

    private Task<ProgramResult> RunAsync(string command, params string[] arguments) =>
        ProgramAsync(command, [.. arguments, "--data", _company.Data, "--now", TestCompany.AfterFebruary]);

    private Task<ProgramResult> ProgramAsync(string command, string[] arguments) =>
        ProgramRunner.BooksealAsync(_company.Folder, ("XDG_STATE_HOME", _user.In("state")), [command, .. arguments]);
}
