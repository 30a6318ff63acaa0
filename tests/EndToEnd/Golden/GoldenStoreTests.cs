using System.IO.Compression;
using Bookseal.Books.Certificates;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Golden;

/// <summary>
/// A store as the release of a rule set left it: two months and an adjustment period closed, one of them twice. Today's
/// program reads it, keeps what was certified, and closes the month after by today's rules.
/// </summary>
public sealed class GoldenStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string _now = "2026-04-05T09:00:00Z";

    [Fact]
    public async Task Store_OfRules2_GoesOnUnderTheCurrentRules()
    {
        Extract("store-rules-2.zip");
        (await RunAsync("import", "books")).Exits(0);
        (await RunAsync("audit", "verify", "books")).Exits(0);
        // Rules 2 paired a paying-in slip with the tills of a day, and two cheques of different numbers, by amount
        // alone. What was certified stays; for the next close people say whether it was right.
        var blocked = (await RunAsync("health", "books", "--period", "2026-03")).Exits(2).Output;
        Assert.Contains("2 blocking", blocked, StringComparison.Ordinal);
        (await RunAsync("match", "books", "--period", "2026-03", "--all")).Exits(0);
        (
            await RunAsync("match", "books", "--period", "2026-03", "--items", "CHQ-101", "--transactions", "CHQ-999")
        ).Exits(0);

        (await RunAsync("close", "books", "--period", "2026-03", "--yes")).Exits(0);

        (await RunAsync("audit", "verify", "books")).Exits(0);
        Assert.Contains(
            "inherited",
            (await RunAsync("team", "show", "books")).Exits(0).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(("sealed", "-8500"), await SalesAsync("2026-03"));
        Assert.Equal(("sealed", "-7000"), await SalesAsync("2026-02"));
    }

    /// <summary>
    /// With replaced entries, bank lines matched by hand, accepted warnings, and receivables derived from the journal:
    /// what people decided is known, and nothing blocks.
    /// </summary>
    [Fact]
    public async Task Store_OfRules3_GoesOnUnderTheCurrentRules()
    {
        Extract("store-rules-3.zip");
        (await RunAsync("import", "books")).Exits(0);
        (await RunAsync("audit", "verify", "books")).Exits(0);
        (await RunAsync("health", "books", "--period", "2026-03")).Exits(0);

        (await RunAsync("close", "books", "--period", "2026-03", "--yes")).Exits(0);

        (await RunAsync("audit", "verify", "books")).Exits(0);
        Assert.Contains(
            "inherited",
            (await RunAsync("team", "show", "books")).Exits(0).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(("sealed", "-8750"), await SalesAsync("2026-03"));
        Assert.Equal(("sealed", "-7250"), await SalesAsync("2026-02"));
    }

    /// <summary>
    /// With an entry moved between months, a team and policy that were approved, a quorum of two, a certification that
    /// was taken back: the next close goes on with all of it.
    /// </summary>
    [Fact]
    public async Task Store_OfRules4_GoesOnUnderTheCurrentRules()
    {
        Extract("store-rules-4.zip");
        (await RunAsync("import", "books")).Exits(0);
        (await RunAsync("audit", "verify", "books")).Exits(0);
        (await RunAsync("health", "books", "--period", "2026-03")).Exits(0);

        (await RunAsync("close", "books", "--period", "2026-03", "--yes", "--as", "anton")).Exits(4);
        (await RunAsync("sign", "books", "--period", "2026-03", "--as", "lea", "--yes")).Exits(0);

        (await RunAsync("audit", "verify", "books")).Exits(0);
        Assert.Contains(
            "approved",
            (await RunAsync("team", "show", "books")).Exits(0).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(("sealed", "-8750"), await SalesAsync("2026-03"));
        Assert.Equal(("sealed", "-7250"), await SalesAsync("2026-02"));
    }

    /// <summary>
    /// With the checklist of twenty tasks, schedules, rules, a source, waivers, under rules 6 costs of a provider as
    /// well; the close of March was under way: it is finished by the rules that it began under, and the next one begins
    /// under today's.
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Store_WithACloseUnderWay_FinishesItByItsRulesAndGoesOnUnderTheCurrentRules(int rules)
    {
        Extract($"store-rules-{rules}.zip");
        (await RunAsync("audit", "verify", "books")).Exits(0);
        (await RunAsync("close", "books", "--period", "2026-03", "--yes")).Exits(0);
        Assert.Equal($"bookseal-rules/{rules}", await RulesAsync("2026-03"));

        File.AppendAllText(_folder.In("books/bank_statements.csv"), "main,USD,2026-04-01,2026-04-30,1260.00,1260.00\n");
        _now = "2026-05-05T09:00:00Z";
        (await RunAsync("close", "books", "--period", "2026-04", "--yes")).Exits(0);

        Assert.Equal(RuleSet.Current.ToString(), await RulesAsync("2026-04"));
        (await RunAsync("audit", "verify", "books")).Exits(0);
        Assert.Equal(("sealed", "-7250"), await SalesAsync("2026-02"));
    }

    /// <summary>Its first write today makes a key: the keys that it had are enrolled before that.</summary>
    [Fact]
    public async Task Store_OfRules3_KeyMadeFirst_HasEnrolledTheKeysThatItHad()
    {
        Extract("store-rules-3.zip");
        (await RunAsync("keys", "check", "books")).Exits(2); // enrolled by the next command that writes
        (await RunAsync("keys", "create", "books", "log", "--rotate", "--as", "anton")).Exits(0);
        (await RunAsync("keys", "check", "books")).Exits(0);
        var trust = (await RunAsync("keys", "trust", "books")).Exits(0);
        Assert.Equal(2, ((JsonArray)((JsonObject)trust.Json["log"]!)["public_keys"]!).Items.Count);
        Assert.Contains("\"person\":\"anton\"", trust.Output, StringComparison.Ordinal);

        (await RunAsync("import", "books")).Exits(0);
        (await RunAsync("close", "books", "--period", "2026-03", "--yes")).Exits(0);
        (await RunAsync("audit", "verify", "books")).Exits(0);
    }

    public void Dispose() => _folder.Dispose();

    private void Extract(string store) =>
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Golden", store), _folder.Path);

    /// <summary>Whence the figure comes, and the balance of sales in minor units, debit positive.</summary>
    private async Task<(string, string)> SalesAsync(string period)
    {
        var report = await RunAsync("report", "trial-balance", "books", "--period", period, "--format", "json");
        var sales = ((JsonArray)report.Exits(0).Json["rows"]!)
            .Items.OfType<JsonObject>()
            .Single(row => row["account"] is JsonString { Value: "4000" });
        return (report.Text("status"), ((JsonString)sales["closing_minor"]!).Value);
    }

    private async Task<string> RulesAsync(string period)
    {
        var periods = await RunAsync("periods", "books", "--json");
        var proof = ((JsonArray)periods.Exits(0).Json["periods"]!)
            .Items.OfType<JsonObject>()
            .Single(item => item["period"] is JsonString { Value: var code } && code == period);
        var path = _folder.In(
            $"data/objects/proofs/brass-lantern/{period}/{((JsonString)proof["proof_id"]!).Value}/data"
        );
        var certificate = await File.ReadAllBytesAsync(Path.Combine(path, "close_certificate.json"));
        return ((JsonString)JsonText.ParseObject(certificate).Value["rules"]!).Value;
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(_folder.Path, [.. arguments, "--data", _folder.In("data"), "--now", _now]);
}
