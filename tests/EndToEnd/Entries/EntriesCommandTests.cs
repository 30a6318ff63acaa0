using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Entries;

/// <summary><c>bookseal entries</c>: what the journals hold, found again by those who look for it.</summary>
public sealed class EntriesCommandTests : IDisposable
{
    private readonly TestCompany _company = new();

    [Fact]
    public async Task Search_OverClosedAndOpenMonths_SaysWhereEachEntryStands()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var found = (await EntriesAsync("--account", "6000", "--amount", "45.50", "--json")).Exits(0);
        Assert.Equal("2", found.Json["count"]!.ToString());
        Assert.Equal("[\"2026-01\"]", found.Json["closed_periods"]!.ToString());
        Assert.Equal(["2026-01 2 J2", "2026-02 2 F2"], Found(found));
        var people = (await EntriesAsync("--text", "entry j", "--limit", "1")).Exits(0).Output;
        Assert.Contains("1 of 3 entries; --limit shows more", people, StringComparison.Ordinal);
        Assert.Contains("Closed: 2026-01.", people, StringComparison.Ordinal);
        Assert.Contains(
            "    6000 Rent",
            (await EntriesAsync("--text", "j3")).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Search_ByPersonDateAndPeriod_FindsWhatFitsAllOfThem()
    {
        (await _company.BooksealAsync(["import", _company.Books, "--as", "petra"])).Exits(0);
        Assert.Equal(
            ["2026-01 2 J2"],
            Found((await EntriesAsync("--person", "petra", "--date", "2026-01-20", "--json")).Exits(0))
        );
        Assert.Equal(
            ["2026-02 1 F1", "2026-02 2 F2"],
            Found((await EntriesAsync("--period", "2026-02", "--json")).Exits(0))
        );
        Assert.Equal(
            ["2026-01 3 J3", "2026-02 1 F1"],
            Found((await EntriesAsync("--from", "2026-01-21", "--to", "2026-02-03", "--json")).Exits(0))
        );
        Assert.Contains(
            "No entry fits.",
            (await EntriesAsync("--person", "otto")).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Search_OfAReversedEntry_NamesItsReversalInAnotherMonth()
    {
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        (
            await _company.BooksealAsync(["reverse", "J2", _company.Books, "--date", "2026-02-01", "--as", "petra"])
        ).Exits(0);
        var original = (await EntriesAsync("--text", "J2", "--period", "2026-01")).Exits(0).Output;
        Assert.Matches("reversed by .* in 2026-02", original);
        Assert.Contains(
            "reverses J2",
            (await EntriesAsync("--period", "2026-02")).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Search_OfAnEditedEntry_ShowsAllOfItsLives()
    {
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        _company.Replace("journal.csv", "Entry J3", "Entry J3 the shop");
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        var lives = (await EntriesAsync("--text", "J3", "--period", "2026-01")).Exits(0).Output;
        Assert.Contains("taken back by J3~1-R (amended in words in its source)", lives, StringComparison.Ordinal);
        Assert.Contains("replaced by J3~1", lives, StringComparison.Ordinal);
        Assert.Contains("takes back J3, which was amended in words in its source", lives, StringComparison.Ordinal);
        Assert.Contains("stands in the place of J3", lives, StringComparison.Ordinal);
    }

    /// <summary>500.00 opening; 45.50 and 4.50 rent in January, 120.00 in and 45.50 out in February.</summary>
    [Fact]
    public async Task Ledger_OfTheBank_RunsFromTheOpeningThroughAClosedMonth()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var ledger = (await EntriesAsync("--account", "1000", "--ledger", "--json")).Exits(0);
        Assert.Equal(
            ["J2 6000 45450", "J3 6000 45000", "F1 1200 57000", "F2 6000 52450"],
            Items(ledger, "lines")
                .Select(line => $"{Text(line, "entry")} {First(line, "contra")} {Text(line, "balance_minor")}")
        );
        var february = (await EntriesAsync("--account", "1000", "--ledger", "--period", "2026-02", "--json")).Exits(0);
        var total = Assert.Single(Items(february, "totals"));
        Assert.Equal(("45000", "52450"), (Text(total, "opening_minor"), Text(total, "closing_minor")));
        var people = (
            await EntriesAsync("--account", "1000", "--ledger", "--from", "2026-01-21", "--limit", "1")
        ).Exits(0);
        Assert.Matches("Brought forward +454.50", people.Output);
        Assert.Contains("The first 1 of 3 lines", people.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ledger", null, "FILTER_INVALID")]
    [InlineData("--limit", "0", "FILTER_INVALID")]
    [InlineData("--amount", "12,50", "AMOUNT_INVALID")]
    [InlineData("--date", "soon", "DATE_INVALID")]
    [InlineData("--period", "2026-14", "PERIOD_INVALID")]
    public async Task Options_ThatMakeNoSense_AreRefused(string option, string? value, string code)
    {
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        (await EntriesAsync(value is null ? [option] : [option, value])).Refuses(64, code);
    }

    [Fact]
    public async Task Account_ThatIsNotInTheChart_IsRefused()
    {
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        (await EntriesAsync("--account", "9999")).Refuses(3, "ACCOUNT_UNKNOWN");
        (await EntriesAsync("--account", "9999", "--ledger")).Refuses(3, "ACCOUNT_UNKNOWN");
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> EntriesAsync(params string[] options) =>
        _company.BooksealAsync(["entries", _company.Books, .. options]);

    private static IEnumerable<string> Found(ProgramResult found) =>
        Items(found, "entries")
            .Select(item => $"{Text(item, "period")} {item["line"]} {Text((JsonObject)item["entry"]!, "id")}");

    private static IEnumerable<JsonObject> Items(ProgramResult result, string member) =>
        ((JsonArray)result.Json[member]!).Items.Cast<JsonObject>();

    private static string Text(JsonObject item, string member) => ((JsonString)item[member]!).Value;

    private static string First(JsonObject item, string member) =>
        ((JsonString)((JsonArray)item[member]!).Items[0]).Value;
}
