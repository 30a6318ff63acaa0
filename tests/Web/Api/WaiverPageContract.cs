using System.Text.RegularExpressions;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
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

    /// <summary>The next close asks what became of it, and not the one who let it stand.</summary>
    [Fact]
    public async Task Difference_OfTheCloseBefore_IsAnsweredByAnotherPerson()
    {
        var company = await ApiCompany.ImportAsync(host, Materiality, OldRounding, edit: FromDecemberWithRolf);
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        await imani.PostAsync($"{December}/begin");
        await imani.UntilAsync(December, "The close is blocked");
        Assert.Equal(303, (await imani.PostAsync($"{December}/waivers", Waiver("40"))).Status);
        Assert.Equal(303, (await imani.PostAsync($"{December}/begin")).Status); // go on
        var driven = await company.Services.Host.DriveAsync(
            PeriodCode.Parse("2025-12").Value,
            new Desk(),
            new Progress<CloseProgress>(),
            default
        );
        Assert.True(driven.IsOk && driven.Value.Proof is not null, driven.IsOk ? "no proof" : driven.Fault.ToString());

        await imani.PostAsync($"{January}/begin");
        await imani.UntilAsync(Exceptions, "in the close before");
        var asked = Words(await imani.GetAsync(Exceptions));
        Assert.Contains("was let differ by 0.40 USD in the close before", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("waivers/resolve", asked, StringComparison.Ordinal);
        var own = await imani.PostAsync($"{Waivers}/resolve", Waiver("40"));
        Assert.Contains(Refusal.SegregationOfDuties, own.Text, StringComparison.Ordinal);

        var rolf = await PageSession.BeginAsync(company, Role.Reviewer);
        Assert.Contains("waivers/resolve", (await rolf.GetAsync(Exceptions)).Text, StringComparison.Ordinal);
        var done = await rolf.PostAsync($"{Waivers}/resolve", Waiver("40"));
        Assert.Equal((303, $"{Exceptions}#waivers"), (done.Status, done.Header("Location")));
        var answered = Words(await rolf.GetAsync(Exceptions));
        Assert.Contains("<strong>rolf:</strong> a &lt;rounding&gt;", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("waivers/resolve", answered, StringComparison.Ordinal);
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

    private const string December = "/periods/2025-12";

    private static IReadOnlyDictionary<string, string> OldRounding { get; } =
        new Dictionary<string, string>
        {
            [BooksFiles.Subledgers] = "AR,CUST-9,INV-9,2025-12-06,2026-01-06,debit,0.40,USD,,Rounding\n",
        };

    /// <summary>A month more, in the middle of a fiscal year, and a reviewer.</summary>
    private static string FromDecemberWithRolf(string profile) =>
        profile
            .Replace("\"books_start\":\"2026-01-01\"", "\"books_start\":\"2025-12-01\"", StringComparison.Ordinal)
            .Replace("\"fiscal_year_end_month\":12", "\"fiscal_year_end_month\":6", StringComparison.Ordinal)
            .Replace(
                "\"team\":[",
                "\"team\":[{\"id\":\"rolf\",\"name\":\"Rolf\",\"role\":\"reviewer\"},",
                StringComparison.Ordinal
            );

    private sealed class Desk : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult<Actor?>(
                task.Action == TaskAction.Certify ? AdjustingDesk.Controller : AdjustingDesk.Bookkeeper
            );
    }

    private static string Words(ApiAnswer page) => Regex.Replace(page.Text, "\\s+", " ");

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
