using System.Net;
using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Entries;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Accruals, deferrals and reclasses on a page.</summary>
public abstract partial class AdjustmentPageContract(IApiHost host)
{
    private const string Path = "/periods/2026-01/adjustments";

    [Fact]
    public async Task Adjustment_IsPostedOnce_AndShown()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var first = await nora.PostAsync(Path, Accrual());
        Assert.Equal(303, first.Status);
        Assert.Equal(first.Header("Location"), (await nora.PostAsync(Path, Accrual())).Header("Location"));
        var entry = Assert.Single(await AdjustedAsync(company));
        Assert.Equal(("nora", true, "2026-01-31"), ($"{entry.PostedBy}", entry.AutoReverse, Dates.Text(entry.Date)));
        var page = await nora.GetAsync(first.Header("Location")!);
        Assert.Matches($"{entry.Id}</a> is\\s+posted: 500.00 USD", page.Text);
        Assert.DoesNotMatch("is\\s+posted", (await nora.GetAsync($"{Path}?posted=ACR-9")).Text);
    }

    [Fact]
    public async Task Faults_StandBesideTheirFields_AndWhatWasTypedIsKept()
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var answer = await nora.PostAsync(
            Path,
            Accrual(("debit", "9999"), ("amount", "1,50"), ("date", "soon"), ("text", ""), ("job", "<b>\"x"))
        );
        Assert.True(answer.Status is >= 400 and < 500, $"{answer.Status}");
        Assert.Equal("account 9999 is not in the chart of accounts", WrongOf(answer, "debit"));
        Assert.Contains("is not a decimal amount", WrongOf(answer, "amount"), StringComparison.Ordinal);
        Assert.NotNull(WrongOf(answer, "date"));
        Assert.Equal("say what it is for", WrongOf(answer, "text"));
        Assert.Null(WrongOf(answer, "credit"));
        foreach (var kept in (string[])["value=\"9999\"", "value=\"1,50\"", "value=\"&lt;b&gt;&quot;x\""])
            Assert.Contains(kept, answer.Text, StringComparison.Ordinal);
        Assert.Matches("id=\"type-accrual\"[^>]* checked", answer.Text);
        Assert.Empty(await AdjustedAsync(company));
    }

    [Theory]
    [InlineData("credit", "debit", "4000", "ADJUSTMENT_SHAPE_INVALID", 422)]
    [InlineData("amount", "amount", "-5.00", "ADJUSTMENT_SHAPE_INVALID", 422)]
    [InlineData("date", "date", "2026-03-01", "ENTRY_OUTSIDE_PERIOD", 409)]
    [InlineData("currency", "currency", "dollars", "CURRENCY_INVALID", 409)]
    public async Task Adjustment_ThatDoesNotFit_SaysWhereAndWhy(
        string wrong,
        string field,
        string value,
        string code,
        int status
    )
    {
        var (company, nora) = await BeginAsync(Role.Preparer);
        var answer = await nora.PostAsync(Path, Accrual((field, value)));
        Assert.NotNull(WrongOf(answer, wrong));
        Assert.Contains(code, answer.Text, StringComparison.Ordinal);
        Assert.Equal(status, answer.Status);
        Assert.Empty(await AdjustedAsync(company));
    }

    [Fact]
    public async Task Adjustment_DuringAClose_IsOfTheClose()
    {
        var company = await ApiCompany.ImportAsync(host);
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        await nora.PostAsync("/periods/2026-01/begin");
        await nora.UntilAsync("/periods/2026-01", "tasks/3/complete");
        var reclass = Accrual(("type", "reclass"), ("debit", "6000"), ("credit", "4000"));
        Assert.Equal(303, (await nora.PostAsync(Path, reclass)).Status);
        var run = (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal(run.Id, Assert.Single(await AdjustedAsync(company)).Run);
    }

    [Fact]
    public async Task Adjustments_OfAnAuditorAnotherPeriodsSessionOrAClosedPeriod_AreNotMade()
    {
        var (company, _) = await BeginAsync(Role.Preparer);
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        Assert.DoesNotContain("Post it", (await auditor.GetAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await auditor.PostAsync(Path, Accrual())).Status);
        var february = await PageSession.BeginAsync(company, Role.Preparer, new PeriodCode(2026, 2));
        Assert.Equal(404, (await february.GetAsync(Path)).Status);
        Assert.Equal(404, (await february.PostAsync(Path, Accrual())).Status);
        Assert.Empty(await AdjustedAsync(company));

        var closed = await PageSession.BeginAsync(await ApiCompany.CloseAsync(host), Role.Preparer);
        Assert.DoesNotContain("Post it", (await closed.GetAsync(Path)).Text, StringComparison.Ordinal);
        var late = await closed.PostAsync(Path, Accrual(("type", "reclass"), ("credit", "4000")));
        Assert.Contains("PERIOD_CLOSED", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accrual_OfTheMonthBefore_IsMissingUntilItsDraftIsPosted()
    {
        const string february = "/periods/2026-02/adjustments";
        var (_, nora) = await BeginAsync(Role.Preparer);
        Assert.DoesNotContain("missing here", (await nora.GetAsync(february)).Text, StringComparison.Ordinal);
        await nora.PostAsync(Path, Accrual(("text", "Rent of <yard> & hall")));
        var page = (await nora.GetAsync(february)).Text;
        Assert.Contains("<strong>Rent of &lt;yard&gt; &amp; hall</strong>", page, StringComparison.Ordinal);
        var link = WebUtility.HtmlDecode(Draft().Match(page).Groups[1].Value);
        var draft = (await nora.GetAsync(link.Split('#')[0])).Text;
        foreach (var kept in (string[])["6000", "2300", "500.00", "USD", "Rent of &lt;yard&gt; &amp; hall"])
            Assert.Contains($"value=\"{kept}\"", draft, StringComparison.Ordinal);
        Assert.Matches("id=\"type-accrual\"[^>]* checked", draft);

        var posted = await nora.PostAsync(february, Accrual(("text", "Rent of <yard> & hall"), ("date", "2026-02-28")));
        Assert.Equal(303, posted.Status);
        Assert.DoesNotContain("missing here", (await nora.GetAsync(february)).Text, StringComparison.Ordinal);
    }

    private async Task<(ApiCompany, PageSession)> BeginAsync(Role role)
    {
        var company = await ApiCompany.ImportAsync(host, more: OpenBooks.Rows);
        return (company, await PageSession.BeginAsync(company, role));
    }

    private static (string Name, string Value)[] Accrual(params (string Name, string Value)[] instead)
    {
        var members = new Dictionary<string, string>
        {
            ["type"] = "accrual",
            ["debit"] = "6000",
            ["credit"] = "2300",
            ["amount"] = "500.00",
            ["currency"] = "USD",
            ["date"] = "2026-01-31",
            ["text"] = "Rent of the yard",
            ["job"] = "",
            ["auto_reverse"] = "",
        };
        foreach (var (name, value) in instead)
            members[name] = value;
        return [.. members.Select(member => (member.Key, member.Value))];
    }

    private static async Task<IReadOnlyList<Entry>> AdjustedAsync(ApiCompany company)
    {
        var search = new JournalSearch(company.Services.Workspace, company.Services.Runs);
        var filter = new EntryFilter { Kind = EntryKind.Adjusting };
        return [.. (await search.FindAsync(filter, [SmallBooks.January], 50, default)).Shown.Select(one => one.Entry)];
    }

    /// <summary>What stands beside a field, which says so to whom it is read; null where nothing does.</summary>
    private static string? WrongOf(ApiAnswer page, string field)
    {
        var wrong = Wrong().Matches(page.Text).FirstOrDefault(match => match.Groups[1].Value == $"{field}-wrong");
        var isTold = page.Text.Contains($"aria-describedby=\"{field}-wrong\"", StringComparison.Ordinal);
        Assert.Equal(wrong is not null, isTold);
        return wrong is null ? null : WebUtility.HtmlDecode(wrong.Groups[2].Value);
    }

    [GeneratedRegex("href=\"(/periods/2026-02/adjustments[?][^\"]+)\"")]
    private static partial Regex Draft();

    [GeneratedRegex("<p id=\"([a-z_]+-wrong)\" class=\"wrong\">([^<]+)</p>")]
    private static partial Regex Wrong();
}
