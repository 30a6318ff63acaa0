using Bookseal.Books.Proof.Trust;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Intervals;

/// <summary><c>bookseal export</c> and <c>reconcile</c>, and <c>bookseal-verify</c> on what they wrote.</summary>
public sealed class IntervalProofTests : IDisposable
{
    private const string Fee = """
        entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind
        FEE,2026-01-28,Account fee,6000,3.20,,EUR,,,FEE-1,,adjusting
        FEE,2026-01-28,Account fee,1000,,3.20,EUR,,,FEE-1,,adjusting
        """;

    private readonly TestCompany _company = IntervalCompany.Make();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _company.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task AdjustingEntry_AndANewExport_ShowParity()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await RunAsync("reconcile", "--dry-run")).Exits(2);
        var before = (await RunAsync("export", "--json")).Exits(0);
        Assert.Equal("difference", Interval(before, "reconciliation"));
        var report = Path.Combine(before.Text("bag"), "data", "reconciliation_report.json");
        Assert.Contains("FEE-1", await File.ReadAllTextAsync(report), StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder.In("fee.csv"), Fee);
        string[] post =
        [
            "post",
            _company.Books,
            "--period",
            "2026-01",
            "--file",
            _folder.In("fee.csv"),
            "--key",
            "fee",
        ];
        (await _company.BooksealAsync([.. post, "--as", "petra"])).Exits(0);
        var after = (await RunAsync("export", "--json")).Exits(0);
        Assert.Equal("parity", Interval(after, "reconciliation"));
        Assert.NotEqual(before.Text("proofId"), after.Text("proofId"));
        (await RunAsync("reconcile")).Exits(0);
    }

    [Fact]
    public async Task DryRun_SaysWhatRulesMatch_AndChangesNothing()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var before = Files();
        var dry = (await RunAsync("reconcile", "--dry-run")).Exits(2).Output;
        Assert.Contains("2 matched by amount", dry, StringComparison.Ordinal);
        Assert.Contains("only in MAIN: 2026-01-28 FEE-1 -3.20", dry, StringComparison.Ordinal);
        Assert.Equal(before, Files());
        var kept = (await RunAsync("reconcile", "--json")).Exits(2);
        Assert.True(
            File.Exists(
                Path.Combine(_company.Data, "objects", "retention", "tiny", $"{kept.Text("report_sha256")}.json")
            )
        );
    }

    [Fact]
    public async Task Export_Twice_IsOneProof_AndOutsAsItVerifies()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var first = (await RunAsync("export", "--out", _folder.In("bag"), "--as", "otto")).Exits(0);
        var second = (await RunAsync("export", "--json")).Exits(0);
        Assert.StartsWith($"proofId {second.Text("proofId")}\n", first.Output, StringComparison.Ordinal);
        Assert.True(second.Flag("was_there"));
        (await RunAsync("export", "--out", _folder.In("bag"))).Refuses(3, "OUTPUT_EXISTS");
        (await VerifyAsync(_folder.In("bag"), "--interval", "--trust", await TrustAsync(_company))).Exits(0);
    }

    [Fact]
    public async Task Interval_NeverPassesForAClose()
    {
        using var company = new TestCompany();
        var bag = (await company.CloseAsync("2026-01", "--yes")).Exits(0).Text("bag");
        string[] export = [.. IntervalCompany.Days("export", company), "--out", _folder.In("bag")];
        (await company.BooksealAsync(export)).Exits(0);
        var trust = await TrustAsync(company);
        var plain = (await VerifyAsync(_folder.In("bag"), "--trust", trust, "--json")).Exits(25);
        Assert.Equal(("interval", "NOT_A_CLOSE"), (plain.Text("kind"), plain.Text("verdict")));
        Assert.Contains(
            "NOT A CLOSE",
            (await VerifyAsync(_folder.In("bag"), "--trust", trust)).Exits(25).Output,
            StringComparison.Ordinal
        );
        (await VerifyAsync(_folder.In("bag"), "--interval")).Exits(23);

        (await VerifyAsync(bag, "--trust", trust)).Exits(0);
        (await VerifyAsync(bag, "--interval", "--trust", trust)).Exits(12); // persons signed it, and not the log
        (await VerifyAsync(bag, "--interval", "--allow-untrusted")).Exits(11);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-01", 64, "INTERVAL_INVALID")]
    [InlineData("January", "2026-01-31", 64, "DATE_INVALID")]
    [InlineData("2025-11-01", "2026-01-31", 3, "PERIOD_BEFORE_BOOKS")]
    [InlineData("2026-01-01", "9999-12-31", 3, "INTERVAL_NOT_ENDED")]
    public async Task Export_OfDaysThatCannotBe_IsRefused(string from, string to, int exitCode, string code)
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await _company.BooksealAsync("export", _company.Books, "--from", from, "--to", to)).Refuses(exitCode, code);
    }

    /// <summary>What a month was certified with is not what somebody wrote over it.</summary>
    [Theory]
    [InlineData("closing_balances.json", "2026-02-01", "INTERNAL_ERROR")]
    [InlineData("00001.ndjson", "2026-01-01", "JOURNAL_CHANGED_AFTER_CLOSE")]
    public async Task Export_OfAClosedMonthThatWasEdited_IsRefused(string file, string from, string code)
    {
        using var company = new TestCompany();
        (await company.CloseAsync("2026-01", "--yes")).Exits(0);
        string[] export = ["export", company.Books, "--from", from, "--to", "2026-02-01"];
        (await company.BooksealAsync(export)).Exits(0);
        var path = Directory
            .EnumerateFiles(company.Data, file, SearchOption.AllDirectories)
            .Single(path => path.Contains("2026-01", StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(path);
        var digit = text.IndexOf("_minor\":", StringComparison.Ordinal) + "_minor\":".Length;
        var at = text.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8'], digit);
        await File.WriteAllTextAsync(path, $"{text[..at]}{(char)(text[at] + 1)}{text[(at + 1)..]}");

        var refused = await company.BooksealAsync(export);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(code, refused.Errors, StringComparison.Ordinal);
    }

    /// <summary>The statements end after the interval does: nothing was compared, and nobody says parity.</summary>
    [Fact]
    public async Task Reconcile_WithoutAStatementToCompare_IsIncomplete()
    {
        string[] common = ["--data", _folder.In("data"), "--now", "2026-02-03T09:00:00Z", "--json"];
        Task<ProgramResult> Run(params string[] arguments) =>
            ProgramRunner.BooksealAsync(_folder.Path, [.. arguments, .. common]);
        (await Run("import", Repository.HarborSupply)).Exits(0);

        string[] days = ["--from", "2026-01-01", "--to", "2026-01-15"];
        var half = (await Run(["reconcile", Repository.HarborSupply, .. days])).Exits(2);
        Assert.Contains("\"verdict\":\"incomplete\"", half.Output, StringComparison.Ordinal);
        Assert.Contains("that ends by 2026-01-15", half.Output, StringComparison.Ordinal);
        days = ["--from", "2026-01-01", "--to", "2026-01-31"];
        (await Run(["reconcile", Repository.HarborSupply, .. days])).Exits(0);
    }

    [Fact]
    public async Task Export_WithRulesThatCannotBeRead_IsRefusedWithTheFile()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        _company.Write("reconciliation.json", """{"pairs":[{"name":"x","ledger":["1000"]}],"v":1}""");
        (await RunAsync("export")).Refuses(65, "RECONCILIATION_INVALID");
    }

    private Task<ProgramResult> RunAsync(string command, params string[] options) =>
        _company.BooksealAsync([.. IntervalCompany.Days(command, _company), .. options]);

    private async Task<string> TrustAsync(TestCompany company)
    {
        var trust = (await company.BooksealAsync("keys", "trust", company.Books)).Exits(0).Output;
        Assert.True(TrustPolicy.FromBytes(System.Text.Encoding.UTF8.GetBytes(trust)).IsOk);
        await File.WriteAllTextAsync(_folder.In("trust.json"), trust);
        return _folder.In("trust.json");
    }

    private Task<ProgramResult> VerifyAsync(params string[] arguments) =>
        ProgramRunner.VerifierAsync(_folder.Path, arguments);

    private SortedDictionary<string, string> Files() =>
        new(
            Directory
                .EnumerateFiles(_company.Data, "*", SearchOption.AllDirectories)
                .ToDictionary(path => path, path => Digest.Of(File.ReadAllBytes(path)).ToString()),
            StringComparer.Ordinal
        );

    private static string Interval(ProgramResult result, string member) =>
        ((JsonString)((JsonObject)result.Json["interval"]!)[member]!).Value;
}
