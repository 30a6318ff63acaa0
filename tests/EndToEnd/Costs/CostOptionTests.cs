using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>Each option of an import of costs, from the command line to what the package says.</summary>
public sealed class CostOptionTests : IDisposable
{
    private const string Header =
        "ProviderName,BillingAccountId,ServiceName,ChargeCategory,ChargePeriodStart,BillingPeriodStart,BilledCost,"
        + "EffectiveCost,InvoiceId,InvoiceIssuerName,x_ChargeKey\n";

    private const string Periods =
        "InvoiceIssuerName,BillingPeriodStart,BillingPeriodEnd,BillingPeriodStatus,BillingPeriodLastUpdated\n"
        + "AWS,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,Open,2026-02-01T00:00:00Z\n"
        + "AWS,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,Closed,2026-02-05T00:00:00Z\n";

    private const string Invoices =
        "InvoiceDetailId,InvoiceId,InvoiceIssuerName,BilledCost,BillingCurrency,BillingPeriodStart,InvoiceIssueStatus\n"
        + "D1,INV-1,AWS,12.5,EUR,2026-01-01T00:00:00Z,Issued\n";

    private readonly TestCompany _company = new();

    public void Dispose() => _company.Dispose();

    /// <summary>Rows that are alike but for their key, in two files of one export, restated by a later batch.</summary>
    [Fact]
    public async Task Parts_WithAKeyOfTheirOwn_AreRestatedByTheBatchOfAHigherNumber()
    {
        await ImportBooksAsync();
        var (first, second) = (Write("1.csv", Header + Row("1.5", "K1")), Write("2.csv", Header + Row("1.5", "K2")));
        string[] options = ["--constant", "BillingCurrency=EUR", "--id-column", "x_ChargeKey", "--lifecycle", "final"];
        (await FocusAsync([first, "--part", second, "--batch", "b1", "--batch-sequence", "1", .. options])).Exits(0);
        Assert.Equal("3", await TotalAsync("AWS"));
        var restated = Write("3.csv", Header + Row("2.25", "K2"));
        (await FocusAsync([restated, "--batch", "b2", "--batch-sequence", "2", .. options])).Exits(0);
        Assert.Equal("3.75", await TotalAsync("AWS"));
    }

    [Fact]
    public async Task BillingPeriodsAndInvoices_SayWhatIsFinal_AndWhatDoesNotTie()
    {
        await ImportBooksAsync();
        var (periods, invoices) = (Write("periods.csv", Periods), Write("invoices.csv", Invoices));
        var costs = Write("costs.csv", Header + Row("10.5", "K1"));
        string[] options =
        [
            costs,
            "--constant",
            "BillingCurrency=EUR",
            "--billing-periods",
            periods,
            "--invoices",
            invoices,
        ];
        (await FocusAsync(options)).Refuses(65, "BILLING_PERIOD_AMBIGUOUS");
        (await FocusAsync([.. options, "--latest-billing-period"])).Exits(0);
        var package = (await PackageAsync()).Exits(0);
        Assert.Equal("""{"final":1,"preliminary":0}""", $"{package.Json["lifecycle"]}");
        Assert.Contains("COSTS_INVOICE_DIFFERS", package.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainFile_ByItsMapping_IsTaken()
    {
        await ImportBooksAsync();
        var mapping = Write(
            "mapping.json",
            """{"columns":{"provider":"Vendor","day":"Date","amount":"Cost"},"constants":{"currency":"EUR"}}"""
        );
        var costs = Write("costs.csv", "Date,Vendor,Cost\n2026-01-05,Acme Cloud,7.125\n");
        string[] import = ["import", _company.Books, costs, "--format", "cost-csv", "--lifecycle", "final"];
        (await _company.BooksealAsync([.. import, "--mapping", mapping])).Exits(0);
        Assert.Equal("7.125", await TotalAsync("Acme Cloud"));
    }

    private static string Row(string amount, string key) =>
        $"AWS,1234,Compute,Usage,2026-01-05T00:00:00Z,2026-01-01T00:00:00Z,{amount},{amount},INV-1,AWS,{key}\n";

    private async Task ImportBooksAsync() => (await _company.BooksealAsync("import", _company.Books)).Exits(0);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_company.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private Task<ProgramResult> FocusAsync(string[] options) =>
        _company.BooksealAsync(["import", _company.Books, .. options, "--format", "focus-csv"]);

    private Task<ProgramResult> PackageAsync() =>
        _company.BooksealAsync(
            "costs",
            "close-package",
            _company.Books,
            "--start-date",
            "2026-01-01",
            "--end-date",
            "2026-01-31"
        );

    private async Task<string> TotalAsync(string provider)
    {
        var package = (await PackageAsync()).Exits(0);
        return ((JsonString)((JsonObject)package.Json["totals_by_provider"]!)[provider]!).Value;
    }
}
