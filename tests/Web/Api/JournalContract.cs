using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Posting, and adjustments.</summary>
public abstract class JournalContract(IApiHost host)
{
    private const string Accrual =
        """{"type":"reclass","debit":"6000","credit":"4000","amount":"10.00","text":"Rent, not a sale"}""";

    [Fact]
    public async Task Posting_UnderItsKey_IsTheSameOneAgain()
    {
        var company = await ApiCompany.ImportAsync(host);
        var first = await company.PostAsync("/finance/journal", Role.Preparer, Batch("JE-9"), "rent");
        Assert.Equal((201, "false"), (first.Status, first.Json.TextOf("known")));
        var again = await company.PostAsync("/finance/journal", Role.Preparer, Batch("JE-9"), "rent");
        Assert.Equal((200, "true"), (again.Status, again.Json.TextOf("known")));
        var other = await company.PostAsync("/finance/journal", Role.Preparer, Batch("JE-10"), "rent");
        Assert.Equal((409, "BATCH_KEY_REUSED"), (other.Status, other.Code));
        var found = (await company.GetAsync("/api/entries/JE-9", Role.Auditor)).Json;
        Assert.Equal("nora", Assert.Single(found.ObjectsOf("entries")).ObjectOf("entry").TextOf("by"));
    }

    [Fact]
    public async Task Posting_WithoutAKey_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.PostAsync("/finance/journal", Role.Preparer, Batch("JE-9"));
        Assert.Equal((400, "IDEMPOTENCY_KEY_NEEDED"), (answer.Status, answer.Code));
        var empty = await company.PostAsync("/finance/journal", Role.Preparer, Batch("JE-9"), "");
        Assert.Equal("IDEMPOTENCY_KEY_NEEDED", empty.Code);
    }

    [Theory]
    [InlineData("/finance/journal")]
    [InlineData("/api/gl/periods/2026-01/adjustments")]
    public async Task Posting_OfAnAuditor_IsRefused(string path)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.PostAsync(path, Role.Auditor, Batch("JE-9"), "k");
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (answer.Status, answer.Code));
    }

    /// <summary>That an id is taken is said, and not in which month.</summary>
    [Fact]
    public async Task Refusal_ThatNamesAnotherPeriod_DoesNotTellWhoeverDoesNotSeeIt()
    {
        var company = await ApiCompany.ImportAsync(host);
        var batch = Batch("JE-9");
        Assert.Equal(201, (await company.PostAsync("/finance/journal", Role.Preparer, batch, "rent")).Status);
        var february = batch.Replace("2026-01-31", "2026-02-01", StringComparison.Ordinal);
        Assert.Contains("2026-01", (await PostAsync([])).Text, StringComparison.Ordinal);
        var hidden = await PostAsync(new PeriodCode(2026, 2));
        Assert.Equal((409, "ENTRY_CHANGED"), (hidden.Status, hidden.Code));
        Assert.DoesNotContain("2026-01", hidden.Text, StringComparison.Ordinal);
        Assert.Contains("2026-02", hidden.Text, StringComparison.Ordinal);

        async Task<ApiAnswer> PostAsync(params PeriodCode[] seen)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/finance/journal")
            {
                Content = new StringContent(february, System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", "other");
            return await company.SendAsync(request, await company.TokenAsync(Role.Preparer, seen));
        }
    }

    [Fact]
    public async Task Posting_IntoAPeriodThatTheTokenDoesNotSee_FindsNone()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer, new PeriodCode(2026, 2));
        var adjusted = await company.PostAsync("/api/gl/periods/2026-01/adjustments", token, Accrual);
        Assert.Equal((404, "PERIOD_NOT_FOUND"), (adjusted.Status, adjusted.Code));
        var request = new HttpRequestMessage(HttpMethod.Post, "/finance/journal")
        {
            Content = new StringContent(Batch("JE-9"), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "k");
        Assert.Equal("PERIOD_NOT_FOUND", (await company.SendAsync(request, token)).Code);
    }

    [Fact]
    public async Task Posting_IntoAClosedMonth_IsRefused()
    {
        var company = await ApiCompany.CloseAsync(host);
        var answer = await company.PostAsync("/finance/journal", Role.Preparer, Batch("JE-9"), "late");
        Assert.Equal((409, "PERIOD_CLOSED"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("""{"entries":[]}""", 422, "BATCH_EMPTY")]
    [InlineData("""{"entries":[{}]}""", 422, "JOURNAL_LINE_INVALID")]
    [InlineData("""{"entries":[7]}""", 400, "REQUEST_INVALID")]
    [InlineData("""{"entries":{},"more":1}""", 400, "REQUEST_INVALID")]
    [InlineData("""{"entries":[{"id":"X","run":"1"}]}""", 422, "JOURNAL_LINE_INVALID")]
    [InlineData("""{"tenant_id":"globex","entries":[]}""", 404, "TENANT_NOT_FOUND")]
    public async Task Batch_ThatIsNone_IsAProblemWithItsCode(string body, int status, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.PostAsync("/finance/journal", Role.Preparer, body, "k");
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("6000", "9999", "ACCOUNT_UNKNOWN")]
    [InlineData("6000", "1000", "ENTRY_UNBALANCED")]
    public async Task Entry_ThatTheBooksCannotTake_IsAProblemWithItsCode(string debit, string credit, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var body = Batch("JE-9", debit, credit, code == "ENTRY_UNBALANCED" ? "11.00" : "10.00");
        var answer = await company.PostAsync("/finance/journal", Role.Preparer, body, "k");
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Adjustment_OfAMonth_IsPostedOnce()
    {
        var company = await ApiCompany.ImportAsync(host);
        const string path = "/api/gl/periods/2026-01/adjustments";
        var first = await company.PostAsync(path, Role.Preparer, Accrual);
        Assert.Equal((201, "reclass"), (first.Status, first.Json.TextOf("type")));
        Assert.Equal(200, (await company.PostAsync(path, Role.Preparer, Accrual)).Status);
        Assert.Equal(201, (await company.PostAsync(path, Role.Preparer, Accrual, "another")).Status);
        var shaped = Accrual.Replace("reclass", "accrual", StringComparison.Ordinal);
        Assert.Equal(422, (await company.PostAsync(path, Role.Preparer, shaped)).Status);
        var unknown = Accrual.Replace("reclass", "gift", StringComparison.Ordinal);
        Assert.Equal("REQUEST_INVALID", (await company.PostAsync(path, Role.Preparer, unknown)).Code);
    }

    private static string Batch(string id, string debit = "6000", string credit = "1000", string credited = "10.00") =>
        $$"""{"entries":[{"id":"{{id}}","date":"2026-01-31","kind":"standard","description":"Rent","lines":["""
        + $$"""{"account":"{{debit}}","currency":"USD","debit":"10.00"},"""
        + $$"""{"account":"{{credit}}","currency":"USD","credit":"{{credited}}"}]}]}""";
}
