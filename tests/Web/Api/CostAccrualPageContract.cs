using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Costs that a provider may still change, and the entry that accrues them.</summary>
public abstract class CostAccrualPageContract(IApiHost host)
{
    private const string January = "/periods/2026-01";
    private const string Adjustments = $"{January}/adjustments";
    private const string Accrued = $"{Adjustments}/accrued";
    private const string Provider = "Amazon <AWS>";

    [Fact]
    public async Task Entry_ThatAccruesWhatIsPreliminary_IsNamed()
    {
        var (company, nora) = await BeginAsync();
        var before = (await nora.GetAsync(Adjustments)).Text;
        Assert.Contains("Preliminary costs of this close", before, StringComparison.Ordinal);
        Assert.Contains("value=\"Amazon &lt;AWS&gt;\"", before, StringComparison.Ordinal);
        var costs = (await nora.GetAsync("/costs?start_date=2026-01-01&end_date=2026-01-31", "de")).Text;
        Assert.Contains("12,50 USD", costs, StringComparison.Ordinal); // of 12.5, in the reader's language
        foreach (var page in (string[])[before, costs, (await nora.GetAsync($"{January}/exceptions")).Text])
        {
            Assert.Contains("COSTS_NOT_FINALIZED", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("name it on the page of its adjustments", page, StringComparison.Ordinal);
            Assert.DoesNotContain("--yes", page, StringComparison.Ordinal);
        }

        await nora.PostAsync(Adjustments, Accrual("12.50"));
        var entry = await AccrualAsync(company);
        Assert.Equal(303, (await nora.PostAsync(Accrued, ("provider", Provider), ("entry", entry))).Status);
        var run = (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal(entry, $"{run.Accruals[Provider]}");
        Assert.Contains("accrued by <a", (await nora.GetAsync(Adjustments)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_OfAnotherAmountOrProviderOrByWhoMayNot_IsNotNamed()
    {
        var (company, nora) = await BeginAsync();
        await nora.PostAsync(Adjustments, Accrual("12.00"));
        var entry = await AccrualAsync(company);
        foreach (
            var (provider, named, code) in ((string, string, string)[])
                [
                    (Provider, entry, "COSTS_ACCRUAL_DIFFERS"),
                    ("Azure", entry, "COSTS_NOTHING_PRELIMINARY"),
                    (Provider, "ACR-99", "ENTRY_NOT_FOUND"),
                ]
        )
        {
            var answer = await nora.PostAsync(Accrued, ("provider", provider), ("entry", named));
            Assert.InRange(answer.Status, 400, 499);
            Assert.Contains(code, answer.Text, StringComparison.Ordinal);
        }

        Assert.Contains("REQUEST_INVALID", (await nora.PostAsync(Accrued, ("entry", entry))).Text);
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        Assert.DoesNotContain(Accrued, (await auditor.GetAsync(Adjustments)).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await auditor.PostAsync(Accrued, ("provider", Provider), ("entry", entry))).Status);
        Assert.Empty((await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Accruals);
    }

    private async Task<(ApiCompany Company, PageSession Nora)> BeginAsync()
    {
        var company = await ApiCompany.ImportAsync(
            host,
            more: new Dictionary<string, string>
            {
                [BooksFiles.Accounts] = "2100,Accrued costs,liability,\n6400,Cloud,expense,",
                [BooksFiles.Costs] =
                    $$"""{"providers":[{"provider":"{{Provider}}","family":"AWS","expense_account":"6400"}]}""",
            }
        );
        await PlantedCosts.PutAsync(company.Services.Workspace, Preliminary());
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        await nora.PostAsync($"{January}/begin");
        await nora.UntilAsync(January, "The close is blocked");
        return (company, nora);
    }

    private static CostRecord Preliminary() =>
        new(
            "r-1",
            Provider,
            new(2026, 1, 20),
            ExactDecimal.Parse("12.50").Value,
            ExactDecimal.Parse("12.50").Value,
            Currency.Parse("USD").Value,
            CostLifecycle.Preliminary,
            "batch-1",
            new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero)
        )
        {
            Order = new(1, null),
        };

    private static (string Name, string Value)[] Accrual(string amount) =>
        [
            ("type", "accrual"),
            ("debit", "6400"),
            ("credit", "2100"),
            ("amount", amount),
            ("currency", "USD"),
            ("date", "2026-01-31"),
            ("text", "Cloud of January"),
            ("job", ""),
            ("auto_reverse", ""),
        ];

    private static async Task<string> AccrualAsync(ApiCompany company)
    {
        await foreach (var entry in company.Services.Workspace.ReadEntriesAsync(SmallBooks.January, default))
            if (entry.Description == "Cloud of January")
                return $"{entry.Id}";
        throw new InvalidOperationException("the accrual was not posted");
    }
}
