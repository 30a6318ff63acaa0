using System.Text.RegularExpressions;
using Bookseal.Books.Costs;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary><c>bookseal costs</c> and <c>bookseal evidence</c>, beside any close.</summary>
public sealed partial class CostCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CostCompany _costs = new();

    public async Task InitializeAsync()
    {
        await _costs.ImportAsync();
        await _costs.PutAsync(
            CostCompany.Record("a", "2025-11-05", "10.00000000000001"),
            CostCompany.Record("b", "2025-11-06", "2") with
            {
                Provider = "=Cmd|Co",
                Lifecycle = CostLifecycle.Preliminary,
            },
            CostCompany.Record("m", "2025-11-06", "5") with
            {
                Provider = "Microsoft",
            },
            CostCompany.Record("m2", "2025-11-07", "6") with
            {
                Provider = "Microsoft",
                Currency = Books.Values.Currency.Parse("USD").Value,
            }
        );
        await _costs.PutAsync(CostCompany.Record("a", "2025-11-05", "11", batch: 2));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Before the books' start: there is no ledger to compare with, and all else is said.</summary>
    [Fact]
    public async Task ClosePackage_OfDaysBeforeTheBooks_HasExactTotalsAndSaysWhyItIsNotReady()
    {
        var package = (await PackageAsync()).Exits(0);
        Assert.Equal(
            """{"=Cmd|Co":"2","Amazon \"AWS\"":"11","Microsoft":{"EUR":"5","USD":"6"}}""",
            package.Json["totals_by_provider"]!.ToString()
        );
        Assert.Equal("not_ready", package.Text("status"));
        Assert.Equal("""["COSTS_NOT_FINALIZED"]""", package.Json["reasons"]!.ToString());
        var csv = (await PackageAsync("--format", "csv")).Exits(0).Output;
        Assert.Contains("\"'=Cmd|Co\"".Trim('"'), csv, StringComparison.Ordinal);
        Assert.Contains("charge,,\"Amazon \"\"AWS\"\"\",EUR,1,11,11,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClosePackage_EnforcingFinality_RefusesWhatIsPreliminaryAndNothingElse()
    {
        (await PackageAsync("--enforce-finalized")).Refuses(2, "COSTS_NOT_FINALIZED");
        (await PackageAsync("--enforce-finalized", "--provider", "AWS")).Exits(0);
        var azure = (await PackageAsync("--enforce-finalized", "--provider", "azure")).Exits(0);
        Assert.Equal("""{"Microsoft":{"EUR":"5","USD":"6"}}""", azure.Json["totals_by_provider"]!.ToString());
        (await PackageAsync("--provider", "GCP")).Exits(0);
    }

    [Theory]
    [InlineData("2025-11-31", "2025-12-01")]
    [InlineData("2025-11-30", "2025-11-01")]
    public async Task ClosePackage_OfDaysThatAreNone_IsAnErrorOfUsage(string from, string to) =>
        (await _costs.PackageAsync(from, to)).Refuses(64, "DATE_");

    [Fact]
    public async Task Restatements_OfALaterBatch_AreListedByRecordAndByBatch()
    {
        var csv = (await CostsAsync("restatements", "--format", "csv")).Exits(0).Output;
        Assert.Contains(
            "restated,a,\"Amazon \"\"AWS\"\"\",2025-11-05,EUR,10.00000000000001,11,0.99999999999999,",
            csv,
            StringComparison.Ordinal
        );
        var runs = (await CostsAsync("restatement-runs")).Exits(0);
        Assert.Contains("\"delta\":\"0.99999999999999\"", runs.Output, StringComparison.Ordinal);
        Assert.Contains("\"batch\":\"batch-2\",\"count\":1", runs.Output, StringComparison.Ordinal);
        Assert.Contains("\"ingestion_batch_id\":\"batch-2\"", runs.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ingestion_batch_id", (await PackageAsync()).Exits(0).Output, StringComparison.Ordinal);
        var lines = (await CostsAsync("records")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData("""{"default":"pro","tenants":{"tiny":"free"}}""", "TIER_LACKS_CLOSE_WORKFLOW")]
    [InlineData("""{"default":"growth"}""", "TIER_LACKS_CLOSE_WORKFLOW")]
    [InlineData("""{"default":"platinum"}""", "TIERS_INVALID")]
    [InlineData("""{"default":"pro","tenants":{"tiny":"Pro"}}""", "TIERS_INVALID")]
    [InlineData("{", "TIERS_INVALID")]
    [InlineData(null, "TIERS_INVALID")]
    [InlineData("""{"default":"free","tenants":{"tiny":"pro"}}""", "")]
    public async Task Tiers_OfTheHost_DecideWhoHasThePackage(string? tiers, string code)
    {
        var file = Path.Combine(_costs.Company.Folder, "tiers.json");
        if (tiers is not null)
            await File.WriteAllTextAsync(file, tiers);
        string[][] commands =
        [
            ["costs", "close-package", .. Days("")],
            ["costs", "restatements", .. Days("")],
            ["costs", "restatement-runs", .. Days("")],
            ["evidence", "capture", .. Days("close-")],
        ];
        foreach (var command in commands)
        {
            var result = await ProgramRunner.BooksealAsync(
                _costs.Company.Folder,
                ("BOOKSEAL_TIERS", file),
                [.. command, "--data", _costs.Company.Data]
            );
            if (code == "")
                result.Exits(0);
            else
                result.Refuses(3, code);
        }
    }

    [Fact]
    public async Task Evidence_Captured_IsCheckedByHandAndItsDigestStandsInTheChain()
    {
        var captured = (await _costs.Company.BooksealAsync(["evidence", "capture", .. Days("close-"), "--json"])).Exits(
            0
        );
        var folder = Path.Combine(_costs.Company.Folder, captured.Text("folder"));
        Assert.StartsWith(Path.Combine("reports", "acceptance", "2026"), captured.Text("folder"));
        var exported = await _costs.Company.BooksealAsync("keys", "export", _costs.Company.Books, "log");
        var key = Path.Combine(_costs.Company.Folder, "log.pem");
        await File.WriteAllTextAsync(key, exported.Exits(0).Output);
        (await ByHandAsync(folder, key)).Exits(0);
        var chain = Directory.EnumerateFiles(_costs.Company.Data, "*", SearchOption.AllDirectories);
        Assert.Contains(chain, file => File.ReadAllText(file).Contains(captured.Text("manifest_sha256")));
        Assert.DoesNotContain(chain, file => File.ReadAllText(file).Contains("section,code,provider"));
        (await _costs.Company.BooksealAsync("audit", "verify", _costs.Company.Books)).Exits(0);
        await File.AppendAllTextAsync(Path.Combine(folder, "restatements.csv"), "x");
        Assert.NotEqual(0, (await ByHandAsync(folder, key)).ExitCode);
    }

    [Fact]
    public async Task Evidence_WithoutADirectory_IsOfTheOnlyCompanyThereIs()
    {
        var company = _costs.Company;
        string[] capture = ["evidence", "capture", .. Days("close-")[1..], "--close-provider", "all", "--json"];
        var captured = (await company.BooksealAsync(capture)).Exits(0);
        Assert.True(File.Exists(Path.Combine(company.Folder, captured.Text("folder"), "close_package.json")));
        using var other = new TestCompany("other");
        (await other.BooksealAsync(capture)).Refuses(65, "COMPANY_MISSING");
        (await company.BooksealAsync("import", other.Books)).Exits(0);
        Assert.Contains("other, tiny", (await company.BooksealAsync(capture)).Refuses(65, "COMPANY_MISSING").Errors);
    }

    [Fact]
    public async Task Evidence_OfARunningServer_IsTheSameAndCheckedByHand()
    {
        var company = _costs.Company;
        var made = await company.BooksealAsync(
            "token",
            "create",
            company.Books,
            "--role",
            "auditor",
            "--expires",
            "1d",
            "--as",
            "anna",
            "--json"
        );
        var token = Path.Combine(company.Folder, "token");
        await File.WriteAllTextAsync(token, made.Exits(0).Text("token") + "\n");
        using var server = await RunningServer.StartAsync(company);
        string[] ask =
        [
            "evidence",
            "capture",
            "--url",
            server.Url,
            "--close-start-date",
            "2025-11-01",
            "--close-end-date",
            "2025-11-30",
            "--json",
        ];
        var captured = (await company.BooksealAsync([.. ask, "--token-file", token])).Exits(0);
        var exported = await company.BooksealAsync("keys", "export", company.Books, "log");
        var key = Path.Combine(company.Folder, "log.pem");
        await File.WriteAllTextAsync(key, exported.Exits(0).Output);
        (await ByHandAsync(Path.Combine(company.Folder, captured.Text("folder")), key)).Exits(0);
        (await company.BooksealAsync("audit", "verify", company.Books)).Exits(0);

        await File.WriteAllTextAsync(token, "bookseal_tiny.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
        Assert.Contains("TOKEN_REFUSED", (await company.BooksealAsync([.. ask, "--token-file", token])).Output);
        Assert.Contains("TOKEN_MISSING", (await company.BooksealAsync(ask)).Output);
        ask[3] = "http://books.example.com";
        Assert.Contains(
            "SERVER_ADDRESS_INVALID",
            (await company.BooksealAsync([.. ask, "--token-file", token])).Output
        );
    }

    public void Dispose() => _costs.Dispose();

    private static Task<ProgramResult> ByHandAsync(string folder, string key) =>
        ProgramRunner.RunAsync(
            folder,
            "bash",
            ["-c", "set -euo pipefail\n" + Block().Match(Documents.FormatsDocument.Text).Groups[1].Value],
            ("LOGKEY", key)
        );

    /// <summary>As the document has it; it is of no bag.</summary>
    [GeneratedRegex("<!-- evidence -->\n```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    private Task<ProgramResult> PackageAsync(params string[] more) => CostsAsync("close-package", more);

    private Task<ProgramResult> CostsAsync(string name, params string[] more) =>
        _costs.Company.BooksealAsync(["costs", name, .. Days(""), .. more]);

    private string[] Days(string prefix) =>
        [_costs.Company.Books, $"--{prefix}start-date", "2025-11-01", $"--{prefix}end-date", "2025-11-30"];
}
