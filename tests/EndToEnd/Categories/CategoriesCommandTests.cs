using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Categories;

/// <summary><c>bookseal categories</c> and <c>categories book</c>, before a close and during it.</summary>
public sealed class CategoriesCommandTests : IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    public CategoriesCommandTests()
    {
        _company.Append("accounts.csv", "6100,Supplies,expense,");
        _company.Append("accounts.csv", "6200,Meals,expense,");
        _company.Append("accounts.csv", "6950,To be sorted,expense,uncategorised");
        foreach (
            var line in (string[])
                [
                    "U0,2026-01-08,Stationer 17,6100,9.00,,EUR,,,,,",
                    "U0,2026-01-08,Stationer 17,1000,,9.00,EUR,,,,,",
                    "U1,2026-01-10,Stationer 23,6950,12.00,,EUR,,,,,",
                    "U1,2026-01-10,Stationer 23,1000,,12.00,EUR,,,,,",
                    "U2,2026-01-12,Card payment,6950,5.00,,EUR,,,,,",
                    "U2,2026-01-12,Card payment,6950,7.00,,EUR,,,,,",
                    "U2,2026-01-12,Card payment,1000,,12.00,EUR,,,,,",
                ]
        )
            _company.Append("journal.csv", line);
    }

    [Fact]
    public async Task Book_LineByLineAndAllThatIsSuggested_EmptiesTheQueue()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        Assert.Equal(["U1 6100", "U2 ", "U2 "], await QueueAsync());
        (await RunAsync("categories", "book", _company.Books, "--period", "2026-01", "--accept", "--dry-run")).Exits(0);
        Assert.Equal(3, (await QueueAsync()).Count);

        (await AcceptAsync()).Exits(0);
        (await BookAsync("U2", "6100", "--line", "1")).Exits(0);
        Assert.Equal(["U2 6100"], await QueueAsync());
        (await BookAsync("U2", "6200")).Exits(0);
        Assert.Empty(await QueueAsync());
        Assert.Equal(
            ("2600", "700", "0"),
            (await BalanceAsync("6100"), await BalanceAsync("6200"), await BalanceAsync("6950"))
        );
    }

    [Fact]
    public async Task Book_Repeated_PostsOnceUntilItIsReversed()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        Assert.Equal((1, 0), Told(await BookAsync("U1", "6100", "--json")));
        Assert.Equal((0, 1), Told(await BookAsync("U1", "6100", "--json")));
        (await BookAsync("U1", "6200")).Refuses(3, "CATEGORY_LINE_NOT_FOUND");
        (await RunAsync("reverse", "CAT-U1-1", _company.Books, "--date", "2026-01-12", "--as", "petra")).Exits(0);
        Assert.Equal((1, 0), Told(await BookAsync("U1", "6200", "--json")));
        Assert.Equal(("900", "1200"), (await BalanceAsync("6100"), await BalanceAsync("6200")));
    }

    [Fact]
    public async Task Book_OfWhatCannotBe_IsRefused()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        (await BookAsync("U0", "6100")).Refuses(3, "CATEGORY_LINE_NOT_FOUND");
        (await BookAsync("U1", "6100", "--line", "2")).Refuses(3, "CATEGORY_LINE_NOT_FOUND");
        (await BookAsync("U1", "9999")).Refuses(3, "ACCOUNT_UNKNOWN");
        (await BookAsync("U1", "6950")).Refuses(3, "CATEGORY_ACCOUNT_INVALID");
        (await BookAsync("U1", "1000")).Refuses(3, "CATEGORY_ACCOUNT_INVALID");
        (await BookAsync("U1", "6100", "--dry-run")).Refuses(64, "USAGE");
        (await RunAsync("categories", "book", "U1", _company.Books, "--period", "2026-01")).Refuses(64, "USAGE");
        (
            await RunAsync(
                "categories",
                "book",
                "U1",
                _company.Books,
                "--period",
                "2026-01",
                "--account",
                "6100",
                "--as",
                "otto"
            )
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
    }

    [Fact]
    public async Task Book_DuringTheClose_IsPostedUnderItsLockForItsTask()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        (await BookAsync("U1", "6100")).Exits(0);
        (await BookAsync("U2", "6200")).Exits(0);
        (await BookAsync("U2", "6200")).Exits(0);
        var lines = await File.ReadAllLinesAsync(
            Directory
                .EnumerateFiles(_company.Data, "00001.ndjson", SearchOption.AllDirectories)
                .Single(path => path.Contains(Path.Combine("journal", "tiny", "2026-01")))
        );
        Assert.Equal(3, lines.Count(line => line.Contains("\"id\":\"CAT-", StringComparison.Ordinal)));
        Assert.Contains("\"task\":4", lines[^1], StringComparison.Ordinal);
        Assert.True((await _company.CloseAsync("2026-01", "--yes")).Exits(0).Flag("verified"));
        (await BookAsync("U2", "6200")).Exits(0);
        Assert.Equal(
            ("2100", "1200", "0"),
            (await BalanceAsync("6100"), await BalanceAsync("6200"), await BalanceAsync("6950"))
        );
    }

    public void Dispose() => _company.Dispose();

    private static (int Booked, int Known) Told(ProgramResult result)
    {
        var json = result.Exits(0).Json;
        return (((JsonArray)json["booked"]!).Items.Count, ((JsonArray)json["known"]!).Items.Count);
    }

    /// <summary>Each line with the one account that is suggested.</summary>
    private async Task<IReadOnlyList<string>> QueueAsync()
    {
        var shown = (await RunAsync("categories", _company.Books, "--period", "2026-01", "--json")).Exits(0).Json;
        return
        [
            .. from line in ((JsonArray)shown["queue"]!).Items.Cast<JsonObject>()
            let suggested = ((JsonArray)line["suggestions"]!).Items.Cast<JsonObject>().FirstOrDefault()
            select $"{((JsonString)line["entry"]!).Value} {(suggested?["account"] as JsonString)?.Value}",
        ];
    }

    private async Task<string> BalanceAsync(string account)
    {
        var report = await RunAsync(
            "report",
            "trial-balance",
            _company.Books,
            "--period",
            "2026-01",
            "--format",
            "json"
        );
        var row = ((JsonArray)report.Exits(0).Json["rows"]!)
            .Items.OfType<JsonObject>()
            .FirstOrDefault(row => row["account"] is JsonString { Value: var code } && code == account);
        return row is null ? "0" : ((JsonString)row["closing_minor"]!).Value;
    }

    private Task<ProgramResult> AcceptAsync() =>
        RunAsync("categories", "book", _company.Books, "--period", "2026-01", "--accept", "--as", "petra");

    private Task<ProgramResult> BookAsync(string entry, string account, params string[] more) =>
        RunAsync([
            "categories",
            "book",
            entry,
            _company.Books,
            "--period",
            "2026-01",
            "--account",
            account,
            "--as",
            "petra",
            .. more,
        ]);

    private Task<ProgramResult> RunAsync(params string[] arguments) => _company.BooksealAsync(arguments);
}
