using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Jobs;

/// <summary><c>bookseal jobs</c> and <c>jobs tag</c>, before a close and during it.</summary>
public sealed class JobsCommandTests : IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    public JobsCommandTests()
    {
        _company.Append("accounts.csv", "5000,Cost of sales,expense,cogs");
        foreach (
            var line in (string[])
                [
                    "S1,2026-01-10,Invoice to Acme,1000,100.00,,EUR,,,,,",
                    "S1,2026-01-10,Invoice to Acme,4000,,100.00,EUR,,,,P-1,",
                    "S1,2026-01-10,Invoice to Acme,5000,60.00,,EUR,,,,,",
                    "S1,2026-01-10,Invoice to Acme,1000,,60.00,EUR,,,,,",
                    "S2,2026-01-12,Nails,5000,25.00,,EUR,,,,,",
                    "S2,2026-01-12,Nails,1000,,25.00,EUR,,,,,",
                ]
        )
            _company.Append("journal.csv", line);
    }

    [Fact]
    public async Task Jobs_BeforeAndAfterTagging_ShowMarginsAndWhatNamesNone()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        var before = await JobsAsync();
        Assert.Equal(2, ((JsonNumber)before["untagged_lines"]!).Value);
        var lines = ((JsonArray)before["untagged"]!).Items.Cast<JsonObject>().ToList();
        Assert.Equal(["\"P-1\"", null], lines.Select(line => line["suggestion"]?.ToString()));
        (await RunAsync("jobs", "tag", _company.Books, "--period", "2026-01", "--accept", "--dry-run")).Exits(0);
        Assert.Equal($"{before}", $"{await JobsAsync()}");

        (await AcceptAsync()).Exits(0);
        (await TagAsync("S2", "P-2")).Exits(0);
        Assert.Equal(
            [
                "job,currency,month_revenue,month_cost_of_sales,month_other_cost,month_margin,month_margin_percent,"
                    + "year_revenue,year_cost_of_sales,year_other_cost,year_margin,year_margin_percent",
                "P-1,EUR,100.00,60.00,0.00,40.00,40.0,100.00,60.00,0.00,40.00,40.0",
                "P-2,EUR,0.00,25.00,0.00,-25.00,,0.00,25.00,0.00,-25.00,",
                ",EUR,,0.00,,,,,0.00,,,",
            ],
            (await RunAsync("jobs", _company.Books, "--period", "2026-01", "--csv"))
                .Exits(0)
                .Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public async Task Tag_Repeated_PostsOnceUntilItIsReversed()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        Assert.Equal(["TAG-S2-1"], Tags((await TagAsync("S2", "P-2", "--json")).Exits(0).Json, "tagged"));
        var again = (await TagAsync("S2", "P-2", "--json")).Exits(0).Json;
        Assert.Empty(Tags(again, "tagged"));
        Assert.Equal(["TAG-S2-1"], Tags(again, "known"));
        (await TagAsync("S2", "P-3")).Refuses(3, "JOB_LINE_SETTLED");
        (await RunAsync("reverse", "TAG-S2-1", _company.Books, "--date", "2026-01-12", "--as", "petra")).Exits(0);
        Assert.Equal(["TAG-S2-1.2"], Tags((await TagAsync("S2", "P-3", "--json")).Exits(0).Json, "tagged"));
    }

    [Fact]
    public async Task Tag_OfWhatCannotBe_IsRefused()
    {
        (await RunAsync("import", _company.Books)).Exits(0);
        (await TagAsync("J2", "P-1")).Refuses(3, "JOB_LINE_NOT_FOUND");
        (await TagAsync("S1", "P-1", "--line", "4")).Refuses(3, "JOB_LINE_NOT_FOUND");
        (await TagAsync("S1", " ")).Refuses(64, "JOB_INVALID");
        (await TagAsync("S1", "P-1", "--dry-run")).Refuses(64, "USAGE");
        (await RunAsync("jobs", "tag", "S1", _company.Books, "--period", "2026-01")).Refuses(64, "USAGE");
        (
            await RunAsync("jobs", "tag", "S1", _company.Books, "--period", "2026-01", "--job", "P-1", "--as", "otto")
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("jobs", _company.Books, "--period", "2025-12")).Refuses(3, "PERIOD_BEFORE_BOOKS");
    }

    [Fact]
    public async Task Tag_DuringTheClose_IsPostedUnderItsLockForItsTask()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        Assert.Contains("S1 line 3", await ShowAsync("5"), StringComparison.Ordinal);
        (await AcceptAsync()).Exits(0);
        (await TagAsync("S2", "P-2")).Exits(0);
        (await TagAsync("S2", "P-2")).Exits(0);
        var lines = await File.ReadAllLinesAsync(
            Directory
                .EnumerateFiles(_company.Data, "00001.ndjson", SearchOption.AllDirectories)
                .Single(path => path.Contains(Path.Combine("journal", "tiny", "2026-01")))
        );
        Assert.All(lines[^2..], line => Assert.Contains("\"task\":5", line, StringComparison.Ordinal));
        Assert.DoesNotContain("TAG-", string.Concat(lines[..^2]), StringComparison.Ordinal);
        Assert.Contains("P-1: margin 40.00 EUR (40.0%)", await ShowAsync("14"), StringComparison.Ordinal);
        Assert.True((await _company.CloseAsync("2026-01", "--yes")).Exits(0).Flag("verified"));
        (await TagAsync("S2", "P-2")).Exits(0);
        (await RunAsync("reverse", "TAG-S2-1", _company.Books, "--date", "2026-01-12", "--as", "petra")).Refuses(
            3,
            "PERIOD_CLOSED"
        );
    }

    public void Dispose() => _company.Dispose();

    private static IEnumerable<string> Tags(JsonObject tagging, string which) =>
        ((JsonArray)tagging[which]!).Items.Cast<JsonObject>().Select(line => ((JsonString)line["tag"]!).Value);

    private async Task<JsonObject> JobsAsync() =>
        (await RunAsync("jobs", _company.Books, "--period", "2026-01", "--json")).Exits(0).Json;

    private async Task<string> ShowAsync(string task) =>
        (await RunAsync("task", "show", task, _company.Books, "--period", "2026-01")).Exits(0).Output;

    private Task<ProgramResult> AcceptAsync() =>
        RunAsync("jobs", "tag", _company.Books, "--period", "2026-01", "--accept", "--as", "petra");

    private Task<ProgramResult> TagAsync(string entry, string job, params string[] more) =>
        RunAsync(["jobs", "tag", entry, _company.Books, "--period", "2026-01", "--job", job, "--as", "petra", .. more]);

    private Task<ProgramResult> RunAsync(params string[] arguments) => _company.BooksealAsync(arguments);
}
