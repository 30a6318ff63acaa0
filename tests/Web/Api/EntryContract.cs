using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Search of the journals.</summary>
public abstract class EntryContract(IApiHost host)
{
    [Fact]
    public async Task Entries_PageByPage_AreAllOnce()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var (found, path) = (new List<string>(), "/api/entries?limit=1");
        for (var pages = 0; pages < 5; pages++)
        {
            var page = (await company.GetAsync(path, token)).Json;
            found.AddRange(page.ObjectsOf("entries").Select(entry => entry.ObjectOf("entry").TextOf("id")!));
            if (page.TextOf("continuation") is not { } rest)
                break;
            path = $"/api/entries?limit=1&continuation={rest}";
        }

        Assert.Equal(["JE-1", "JE-2", "JE-3"], found);
    }

    [Theory]
    [InlineData("account=6000", "JE-2,JE-3")]
    [InlineData("account=6000&period=2026-01", "JE-2")]
    [InlineData("text=sale", "JE-1")]
    [InlineData("from=2026-01-06&to=2026-01-31", "JE-2")]
    [InlineData("text=&from=&continuation=", "JE-1,JE-2,JE-3")]
    public async Task Entries_ThatFit_AreFound(string query, string ids)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync($"/api/entries?{query}", Role.Auditor);
        var found = answer.Json.ObjectsOf("entries").Select(entry => entry.ObjectOf("entry").TextOf("id"));
        Assert.Equal(ids, string.Join(',', found));
    }

    [Theory]
    [InlineData("account=%22", 400, "QUERY_INVALID")]
    [InlineData("account=9999", 404, "ACCOUNT_UNKNOWN")]
    [InlineData("from=yesterday", 400, "QUERY_INVALID")]
    [InlineData("limit=0", 400, "QUERY_INVALID")]
    [InlineData("limit=100000", 400, "QUERY_INVALID")]
    [InlineData("limit=1e3", 400, "QUERY_INVALID")]
    [InlineData("continuation=x", 400, "CONTINUATION_INVALID")]
    [InlineData("continuation=Li4vLi4vMQ", 400, "CONTINUATION_INVALID")]
    [InlineData("period=1999-01", 404, "PERIOD_NOT_FOUND")]
    [InlineData("period=../x", 404, "PERIOD_NOT_FOUND")]
    public async Task Query_ThatMakesNoSense_IsAProblemWithItsCode(string query, int status, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync($"/api/entries?{query}", Role.Auditor);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Entries_OfAPeriodThatTheTokenDoesNotSee_AreNotThere()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor, new PeriodCode(2026, 2));
        var all = (await company.GetAsync("/api/entries", token)).Json;
        Assert.Equal(("1", "JE-3"), (all.TextOf("count"), all.ObjectsOf("entries")[0].ObjectOf("entry").TextOf("id")));
        foreach (var path in (string[])["JE-1", "JE-1/trace", "JE-1?period=2026-02"])
            Assert.Equal("ENTRY_NOT_FOUND", (await company.GetAsync($"/api/entries/{path}", token)).Code);
        Assert.Equal(404, (await company.GetAsync("/api/entries?period=2026-01", token)).Status);
    }

    [Fact]
    public async Task Entry_IsTracedToItsImport()
    {
        var company = await ApiCompany.ImportAsync(host);
        var trace = (await company.GetAsync("/api/entries/JE-1/trace", Role.Auditor)).Json;
        Assert.Equal("2026-01", trace.ObjectOf("posting").TextOf("period"));
        Assert.Contains(trace.ObjectsOf("events"), entry => entry.TextOf("actor") == $"{SmallBooks.Bookkeeper}");
    }

    [Theory]
    [InlineData("JE-77")]
    [InlineData("JE-77/trace")]
    [InlineData("%00")]
    [InlineData("..%2f..%2fx")]
    [InlineData("event:1/trace")]
    public async Task Entry_ThatNoJournalHas_IsNotThere(string id)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync($"/api/entries/{id}", Role.Auditor);
        Assert.True(answer.Status is 404 or 400, $"{answer.Status} {answer.Text}");
    }

    [Fact]
    public async Task Entry_OfAnotherCompany_IsNotThere()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        Assert.Equal(404, (await company.GetAsync($"/api/entries?tenant_id={other.Tenant}", Role.Approver)).Status);
    }
}
