using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Entries;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>What somebody has to look into, and lines that nobody has categorised, decided on a page.</summary>
public abstract partial class ExceptionPageContract(IApiHost host)
{
    private const string Path = "/periods/2026-01/exceptions";
    private const string Book = "/periods/2026-01/categories";

    [Fact]
    public async Task Queue_ShowsEachLineWithItsSuggestionAndEvidence()
    {
        var session = await BeginAsync(Role.Preparer);
        var page = await session.GetAsync(Path);
        Assert.Equal(200, page.Status);
        Assert.Equal(3, Another().Count(page.Text));
        Assert.Equal(2, Suggested().Count(page.Text));
        Assert.Matches("id=P-0", page.Text);
        Assert.Matches("Book all 2 that have one", Blanks().Replace(page.Text, " "));
    }

    [Fact]
    public async Task Line_IsBookedToTheAccountThatWasChosen_Once()
    {
        var company = await ImportAsync();
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        for (var i = 0; i < 2; i++)
        {
            var answer = await session.PostAsync(Book, ("entry", "P-2"), ("line", "1"), ("account", "6200"));
            Assert.Equal((303, $"{Path}#categories"), (answer.Status, answer.Header("Location")));
        }

        var moved = Assert.Single(await BookedAsync(company));
        Assert.Equal(("6200", "nora"), ($"{moved.Lines[0].Account}", $"{moved.PostedBy}"));
        Assert.DoesNotMatch("id=P-2&", (await session.GetAsync(Path)).Text);
    }

    [Fact]
    public async Task AllThatIsSuggested_IsBookedAsItWasShown()
    {
        var company = await ImportAsync();
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var shown = ShownOf(await session.GetAsync(Path));
        Assert.Equal(303, (await session.PostAsync($"{Book}/accept", ("shown", shown))).Status);
        Assert.All(await BookedAsync(company), entry => Assert.Equal("6100", $"{entry.Lines[0].Account}"));
        Assert.Equal(2, (await BookedAsync(company)).Count);
    }

    [Fact]
    public async Task AllThatIsSuggested_BooksNothingThatFollowsFromItself()
    {
        // Paper of NEW is known by its text; once that is booked, any other purchase of NEW has its like.
        var rows = OpenBooks.Rows.ToDictionary();
        rows[BooksFiles.JournalCsv] +=
            OpenBooks.Purchase("P-5", "Paper Co 0130", "3.00", "NEW")
            + OpenBooks.Purchase("P-6", "Else", "4.00", "NEW");
        var company = await ApiCompany.ImportAsync(host, more: rows);
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var shown = ShownOf(await session.GetAsync(Path));
        Assert.Equal(303, (await session.PostAsync($"{Book}/accept", ("shown", shown))).Status);
        Assert.Equal(
            ["P-1", "P-3", "P-5"],
            (await BookedAsync(company)).Select(entry => entry.Lines[0].Reference).Order()
        );
        Assert.Matches("aria-label=\"Book to 6100 Supplies of P-6\"", (await session.GetAsync(Path)).Text);
    }

    [Fact]
    public async Task AllThatIsSuggested_OfAnEarlierLook_IsRefused()
    {
        var company = await ImportAsync();
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var shown = ShownOf(await session.GetAsync(Path));
        await session.PostAsync(Book, ("entry", "P-1"), ("line", "1"), ("account", "6200"));
        var answer = await session.PostAsync($"{Book}/accept", ("shown", shown));
        Assert.Equal(409, answer.Status);
        Assert.Contains("PAYLOAD_CHANGED", answer.Text, StringComparison.Ordinal);
        Assert.Single(await BookedAsync(company));
    }

    [Theory]
    [InlineData("P-1", "1", "1000", "CATEGORY_ACCOUNT_INVALID")]
    [InlineData("P-1", "1", "9999", "ACCOUNT_UNKNOWN")]
    [InlineData("P-1", "1", "", "ACCOUNT_CODE_INVALID")]
    [InlineData("P-1", "2", "6100", "CATEGORY_LINE_NOT_FOUND")]
    [InlineData("P-1", "x", "6100", "QUERY_INVALID")]
    [InlineData("JE-2", "1", "6100", "CATEGORY_LINE_NOT_FOUND")]
    [InlineData("", "", "6100", "ENTRY_ID_INVALID")]
    public async Task Decision_ThatCannotBe_SaysWhyOnThePage(string entry, string line, string account, string code)
    {
        var company = await ImportAsync();
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var answer = await session.PostAsync(Book, ("entry", entry), ("line", line), ("account", account));
        Assert.True(answer.Status is >= 400 and < 500, $"{answer.Status}");
        Assert.Contains($"<code>{code}</code>", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Lines that nobody has categorised", answer.Text, StringComparison.Ordinal);
        Assert.Empty(await BookedAsync(company));
    }

    [Fact]
    public async Task Queue_OfAnAuditorOrAnotherPeriodsSession_DecidesNothing()
    {
        var company = await ImportAsync();
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        Assert.DoesNotMatch($"action=\"{Book}", (await auditor.GetAsync(Path)).Text);
        var refused = await auditor.PostAsync(Book, ("entry", "P-1"), ("line", "1"), ("account", "6100"));
        Assert.Equal(403, refused.Status);
        var february = await PageSession.BeginAsync(company, Role.Preparer, new PeriodCode(2026, 2));
        Assert.Equal(404, (await february.GetAsync(Path)).Status);
        var hidden = await february.PostAsync(Book, ("entry", "P-1"), ("line", "1"), ("account", "6100"));
        Assert.Equal(404, hidden.Status);
        Assert.Empty(await BookedAsync(company));
    }

    [Fact]
    public async Task Exceptions_OfAClosedPeriod_AreToBeReadOnly()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        var page = await session.GetAsync(Path);
        Assert.Equal(200, page.Status);
        Assert.Contains("Nothing blocks the close.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch($"action=\"{Book}", page.Text);
    }

    private Task<ApiCompany> ImportAsync() => ApiCompany.ImportAsync(host, more: OpenBooks.Rows);

    private async Task<PageSession> BeginAsync(Role role) => await PageSession.BeginAsync(await ImportAsync(), role);

    /// <summary>What decisions have posted.</summary>
    private static async Task<IReadOnlyList<Entry>> BookedAsync(ApiCompany company)
    {
        var search = new JournalSearch(company.Services.Workspace, company.Services.Runs);
        var found = await search.FindAsync(new EntryFilter { Text = "CAT-" }, [SmallBooks.January], 50, default);
        return [.. found.Shown.Select(one => one.Entry)];
    }

    private static string ShownOf(ApiAnswer page) => Shown().Match(page.Text).Groups[1].Value;

    [GeneratedRegex("name=\"account\" list=\"accounts\"")]
    private static partial Regex Another();

    [GeneratedRegex("name=\"account\" value=\"6100\"")]
    private static partial Regex Suggested();

    [GeneratedRegex("name=\"shown\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Shown();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
