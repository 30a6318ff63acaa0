using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary><c>bookseal import DIR FILE --format focus-csv</c>, as a user calls it.</summary>
public sealed class CostImportCommandTests : IDisposable
{
    private const string Costs =
        "ProviderName,BillingAccountId,ServiceName,ChargeCategory,ChargePeriodStart,BillingPeriodStart,"
        + "BilledCost,EffectiveCost,BillingCurrency,Note\n"
        + "AWS,1234,Compute,Usage,2024-09-05T00:00:00Z,2024-09-01T00:00:00Z,0.10000000001,0.1,USD,\n"
        + "AWS,1234,Storage,Usage,2026-01-05T00:00:00Z,2026-01-01T00:00:00Z,\"$1,000.00 \",0.2,USD,\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_OfCostsBeforeTheBooksBegin_NeedsNoMoreThanABooksDirectory()
    {
        await InitAsync();
        File.WriteAllText(_folder.In("costs.csv"), Costs);
        var tried = (await ImportAsync("--lifecycle", "final", "--dry-run")).Exits(3);
        Assert.Contains("BOOKS_NOT_FOUND", tried.Errors, StringComparison.Ordinal);
        var imported = (await ImportAsync("--lifecycle", "final", "--json")).Exits(0);
        Assert.Equal("""{"2024-09":1,"2026-01":1}""", $"{imported.Json["periods"]}");
        Assert.Equal(
            """[{"billed":"1000.10000000001","currency":"USD","provider":"AWS"}]""",
            $"{imported.Json["totals"]}"
        );
        var known = (await ImportAsync("--lifecycle", "final")).Exits(0);
        Assert.Contains("these 2 cost records are known; nothing was added", known.Output, StringComparison.Ordinal);
        Assert.Contains("Not read: columns Note", known.Output, StringComparison.Ordinal);
        (await BooksealAsync("audit", "verify", "books")).Exits(0);
    }

    [Fact]
    public async Task Import_OfCostsThatSomethingIsWrongWith_SaysWhereAndHowItEnds()
    {
        await InitAsync();
        (await BooksealAsync("import", "books")).Exits(0);
        File.WriteAllText(_folder.In("costs.csv"), Costs.Replace("0.2,", "x,", StringComparison.Ordinal));
        (await ImportAsync("--lifecycle", "final")).Refuses(65, "costs.csv:3:79 AMOUNT_INVALID");
        File.WriteAllText(_folder.In("costs.csv"), Costs);
        (await ImportAsync()).Refuses(64, "LIFECYCLE_REQUIRED");
        (await ImportAsync("--lifecycle", "maybe")).Refuses(64, "LIFECYCLE_INVALID");
        (await ImportAsync("--lifecycle", "final", "--mapping", "costs.csv")).Refuses(64, "--mapping");
        (await ImportAsync("--lifecycle", "final", "--batch", "b")).Exits(0);
        (await ImportAsync("--lifecycle", "preliminary", "--batch", "b")).Refuses(3, "COST_BATCH_EXISTS");
        File.WriteAllText(_folder.In("costs.csv"), Costs.Replace("0.2,", "0.3,", StringComparison.Ordinal));
        (await ImportAsync("--lifecycle", "final", "--batch", "c")).Refuses(3, "COST_ORDER_UNKNOWN");
    }

    private async Task InitAsync() =>
        (await BooksealAsync("init", "books", "--tenant", "acme", "--start", "2026-01-01")).Exits(0);

    private Task<ProgramResult> ImportAsync(params string[] options) =>
        BooksealAsync(["import", "books", "costs.csv", "--format", "focus-csv", .. options]);

    private Task<ProgramResult> BooksealAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(_folder.Path, arguments);
}
