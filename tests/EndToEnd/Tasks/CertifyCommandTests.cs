using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Tasks;

/// <summary><c>bookseal certify</c>, and what <c>periods</c> and <c>trace failed</c> tell afterwards.</summary>
public sealed class CertifyCommandTests : IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    [Fact]
    public async Task Certify_OfACloseWhoseTasksAreDone_SealsItsProof()
    {
        (await _company.CloseAsync("2026-01", "--yes", "--as", "rolf")).Exits(4);
        (await RunAsync("certify", "--as", "rolf", "--yes")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("certify", "--as", "anna")).Refuses(3, "CONFIRMATION_NEEDED");
        var certified = (await RunAsync("certify", "--as", "anna", "--yes", "--json")).Exits(0);
        Assert.Equal(("certified", "anna"), (certified.Text("status"), certified.Text("certified_by")));
        Assert.True(Directory.Exists(certified.Text("bag")));

        var periods = (await _company.BooksealAsync("periods", _company.Books, "--json")).Exits(0);
        var period = (JsonObject)((JsonArray)periods.Json["periods"]!).Items.Single();
        Assert.Equal(certified.Text("proof_id"), ((JsonString)period["proof_id"]!).Value);
    }

    [Fact]
    public async Task Certify_BeforeItsTasksAreDone_SaysWhatIsLeft()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        var early = (await RunAsync("certify", "--as", "anna", "--yes")).Refuses(3, "OUT_OF_ORDER");
        Assert.Contains("Review exception queue", early.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_AfterARefusal_IsListedAndCountedByHealth()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        Assert.Equal("0", (await RunAsync("health", "--json")).Json["failed_attempts"]!.ToString());
        (
            await _company.BooksealAsync([
                "task",
                "complete",
                "3",
                _company.Books,
                "--period",
                "2026-01",
                "--as",
                "petra",
            ])
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        var failed = (await _company.BooksealAsync("trace", _company.Books, "failed")).Exits(0).Output;
        Assert.Contains("2026-03-03 10:00:00  2026-01", failed, StringComparison.Ordinal);
        Assert.Contains("CLOSE_AUTHORITY_DENIED  complete_task: ", failed, StringComparison.Ordinal);
        Assert.Equal("1", (await RunAsync("health", "--json")).Json["failed_attempts"]!.ToString());
    }

    [Fact]
    public async Task Trace_OfARun_HasNamesAndTheCompanysTime()
    {
        (await _company.CloseAsync("2026-01", "--as", "petra")).Exits(4);
        var run = (await RunAsync("status", "--json")).Exits(0).Text("run_id");
        var traced = (await _company.BooksealAsync("trace", _company.Books, $"run:{run}")).Exits(0).Output;
        Assert.Contains("2026-03-03 10:00:00  Petra", traced, StringComparison.Ordinal);
        Assert.Contains("2026-03-03 10:00:00  Bookseal", traced, StringComparison.Ordinal);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> RunAsync(string command, params string[] options) =>
        _company.BooksealAsync([command, _company.Books, "--period", "2026-01", .. options]);
}
