using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>A receivables ledger that differs by 0.40 from its control account, below materiality.</summary>
public abstract class WaiverPageContract(IApiHost host)
{
    private const string January = "/periods/2026-01";
    private const string Exceptions = $"{January}/exceptions";
    private const string Waivers = $"{January}/waivers";

    [Fact]
    public async Task Difference_BelowMateriality_IsLetStandAsItWasShown()
    {
        var company = await BeginAsync();
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        var seen = (await nora.GetAsync(Exceptions)).Text;
        Assert.Contains("an approver may let it stand", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Waivers, seen, StringComparison.Ordinal);
        Assert.Equal(403, (await nora.PostAsync(Waivers, Waiver("40"))).Status);

        var imani = await PageSession.BeginAsync(company, Role.Approver);
        Assert.Contains(
            "name=\"amount\" value=\"40\"",
            (await imani.GetAsync(Exceptions)).Text,
            StringComparison.Ordinal
        );
        var changed = await imani.PostAsync(Waivers, Waiver("39"));
        Assert.Contains(Refusal.PayloadChanged, changed.Text, StringComparison.Ordinal);
        Assert.Empty((await RunAsync(company)).Waivers);

        var done = await imani.PostAsync(Waivers, Waiver("40"));
        Assert.Equal((303, $"{Exceptions}#waivers"), (done.Status, done.Header("Location")));
        var waiver = Assert.Single((await RunAsync(company)).Waivers);
        Assert.Equal(
            (SmallBooks.Controller, (Int128)40, "a <rounding>"),
            (waiver.By, waiver.AmountMinor, waiver.Reason)
        );
        var page = Regex.Replace((await imani.GetAsync(Exceptions)).Text, "\\s+", " ");
        Assert.Contains("may differ by 0.40 USD in this close", page, StringComparison.Ordinal);
        Assert.Contains("a &lt;rounding&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/waivers", "AR", "EUR", "40", "VARIANCE_NOT_FOUND")]
    [InlineData("/waivers", "ar!", "USD", "40", "SUBLEDGER_INVALID")]
    [InlineData("/waivers", "AR", "USD", "much", "REQUEST_INVALID")]
    [InlineData("/waivers/resolve", "AR", "USD", "40", "WAIVER_NOT_FOUND")]
    public async Task Waiver_OfWhatIsNotThere_SaysSo(
        string path,
        string subledger,
        string currency,
        string amount,
        string code
    )
    {
        var company = await BeginAsync();
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        var answer = await imani.PostAsync(January + path, Waiver(amount, subledger, currency));
        Assert.InRange(answer.Status, 400, 499);
        Assert.Contains(code, answer.Text, StringComparison.Ordinal);
        Assert.Empty((await RunAsync(company)).Waivers);
    }

    [Fact]
    public async Task Waiver_BeforeAClose_IsNotAskedFor()
    {
        var company = await ApiCompany.ImportAsync(host, Materiality, Rounding);
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        Assert.DoesNotContain(Waivers, (await imani.GetAsync(Exceptions)).Text, StringComparison.Ordinal);
        var answer = await imani.PostAsync(Waivers, Waiver("40"));
        Assert.Contains(Refusal.NoActiveRun, answer.Text, StringComparison.Ordinal);
    }

    private const string Materiality = "\"tolerance_minor\":0,\"materiality_minor\":100";

    private static IReadOnlyDictionary<string, string> Rounding { get; } =
        new Dictionary<string, string>
        {
            [BooksFiles.Subledgers] = "AR,CUST-9,INV-9,2026-01-06,2026-02-06,debit,0.40,USD,,Rounding\n",
        };

    private async Task<ApiCompany> BeginAsync()
    {
        var company = await ApiCompany.ImportAsync(host, Materiality, Rounding);
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        await nora.PostAsync($"{January}/begin");
        await nora.UntilAsync(January, "The close is blocked");
        return company;
    }

    private static (string Name, string Value)[] Waiver(
        string amount,
        string subledger = "AR",
        string currency = "USD"
    ) => [("subledger", subledger), ("currency", currency), ("amount", amount), ("reason", "a <rounding>")];

    private static async Task<CloseRun> RunAsync(ApiCompany company) =>
        (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
}
