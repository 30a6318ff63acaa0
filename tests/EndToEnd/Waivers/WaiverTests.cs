using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Waivers;

/// <summary>A receivables ledger that differs by 0.40 from its control account.</summary>
public sealed class WaiverTests : IDisposable
{
    private readonly TestCompany _company = new();

    public WaiverTests()
    {
        _company.Replace(
            "bookseal.json",
            "\"tolerance_minor\": 0",
            "\"tolerance_minor\": 0, \"materiality_minor\": 100"
        );
        _company.Append("subledgers.csv", "AR,C9,INV-9,2026-01-06,2026-02-06,debit,0.40,EUR,,Rounding");
    }

    [Fact]
    public async Task Waive_OfADifferenceBelowMateriality_ClosesAndBlocksTheNextUntilAnotherSaysWhatBecameOfIt()
    {
        (await CloseAsync("2026-01")).Exits(2);
        (await WaiveAsync("2026-01", "--as", "rolf")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await WaiveAsync("2026-01", "--as", "bert")).Exits(0);
        (await CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
        var certificate = await CertificateAsync("2026-01");
        Assert.Equal("""["40","bert"]""", Waived(certificate, "waivers", "amount_minor", "by"));

        _company.Append("subledgers.csv", "AR,C9,CR-9,2026-02-06,,credit,0.40,EUR,INV-9,Rounding taken back");
        var blocked = (await CloseAsync("2026-02", "--yes")).Exits(2);
        Assert.Contains("WAIVERS_RESOLVED", blocked.Output + blocked.Errors, StringComparison.Ordinal);
        (await ResolveAsync("--as", "bert")).Refuses(3, "SEGREGATION_OF_DUTIES");
        (await ResolveAsync("--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await ResolveAsync("--as", "rolf")).Exits(0);
        (await CloseAsync("2026-02", "--yes")).Exits(0);
        Assert.Equal("""["rolf"]""", Waived(await CertificateAsync("2026-02"), "waivers_resolved", "by"));
    }

    [Fact]
    public async Task Waive_OfWhatIsMaterialOrNotThere_IsRefused()
    {
        (await CloseAsync("2026-01")).Exits(2);
        (await WaiveAsync("2026-01", "--as", "anna", "--currency", "USD")).Refuses(3, "VARIANCE_NOT_FOUND");
        (await WaiveAsync("2026-01", "--as", "anna", "--resolve")).Refuses(3, "WAIVER_NOT_FOUND");
        (
            await _company.BooksealAsync(
                "cancel",
                _company.Books,
                "--period",
                "2026-01",
                "--reason",
                "more",
                "--as",
                "anna",
                "--yes"
            )
        ).Exits(0);
        (await WaiveAsync("2026-01", "--as", "anna")).Refuses(3, "NO_ACTIVE_CLOSE");
        _company.Append("subledgers.csv", "AR,C9,INV-10,2026-01-06,2026-02-06,debit,0.60,EUR,,Rounding");
        Assert.Contains("NOT_READY", (await CloseAsync("2026-01", "--yes")).Exits(2).Output, StringComparison.Ordinal);
    }

    /// <summary>To the minor unit: what differs by more since is another difference.</summary>
    [Fact]
    public async Task Waive_OfADifferenceThatChanges_BlocksAgain()
    {
        (await CloseAsync("2026-01")).Exits(2);
        (await WaiveAsync("2026-01", "--as", "bert")).Exits(0);
        (
            await _company.BooksealAsync(
                "cancel",
                _company.Books,
                "--period",
                "2026-01",
                "--reason",
                "more",
                "--as",
                "anna",
                "--yes"
            )
        ).Exits(0);
        _company.Append("subledgers.csv", "AR,C9,INV-10,2026-01-06,2026-02-06,debit,0.01,EUR,,Rounding");
        (await CloseAsync("2026-01", "--yes")).Exits(2);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> CloseAsync(string period, params string[] more) => _company.CloseAsync(period, more);

    private Task<ProgramResult> WaiveAsync(string period, params string[] more) =>
        _company.BooksealAsync(["waive", "AR", _company.Books, "--period", period, "--reason", "rounding", .. more]);

    private Task<ProgramResult> ResolveAsync(params string[] more) => WaiveAsync("2026-02", ["--resolve", .. more]);

    private async Task<JsonObject> CertificateAsync(string period)
    {
        var file = Directory
            .EnumerateFiles(_company.Data, "close_certificate.json", SearchOption.AllDirectories)
            .Single(path => path.Contains(period));
        return JsonText.ParseObject(await File.ReadAllBytesAsync(file)).Value;
    }

    private static string Waived(JsonObject certificate, string list, params string[] members)
    {
        var item = (JsonObject)Assert.Single(((JsonArray)certificate[list]!).Items);
        return new JsonArray(members.Select(member => item[member]!)).ToString();
    }
}
