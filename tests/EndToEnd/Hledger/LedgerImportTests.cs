using System.Globalization;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Hledger;

/// <summary>Importing a file of hledger as it grows, and what is refused.</summary>
public sealed class LedgerImportTests : IDisposable
{
    private const string Header =
        "\"txnidx\",\"date\",\"date2\",\"status\",\"code\",\"description\",\"comment\",\"account\","
        + "\"amount\",\"commodity\",\"credit\",\"debit\",\"posting-status\",\"posting-comment\"\n";
    private const string Sale = "2026-01-05 Sale 12.50";
    private const string Later = "2026-02-05 Later 4.00";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Journey_FromAnEmptyDirectory_NeedsNoMoreThanTheFile()
    {
        var made = (
            await BooksealAsync("init", "books", "--tenant", "acme", "--start", "2026-01-01", "--format", "hledger-csv")
        ).Exits(0);
        Assert.Contains("bookseal import books - --format hledger-csv", made.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["bookseal.json"],
            Directory.EnumerateFiles(_folder.In("books")).Select(path => Path.GetFileName(path))
        );
        Write(Sale);
        var imported = (await ImportAsync()).Exits(0);
        Assert.Contains(
            "Next: bookseal health --tenant acme --period 2026-01",
            imported.Output,
            StringComparison.Ordinal
        );
        // The directory alone: its books are imported.
        (await BooksealAsync("health", "books", "--period", "2026-01")).Exits(0);
        Assert.Equal("0", $"{(await BooksealAsync("import", "books", "--json")).Exits(0).Json["entries_added"]}");
        Write(Sale, Later);
        (
            await BooksealAsync(
                "close",
                "books",
                "ledger.csv",
                "--format",
                "hledger-csv",
                "--period",
                "2026-01",
                "--yes"
            )
        ).Exits(0);
        (await BooksealAsync("close", "--tenant", "acme", "--period", "2026-02", "--yes")).Exits(0);
    }

    [Fact]
    public async Task Import_AFileThatGrewInTheMiddle_AddsWhatIsNew()
    {
        await InitAsync();
        Write(Sale, Later);
        Assert.Equal("2", $"{(await ImportAsync("--json")).Exits(0).Json["entries_added"]}");
        Write("2026-01-03 Earlier 1.00", Sale, Sale, Later); // every txnidx has moved
        var grown = (await ImportAsync("--json")).Exits(0);
        Assert.Equal(("2", "2"), ($"{grown.Json["entries_added"]}", $"{grown.Json["entries_known"]}"));
    }

    [Theory]
    [InlineData("2026-01-05 Sale 12.60")]
    [InlineData("2026-01-06 Sale 12.50")]
    public async Task Import_ATransactionThatWasChanged_IsRefused(string changed)
    {
        await InitAsync();
        Write(Sale, Later);
        (await ImportAsync()).Exits(0);
        Write(changed, Later);
        (await ImportAsync()).Refuses(3, "ledger.csv:1:1 ENTRY_GONE");
        Write(Later);
        (await ImportAsync()).Refuses(3, "ENTRY_GONE");
        Write(Sale, Later);
        (await ImportAsync()).Exits(0);
        Write(changed, Later);
        var taken = (await ImportAsync("--take-back", "--yes", "--json")).Exits(0);
        Assert.Equal(
            ("1", 1),
            ($"{taken.Json["entries_added"]}", ((JsonArray)taken.Json["entries_gone"]!).Items.Count)
        );
        Assert.Equal("0", $"{(await ImportAsync("--json")).Exits(0).Json["entries_added"]}");
    }

    [Theory]
    [InlineData("2026-01-05 Sale 12.60")]
    [InlineData("2026-02-06 Sale 12.50")]
    public async Task Import_AChangedTransactionAsAPair_IsReplaced(string changed)
    {
        await InitAsync();
        Write(Sale, Later);
        (await ImportAsync()).Exits(0);
        Write(changed, Later);
        (await ImportAsync()).Refuses(3, "with --pair they are replaced");
        Assert.Single(((JsonArray)(await ImportAsync("--dry-run", "--json")).Exits(0).Json["pairs"]!).Items);
        var taken = (await ImportAsync("--pair", "--json")).Exits(0);
        Assert.Equal(
            ("0", 1),
            ($"{taken.Json["entries_added"]}", ((JsonArray)taken.Json["entries_changed"]!).Items.Count)
        );
        var again = (await ImportAsync("--json")).Exits(0);
        Assert.Equal(("0", "2"), ($"{again.Json["entries_added"]}", $"{again.Json["entries_known"]}"));
    }

    [Fact]
    public async Task Import_EarlierTransactions_AreOpeningsUntilTheFirstClose()
    {
        await InitAsync();
        Write("2025-12-01 Before 7.00", Sale);
        var imported = (await ImportAsync("--json")).Exits(0);
        Assert.Equal(("1", "2"), ($"{imported.Json["entries_added"]}", $"{imported.Json["opening_balances"]}"));
        (await BooksealAsync("close", "books", "--period", "2026-01", "--yes")).Exits(0);
        Write("2025-12-01 Before 8.00", Sale);
        (await ImportAsync()).Refuses(3, "ledger.csv:1:1 OPENINGS_SEALED");
    }

    [Fact]
    public async Task Close_TheDirectoryWithoutTheFile_DoesNotLoseItsAccounts()
    {
        // With an accounts.csv of its own.
        (await BooksealAsync("init", "books", "--tenant", "acme", "--start", "2026-01-01")).Exits(0);
        Write(Sale);
        (await ImportAsync()).Exits(0);
        (await BooksealAsync("close", "books", "--period", "2026-01", "--yes")).Refuses(3, "ACCOUNT_IN_USE");
        (
            await BooksealAsync(
                "close",
                "books",
                "ledger.csv",
                "--format",
                "hledger-csv",
                "--period",
                "2026-01",
                "--yes"
            )
        ).Exits(0);
    }

    [Fact]
    public async Task Health_AProfileThatChanged_WantsTheFileAgain()
    {
        await InitAsync();
        Write(Sale);
        (await ImportAsync()).Exits(0);
        var profile = _folder.In("books", "bookseal.json");
        await File.WriteAllTextAsync(
            profile,
            (await File.ReadAllTextAsync(profile)).Replace("\"Controller\"", "\"Chief\"", StringComparison.Ordinal)
        );
        var pending = (await BooksealAsync("health", "books", "--period", "2026-01")).Exits(0);
        Assert.Contains("TEAM_PENDING", pending.Errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            profile,
            (await File.ReadAllTextAsync(profile)).Replace("Etc/UTC", "Europe/Berlin", StringComparison.Ordinal)
        );
        (await BooksealAsync("health", "books", "--period", "2026-01")).Refuses(65, "--format hledger-csv");
        (await BooksealAsync("health", "books", "ledger.csv", "--format", "hledger-csv", "--period", "2026-01")).Exits(
            0
        );
    }

    [Fact]
    public async Task Import_OtherCommodities_AreNamed()
    {
        await InitAsync();
        Write(Sale);
        await File.WriteAllTextAsync(
            _folder.In("ledger.csv"),
            (await File.ReadAllTextAsync(_folder.In("ledger.csv"))).Replace("USD", "h", StringComparison.Ordinal)
        );
        (await ImportAsync()).Refuses(65, "ledger.csv:2:60 COMMODITY_UNKNOWN");
        (await ImportAsync("--commodity", "h=HOURS", "--commodity", "$=USD")).Exits(0);
    }

    [Theory]
    [InlineData(64, "FORMAT_INVALID", "import", "books", "ledger.csv")]
    [InlineData(64, "FORMAT_INVALID", "import", "books", "--format", "hledger-csv")]
    [InlineData(64, "FORMAT_INVALID", "import", "books", "ledger.csv", "--format", "ledger")]
    [InlineData(64, "FORMAT_INVALID", "init", "other", "--tenant", "acme", "--format", "ledger")]
    [InlineData(64, "COMPANY_MISSING", "init", "other")]
    [InlineData(
        64,
        "COMMODITY_OPTION_INVALID",
        "import",
        "books",
        "ledger.csv",
        "--format",
        "hledger-csv",
        "--commodity",
        "dollar"
    )]
    [InlineData(64, "COMPANY_MISSING", "health", "--tenant", "acme", "--period", "2026-01", "--format", "hledger-csv")]
    [InlineData(65, "FILE_MISSING", "import", "books", "nowhere.csv", "--format", "hledger-csv")]
    [InlineData(65, "stdin:1:1 CSV_HEADER", "import", "books", "-", "--format", "hledger-csv")] // nothing comes in
    public async Task Bookseal_ACallThatIsNotClear_SaysWhatIsMissing(
        int exitCode,
        string fault,
        params string[] arguments
    )
    {
        await InitAsync();
        Write(Sale);
        (await BooksealAsync(arguments)).Refuses(exitCode, fault);
    }

    private async Task InitAsync() =>
        (
            await BooksealAsync("init", "books", "--tenant", "acme", "--start", "2026-01-01", "--format", "hledger-csv")
        ).Exits(0);

    private Task<ProgramResult> ImportAsync(params string[] options) =>
        BooksealAsync(["import", "books", "ledger.csv", "--format", "hledger-csv", .. options]);

    /// <summary>
    /// Writes ledger.csv anew: transactions as <c>date description amount</c>, numbered by their place.
    /// </summary>
    private void Write(params string[] transactions) =>
        File.WriteAllText(
            _folder.In("ledger.csv"),
            Header
                + string.Concat(
                    transactions.Select(
                        (transaction, place) =>
                        {
                            var words = transaction.Split(' ');
                            var start = string.Create(
                                CultureInfo.InvariantCulture,
                                $"\"{place + 1}\",\"{words[0]}\",\"\",\"*\",\"\",\"{words[1]}\",\"\","
                            );
                            return $"{start}\"Assets:Bank\",\"{words[2]}\",\"USD\",\"\",\"{words[2]}\",\"\",\"\"\n"
                                + $"{start}\"Income:Sales\",\"-{words[2]}\",\"USD\",\"{words[2]}\",\"\",\"\","
                                + "\"\"\n";
                        }
                    )
                )
        );

    private Task<ProgramResult> BooksealAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(
            _folder.Path,
            [.. arguments, "--data", _folder.In("data"), "--now", TestCompany.AfterFebruary]
        );
}
