using System.Text.RegularExpressions;
using Bookseal.Books.Banking;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Bank transactions matched with the books on a page.</summary>
public abstract partial class BankPageContract(IApiHost host)
{
    private const string Path = "/periods/2026-01/bank";
    private static readonly (string, string) Account = ("account", "GIRO");
    private static readonly (string, string) Currency = ("currency", "USD");

    [Fact]
    public async Task Proposals_AreShown_AcceptedOneByOneOrAll_AndTakenBack()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var page = await nora.GetAsync(Path);
        var ids = Ids(page, "accept");
        Assert.Equal(3, ids.Count); // all, and each
        var accepted = await nora.PostAsync($"{Path}/accept", Account, Currency, ("id", ids[1]));
        Assert.Equal(
            (303, $"{Path}?account=GIRO&currency=USD#proposals"),
            (accepted.Status, accepted.Header("Location"))
        );
        Assert.Equal("nora", $"{Assert.Single((await BankAsync(company)).Decisions).By}");
        var all = await nora.PostAsync($"{Path}/accept", Account, Currency, ("id", ids[0])); // one of them once more
        Assert.Equal((303, 2), (all.Status, (await BankAsync(company)).Decisions.Count));

        var decided = await nora.GetAsync(Path);
        Assert.Contains("Nothing is proposed.", decided.Text, StringComparison.Ordinal);
        Assert.Contains(">reconciled<", decided.Text, StringComparison.Ordinal);
        foreach (var id in Ids(decided, "undo"))
            Assert.Equal(303, (await nora.PostAsync($"{Path}/undo", Account, Currency, ("id", id))).Status);
        Assert.Empty((await BankAsync(company)).Decisions);
    }

    [Fact]
    public async Task Lines_ThatDoNotAgree_AreRefusedWithTheDifference_AndStayTicked()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var page = await nora.GetAsync(Path);
        var (hall, order) = (Line(page, "item", "HALL"), Line(page, "transaction", "STANDING ORDER"));
        var refused = await nora.PostAsync($"{Path}/match", Account, Currency, ("item", hall), ("transaction", order));
        Assert.Equal(422, refused.Status);
        foreach (var text in (string[])["BANK_MATCH_UNEQUAL", "-50.00 USD at the bank", "-30.00 USD in the books"])
            Assert.Contains(text, refused.Text, StringComparison.Ordinal);
        Assert.Contains("<strong>-20.00 USD</strong>", refused.Text, StringComparison.Ordinal);
        Assert.Equal(2, Checked().Count(refused.Text));
        Assert.Empty((await BankAsync(company)).Decisions);

        var yard = Line(page, "item", "YARD");
        var matched = await nora.PostAsync(
            $"{Path}/match",
            Account,
            Currency,
            ("item", hall),
            ("item", yard),
            ("transaction", order)
        );
        Assert.Equal(303, matched.Status);
        Assert.Equal(MatchedBy.ByHand, Assert.Single((await BankAsync(company)).Decisions).How);
    }

    [Fact]
    public async Task Difference_ThatIsTheBanksError_IsKeptAsThat()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var page = await nora.GetAsync(Path);
        var answer = await nora.PostAsync(
            $"{Path}/match",
            Account,
            Currency,
            ("item", Line(page, "item", "HALL")),
            ("transaction", Line(page, "transaction", "STANDING ORDER")),
            ("error", "yes")
        );
        Assert.Equal(303, answer.Status);
        Assert.Equal(MatchedBy.BankError, Assert.Single((await BankAsync(company)).Decisions).How);
        Assert.Contains("error of 20.00 USD", (await nora.GetAsync(Path)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", "id", "0123456789ab", 404, "BANK_MATCH_UNKNOWN")]
    [InlineData("undo", "id", "0123456789ab", 404, "BANK_MATCH_UNKNOWN")]
    [InlineData("match", "item", "GARAGE", 404, "BANK_LINE_UNKNOWN")]
    [InlineData("match", "nothing", "", 404, "BANK_LINE_UNKNOWN")]
    [InlineData("match", "item", "<b>\"", 404, "BANK_LINE_UNKNOWN")]
    public async Task Decision_ThatCannotBe_SaysWhyOnThePage(
        string act,
        string name,
        string value,
        int status,
        string code
    )
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var answer = await nora.PostAsync($"{Path}/{act}", Account, Currency, (name, value));
        Assert.Equal(status, answer.Status);
        Assert.Contains($"<code>{code}</code>", answer.Text, StringComparison.Ordinal);
        Assert.Contains(
            "<h1>Bank of <span class=\"nowrap\">2026-01</span></h1>",
            answer.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("<b>", answer.Text, StringComparison.Ordinal);
        Assert.Empty((await BankAsync(company)).Decisions);
    }

    [Fact]
    public async Task Form_WithMoreLinesThanItTakes_IsRefused()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var many = Enumerable.Range(0, 600).Select(i => ("item", $"{i:D12}")).ToArray();
        var answer = await nora.PostAsync($"{Path}/match", many);
        Assert.Equal(400, answer.Status);
        Assert.Contains("REQUEST_INVALID", answer.Text, StringComparison.Ordinal);
        var most = await nora.PostAsync($"{Path}/match", many[..500]);
        Assert.Contains("BANK_LINE_UNKNOWN", most.Text, StringComparison.Ordinal);
        Assert.Empty((await BankAsync(company)).Decisions);
    }

    [Fact]
    public async Task Bank_OfAnAuditorOrAnotherPeriodsSession_DecidesNothing()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var id = Ids(await nora.GetAsync(Path), "accept")[0];
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await auditor.GetAsync(Path);
        Assert.Equal(200, page.Status);
        Assert.DoesNotMatch("<form method=\"post\" action=\"/periods", page.Text);
        Assert.Equal(403, (await auditor.PostAsync($"{Path}/accept", Account, Currency, ("id", id))).Status);
        var february = await PageSession.BeginAsync(company, Role.Preparer, new PeriodCode(2026, 2));
        Assert.Equal(404, (await february.GetAsync(Path)).Status);
        Assert.Equal(404, (await february.PostAsync($"{Path}/accept", Account, Currency, ("id", id))).Status);
        Assert.Empty((await BankAsync(company)).Decisions);
    }

    [Fact]
    public async Task Bank_OfACompanyWithoutStatements_SaysSo()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        var page = await session.GetAsync(Path);
        Assert.Contains("no bank statements", page.Text, StringComparison.Ordinal);
        var answer = await session.PostAsync($"{Path}/match", ("item", "HALL"));
        Assert.Equal(409, answer.Status);
        Assert.Contains("PERIOD_CLOSED", answer.Text, StringComparison.Ordinal);
    }

    private async Task<(ApiCompany, PageSession)> BeginAsync(Role role)
    {
        var company = await ApiCompany.ImportAsync(host, more: OpenBooks.Rows);
        return (company, await PageSession.BeginAsync(company, role));
    }

    private static async Task<BankReconciliation> BankAsync(ApiCompany company)
    {
        var master = (await company.Services.Workspace.ReadMasterDataAsync(default)).Value;
        return (await company.Services.Matches.ReadAsync(SmallBooks.January, master, default)).Value.Bank;
    }

    /// <summary>What the buttons of an act send.</summary>
    private static List<string> Ids(ApiAnswer page, string act) =>
        [
            .. page
                .Text.Split("<form ")
                .Where(form => form.Contains($"action=\"{Path}/{act}\"", StringComparison.Ordinal))
                .Select(form => Id().Match(form).Groups[1].Value),
        ];

    /// <summary>The value of the box before a line's reference.</summary>
    private static string Line(ApiAnswer page, string name, string reference)
    {
        var table = page.Text.IndexOf("id=\"by-hand\"", StringComparison.Ordinal);
        var before = page.Text[table..page.Text.IndexOf($">{reference}", table, StringComparison.Ordinal)];
        return Regex.Matches(before, $"name=\"{name}\" value=\"([0-9a-f]{{64}})\"")[^1].Groups[1].Value;
    }

    [GeneratedRegex("name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("type=\"checkbox\"[^>]* checked")]
    private static partial Regex Checked();
}
