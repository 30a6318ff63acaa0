using System.Text;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>A month that takes costs in is closed with them, and keeps what its package says.</summary>
public sealed class CostCloseTests : IDisposable
{
    private readonly CostCompany _costs = new();

    private TestCompany Company => _costs.Company;

    [Fact]
    public async Task Close_WithPreliminaryCosts_WaitsUntilAnEntryAccruesThemToTheMinorUnit()
    {
        await _costs.ImportAsync();
        await _costs.PutAsync(
            CostCompany.Record("a", "2026-01-05", "10.004"),
            CostCompany.Record("b", "2026-01-06", "0.001") with
            {
                Lifecycle = Books.Costs.CostLifecycle.Preliminary,
                Effective = Books.Values.ExactDecimal.Parse("7.125").Value,
            }
        );
        var blocked = (await CloseAsync("2026-01")).Exits(2);
        Assert.Contains("COSTS_FINALIZED", blocked.Output + blocked.Errors, StringComparison.Ordinal);
        await _costs.PostAccrualAsync("ACC-1", "7.12", "2026-01");
        (await _costs.AccrueAsync("NONE", "2026-01")).Refuses(3, "ENTRY_NOT_FOUND");
        (await _costs.AccrueAsync("ACC-1", "2026-01")).Refuses(3, "COSTS_ACCRUAL_DIFFERS");
        await _costs.PostAccrualAsync("ACC-2", "7.13", "2026-01");
        (await _costs.AccrueAsync("ACC-2", "2026-01")).Exits(0);
        var closed = (await CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
        Assert.True(closed.Flag("verified"));
        var package = Json(Path.Combine(closed.Text("bag"), "data", "close_package.json"));
        Assert.Equal("""{"Amazon \"AWS\"":"10.005"}""", package["totals_by_provider"]!.ToString());
        Assert.Contains("\"entry\":\"ACC-2\"", package["accrued"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("COSTS_GL_DIFFERS", package["reasons"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_AfterTheAccrualOfPreliminaryCostsWasReversed_AsksForItAgain()
    {
        await _costs.ImportAsync();
        var preliminary = CostCompany.Record("a", "2026-01-05", "10") with
        {
            Lifecycle = Books.Costs.CostLifecycle.Preliminary,
        };
        await _costs.PutAsync(preliminary);
        (await CloseAsync("2026-01")).Exits(2);
        await _costs.PostAccrualAsync("ACC", "10.00", "2026-01");
        (await _costs.AccrueAsync("ACC", "2026-01")).Exits(0);
        var january = (await CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
        Assert.True(File.Exists(Path.Combine(january.Text("bag"), "data", "open_costs.json")));

        (await Company.BooksealAsync("reverse", "ACC", Company.Books, "--date", "2026-02-01", "--as", "petra")).Exits(
            0
        );
        var blocked = (await CloseAsync("2026-02")).Exits(2);
        Assert.Contains("COSTS_FINALIZED", blocked.Output + blocked.Errors, StringComparison.Ordinal);
        await _costs.PostAccrualAsync("ACC-2", "10.00", "2026-02");
        (await _costs.AccrueAsync("ACC-2", "2026-02")).Exits(0);
        var february = (await CloseAsync("2026-02", "--yes", "--as", "anna")).Exits(0);
        Assert.True(february.Flag("verified"));
        var bag = february.Text("bag");
        Assert.False(File.Exists(Path.Combine(bag, "data", "close_package.json"))); // it took none in
        Assert.Contains(
            "\"entry\":\"ACC-2\"",
            await File.ReadAllTextAsync(Path.Combine(bag, "data", "open_costs.json")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(january.Text("bag"), "data", "open_costs.json")),
            await File.ReadAllTextAsync(Path.Combine(bag, "data", "inputs", "prior_open_costs.json"))
        );
        (await Company.BooksealAsync("audit", "verify", Company.Books)).Exits(0);
    }

    [Fact]
    public async Task Withdrawn_BeforeTheClose_IsInNoProof_AndAfterItCannotBe()
    {
        await _costs.ImportAsync();
        await _costs.PutAsync(CostCompany.Record("a", "2026-01-05", "10"));
        await _costs.PutAsync(CostCompany.Record("b", "2026-01-06", "99", batch: 2));
        (await WithdrawAsync("batch-9")).Refuses(3, "COST_BATCH_NOT_FOUND");
        Assert.Contains("\"records\":1", (await WithdrawAsync("batch-2")).Exits(0).Output, StringComparison.Ordinal);
        await _costs.PutAsync(CostCompany.Record("c", "2026-01-07", "2", batch: 3));
        var closed = (await CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.True(closed.Flag("verified"));
        var package = Json(Path.Combine(closed.Text("bag"), "data", "close_package.json"));
        Assert.Equal("""{"Amazon \"AWS\"":"12"}""", package["totals_by_provider"]!.ToString());
        (await WithdrawAsync("batch-3")).Refuses(3, "COSTS_SEALED");
        (await Company.BooksealAsync("audit", "verify", Company.Books)).Exits(0);
    }

    [Fact]
    public async Task Accrued_OfTwoProvidersByOneEntry_NamesBothAtOnce()
    {
        Company.Write(
            "costs.json",
            """
            {"providers":[{"provider":"Amazon \"AWS\"","expense_account":"6400"},
            {"provider":"Other","expense_account":"6400"}]}
            """
        );
        await _costs.ImportAsync();
        var aws = CostCompany.Record("a", "2026-01-05", "10") with
        {
            Lifecycle = Books.Costs.CostLifecycle.Preliminary,
        };
        await _costs.PutAsync(
            aws,
            aws with
            {
                Provider = "Other",
                Effective = Books.Values.ExactDecimal.Parse("2.5").Value,
            }
        );
        (await CloseAsync("2026-01")).Exits(2);
        await _costs.PostAccrualAsync("ACC", "12.50", "2026-01");
        (await _costs.AccrueAsync("ACC", "2026-01")).Refuses(3, "COSTS_ACCRUAL_DIFFERS");
        (await _costs.AccrueAsync("ACC", "2026-01", "--provider", "Other")).Exits(0);
        (await CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
    }

    [Fact]
    public async Task Restated_AfterTheClose_ChangesTheNextMonthAndNotTheClosedOne()
    {
        await _costs.ImportAsync();
        await _costs.PutAsync(CostCompany.Record("a", "2026-01-05", "10.000000001"));
        (await CloseAsync("2026-01", "--yes")).Exits(0);
        var sealedPackage = await JanuaryAsync();
        await _costs.PutAsync(
            CostCompany.Record("a", "2026-01-05", "12.5", batch: 2) with
            {
                TakenInto = new(2026, 2),
            },
            CostCompany.Record("c", "2026-02-07", "3", batch: 2)
        );
        Assert.Equal(sealedPackage, await JanuaryAsync());
        var february = (await CloseAsync("2026-02", "--yes")).Exits(0);
        var bag = february.Text("bag");
        var package = Json(Path.Combine(bag, "data", "close_package.json"));
        Assert.Equal("""{"Amazon \"AWS\"":"3"}""", package["totals_by_provider"]!.ToString());
        Assert.Contains("\"billed\":\"2.499999999\"", package["restated_after_close"]!.ToString());
        Assert.Contains("RESTATED_AFTER_CLOSE", package["discrepancies"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(sealedPackage, await JanuaryAsync());
        (await CheckByHandAsync(bag)).Exits(0);
        await File.AppendAllTextAsync(Path.Combine(bag, "data", "inputs", "costs.ndjson"), FirstLine(bag) + "\n");
        (await CheckByHandAsync(bag)).Exits(0); // the same record twice is one
        var other = FirstLine(bag).Replace("\"12.5\"", "\"12.6\"", StringComparison.Ordinal);
        await File.AppendAllTextAsync(Path.Combine(bag, "data", "inputs", "costs.ndjson"), other + "\n");
        (await CheckByHandAsync(bag)).Exits(1);
        Assert.Contains(
            "restated_after_close,a,",
            await File.ReadAllTextAsync(Path.Combine(bag, "data", "restatements.csv")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Close_OfACompanyWithoutCosts_SaysSoAndHasNoFilesOfThem()
    {
        var closed = (await CloseAsync("2026-01", "--yes")).Exits(0);
        var data = Path.Combine(closed.Text("bag"), "data");
        Assert.Contains(
            """{"code":"COSTS_FINALIZED","exceptions":[],"note":"the period took no cost records in","passed":true}""",
            await File.ReadAllTextAsync(Path.Combine(data, "guards.json")),
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(data, "close_package.json")));
        Assert.False(File.Exists(Path.Combine(data, "inputs", "costs.ndjson")));
    }

    public void Dispose() => _costs.Dispose();

    private static Task<ProgramResult> CheckByHandAsync(string bag) =>
        ProgramRunner.RunAsync(
            bag,
            "bash",
            ["-c", "set -euo pipefail\n" + Documents.FormatsDocument.Blocks["costs"]],
            ("BAG", bag)
        );

    private static string FirstLine(string bag) =>
        File.ReadLines(Path.Combine(bag, "data", "inputs", "costs.ndjson")).First();

    private async Task<string> JanuaryAsync() =>
        (await _costs.PackageAsync("2026-01-01", "2026-01-31")).Exits(0).Output;

    private Task<ProgramResult> CloseAsync(string period, params string[] more) => Company.CloseAsync(period, more);

    private Task<ProgramResult> WithdrawAsync(string batch) =>
        Company.BooksealAsync(
            "costs",
            "withdraw",
            batch,
            Company.Books,
            "--reason",
            "the wrong file",
            "--as",
            "petra",
            "--yes",
            "--json"
        );

    private static JsonObject Json(string path) => JsonText.ParseObject(File.ReadAllBytes(path)).Value;
}
