using System.Net;
using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>From a figure of a statement to its entries, to one entry, and back.</summary>
public abstract partial class EntryPageContract(IApiHost host)
{
    private const string TrialBalance = "/periods/2026-01/statements/trial-balance";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Line_OfAStatement_LeadsToItsEntriesAndToOneAndBack(bool isSealed)
    {
        var company = isSealed ? await ApiCompany.CloseAsync(host) : await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        foreach (var statement in (string[])["trial-balance", "roll-forward", "income-statement"])
        {
            var path = $"/periods/2026-01/statements/{statement}";
            var page = await session.GetAsync(path);
            var toEntries = LinkOf(page, "/entries", "account=6000");
            var entries = await session.GetAsync(toEntries);
            Assert.Contains("JE-2", entries.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("JE-[13]", entries.Text);
            Assert.Contains($"href=\"{path}\"", entries.Text, StringComparison.Ordinal);
            var entry = await session.GetAsync(LinkOf(entries, "/entry", "JE-2"));
            Assert.Equal(200, entry.Status);
            Assert.Contains("6000 Rent", entry.Text, StringComparison.Ordinal);
            Assert.Equal(isSealed, entry.Text.Contains(">certified<", StringComparison.Ordinal));
            Assert.Equal(toEntries, LinkOf(entry, "/entries", "statement="));
        }
    }

    [Fact]
    public async Task Statement_AsAWorkbook_IsADownloadOfThePageSeen()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync(TrialBalance);
        Assert.Contains($"href=\"{TrialBalance}/workbook\"", page.Text, StringComparison.Ordinal);
        var file = await session.GetAsync($"{TrialBalance}/workbook");
        Assert.True(WorkbookAnswers.RowsOf(file, "trial-balance 2026-01 - draft") > 2);
        Assert.Contains("2026-01-trial-balance.xlsx", file.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal(404, (await session.GetAsync("/periods/2026-01/statements/nothing/workbook")).Status);
    }

    [Fact]
    public async Task Entries_OfAnAccount_StandUnderItsBalances()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync("/entries?period=2026-01&account=1000");
        foreach (var figure in (string[])["1,000.00 USD", "50.00 USD", "950.00 USD"])
            Assert.Contains($"<dd>{figure}</dd>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_PageByPage_GoOnWhereTheyStopped()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var first = await session.GetAsync("/entries?account=6000&limit=1");
        Assert.Matches("JE-2", first.Text);
        Assert.DoesNotMatch("JE-3", first.Text);
        var rest = await session.GetAsync(LinkOf(first, "/entries", "continuation="));
        Assert.DoesNotMatch("JE-2", rest.Text);
        Assert.Matches("JE-3", rest.Text);
        Assert.DoesNotMatch("continuation=", rest.Text);
    }

    [Fact]
    public async Task Entries_OfPeriodsThatTheSessionDoesNotSee_AreNotThere()
    {
        var company = await ApiCompany.ImportAsync(host);
        await company.PostAsync("/api/gl/periods/2026-01/adjustments", Role.Preparer, Reclass);
        var session = await PageSession.BeginAsync(company, Role.Auditor, new PeriodCode(2026, 2));
        var all = await session.GetAsync("/entries");
        Assert.Contains("JE-3", all.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("JE-1|JE-2|2026-01", all.Text);
        foreach (
            var path in (string[])
                ["/entries?period=2026-01", "/entry?id=JE-1", "/entry?id=JE-1&in=2026-01", "/entry?id=JE-3&in=2026-01"]
        )
            Assert.Equal(404, (await session.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Entry_ThatIsReversedInAnotherMonth_AndItsReversal_LeadToEachOther()
    {
        var company = await ApiCompany.ImportAsync(host);
        var master = (await company.Services.Workspace.ReadMasterDataAsync(default)).Value;
        var reversed = await company.Services.Reversals.ReverseAsync(
            EntryId.Parse("JE-2").Value,
            new DateOnly(2026, 2, 1),
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
        var id = $"{reversed.Value.Reversal.Id}";
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var entry = await session.GetAsync("/entry?id=JE-2&in=2026-01");
        Assert.Contains("Reversed by", entry.Text, StringComparison.Ordinal);
        var reversal = await session.GetAsync(LinkOf(entry, "/entry", id));
        Assert.Contains($"Entry {id}", reversal.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await session.GetAsync(LinkOf(reversal, "/entry", "id=JE-2"))).Status);

        var january = await PageSession.BeginAsync(company, Role.Auditor, SmallBooks.January);
        Assert.DoesNotMatch("Reversed by", (await january.GetAsync("/entry?id=JE-2")).Text);
    }

    [Theory]
    [InlineData("account=9999", 404, "ACCOUNT_UNKNOWN")]
    [InlineData("account=%3Cb%3E%22", 400, "QUERY_INVALID")]
    [InlineData("from=yesterday", 400, "QUERY_INVALID")]
    [InlineData("continuation=x", 400, "CONTINUATION_INVALID")]
    [InlineData("period=../x", 404, "PERIOD_NOT_FOUND")]
    [InlineData("statement=..%2F..%2Fx&period=2026-01", 200, "entries")]
    public async Task Search_ThatMakesNoSense_KeepsWhatWasTyped(string query, int status, string text)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync($"/entries?text=%3Ci%3Ekept%3C/i%3E&{query}");
        Assert.Equal(status, page.Status);
        Assert.StartsWith("text/html", page.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains(text, page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;i&gt;kept&lt;/i&gt;\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("statements/\\.\\.", page.Text);
    }

    [Theory]
    [InlineData("", "1000,1200,3000,4000,6000", null)]
    [InlineData("?sort=0", "1000,1200,3000,4000,6000", "ascending")]
    [InlineData("?sort=-0", "6000,4000,3000,1200,1000", "descending")]
    [InlineData("?sort=4", "3000,4000,6000,1200,1000", "ascending")]
    [InlineData("?sort=-4", "1000,1200,6000,4000,3000", "descending")]
    [InlineData("?sort=9", "1000,1200,3000,4000,6000", null)]
    [InlineData("?sort=%22%3E", "1000,1200,3000,4000,6000", null)]
    public async Task Rows_StandAsTheReaderSortsThem_WithTheTotalAtTheEnd(string query, string rows, string? aria)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = (await session.GetAsync(TrialBalance + query)).Text;
        Assert.Equal(rows, string.Join(',', Row().Matches(page).Select(row => row.Groups[1].Value)));
        Assert.Matches("account=[0-9]+(?!.*account=)[\\s\\S]*Total", page);
        Assert.Equal(aria, Aria().Match(page) is { Success: true } sorted ? sorted.Groups[1].Value : null);
    }

    [Theory]
    [InlineData("", "1,000.00")]
    [InlineData("en-US,de;q=0.5", "1,000.00")]
    [InlineData("en;q=0.5,de-AT;q=0.9", "1.000,00")]
    [InlineData("fr-FR", "1\u202f000,00")]
    [InlineData("de-CH", "1’000.00")]
    [InlineData("sv", "1\u00a0000,00")]
    [InlineData("tlh", "1,000.00")]
    [InlineData("q=;;,", "1,000.00")]
    public async Task Figures_AreWrittenAsTheReaderDoes(string languages, string figure)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        foreach (var path in (string[])[TrialBalance, "/entries?period=2026-01&account=1000"])
        {
            var page = WebUtility.HtmlDecode((await session.GetAsync(path, languages)).Text);
            Assert.Contains($">{figure}", page, StringComparison.Ordinal);
        }
    }

    private const string Reclass =
        """{"type":"reclass","debit":"6000","credit":"4000","amount":"10.00","text":"Rent, not a sale"}""";

    /// <summary>The first link of a page to a path with a text in its address.</summary>
    private static string LinkOf(ApiAnswer page, string path, string text) =>
        Link()
            .Matches(page.Text)
            .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))
            .First(link => link.Split('?')[0] == path && link.Contains(text, StringComparison.Ordinal));

    [GeneratedRegex("&amp;account=([0-9]+)&amp;statement")]
    private static partial Regex Row();

    [GeneratedRegex("aria-sort=\"([a-z]+)\"")]
    private static partial Regex Aria();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
