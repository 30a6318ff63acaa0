using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Schedules;

/// <summary><c>bookseal schedules</c> and <c>schedules post</c>, from files to the proof.</summary>
public sealed class SchedulesCommandTests : IDisposable
{
    private readonly TestCompany _company = new();

    public SchedulesCommandTests()
    {
        foreach (
            var account in (string[])
                ["1400,Prepaid,asset,current", "1500,Equipment,asset,", "1590,Depreciation,asset,contra"]
        )
            _company.Append("accounts.csv", account);
        _company.Append("accounts.csv", "6700,Depreciation,expense,");
        _company.Write(
            "assets.csv",
            "id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,"
                + "convention,description\n"
                + "PC,1500,1590,6700,1200.00,0,EUR,2026-01-10,,12,declining-balance,120,full-month,=Computer\n"
        );
        _company.Write(
            "prepaids.csv",
            "id,account,expense,amount,currency,start,end,months,convention,description\n"
                + "INS,1400,6000,365.00,EUR,2026-01-01,2026-12-31,,pro-rata,Insurance\n"
        );
    }

    [Fact]
    public async Task Schedules_BeforeAndAfterPosting_SayWhatIsDue()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var before = (await _company.BooksealAsync("schedules", _company.Books, "--csv")).Exits(0).Output;
        Assert.Equal(
            [
                "kind,id,description,currency,cost,month,accumulated,book_value,posted,catch_up,due",
                "depreciation,PC,'=Computer,EUR,1200.00,120.00,120.00,1080.00,0.00,0.00,120.00",
                "amortisation,INS,Insurance,EUR,365.00,31.00,31.00,334.00,0.00,0.00,31.00",
            ],
            before.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        );

        Assert.Equal(["DEP-PC-2026-01", "AMO-INS-2026-01"], await PostAsync());
        Assert.Empty(await PostAsync());
        var after = (await _company.BooksealAsync("schedules", _company.Books, "--json")).Exits(0).Json;
        Assert.All(
            ((JsonArray)after["totals"]!).Items.Cast<JsonObject>(),
            total => Assert.Equal("0", ((JsonString)total["due_minor"]!).Value)
        );
        Assert.Equal("2026-01", ((JsonString)after["period"]!).Value);
    }

    [Fact]
    public async Task Schedules_PostedDuringTheClose_StandInTheProof()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        Assert.Equal(2, (await PostAsync()).Count);
        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.True(closed.Flag("verified"));
        var journal = await File.ReadAllLinesAsync(
            Path.Combine(closed.Text("bag"), "data", "inputs", "journal.ndjson")
        );
        Assert.Contains(
            journal,
            line =>
                line.Contains("DEP-PC-2026-01", StringComparison.Ordinal)
                && line.Contains(closed.Text("run_id"), StringComparison.Ordinal)
        );
        (await _company.BooksealAsync("schedules", "post", _company.Books, "--period", "2026-13")).Refuses(
            64,
            "SCHEDULE_PERIOD_INVALID"
        );
    }

    [Fact]
    public async Task Schedules_PostedByAnAuditor_AreRefused()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (
            await _company.BooksealAsync("schedules", "post", _company.Books, "--period", "2026-01", "--as", "otto")
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
    }

    public void Dispose() => _company.Dispose();

    private async Task<List<string>> PostAsync()
    {
        var posted = await _company.BooksealAsync(
            "schedules",
            "post",
            _company.Books,
            "--period",
            "2026-01",
            "--json",
            "--as",
            "petra"
        );
        return
        [
            .. ((JsonArray)posted.Exits(0).Json["posted"]!)
                .Items.Cast<JsonObject>()
                .Select(entry => ((JsonString)entry["entry"]!).Value),
        ];
    }
}
