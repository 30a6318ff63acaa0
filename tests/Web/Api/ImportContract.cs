using Bookseal.Books.Company;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>A books directory as a form.</summary>
public abstract class ImportContract(IApiHost host)
{
    private const string More = """

        JE-20,2026-01-21,Rent,6000,5.00,,USD,,,,,standard
        JE-20,2026-01-21,Rent,1000,,5.00,USD,,,,,standard

        """;

    [Fact]
    public async Task Import_OfADirectoryWithMore_AddsItOnce()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var journal = Text(BooksFiles.JournalCsv).TrimEnd() + More;
        var tried = await SendAsync(company, token, journal, "/api/imports?dry_run=true");
        Assert.Equal((200, "1", "true"), (tried.Status, Member(tried, "entries_added"), Member(tried, "dry_run")));
        var first = await SendAsync(company, token, journal);
        Assert.True(first.Status == 200, first.Text);
        Assert.Equal("1", Member(first, "entries_added"));
        var again = await SendAsync(company, token, journal);
        Assert.Equal("0", Member(again, "entries_added"));
        Assert.Equal(200, (await company.GetAsync("/api/entries/JE-20", token)).Status);
        Assert.True((await company.Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Import_WithFaults_ListsThemAllAndAddsNothing()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var bad =
            Text(BooksFiles.JournalCsv).TrimEnd() + More.Replace(",5.00,USD", ",6.00,USD", StringComparison.Ordinal);
        var answer = await SendAsync(company, token, bad);
        Assert.Equal(422, answer.Status);
        Assert.NotEmpty(((JsonArray)answer.Json["faults"]!).Items);
        Assert.Equal(404, (await company.GetAsync("/api/entries/JE-20", token)).Status);
    }

    [Fact]
    public async Task Import_OfAnotherCompanysBooks_IsNotFound()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var answer = await SendAsync(other, await company.TokenAsync(Role.Approver), Text(BooksFiles.JournalCsv));
        Assert.Equal((404, "TENANT_NOT_FOUND"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Import_OfAnAuditor_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await SendAsync(company, await company.TokenAsync(Role.Auditor), Text(BooksFiles.JournalCsv));
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("notes.txt")]
    [InlineData("")]
    public async Task Import_OfAFileThatIsNone_IsRefused(string name)
    {
        var company = await ApiCompany.ImportAsync(host);
        var form = new MultipartFormDataContent("boundary");
        var part = new StringContent("x");
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"f\"; filename=\"{name}\"");
        form.Add(part);
        var answer = await company.SendAsync(
            new(HttpMethod.Post, "/api/imports") { Content = form },
            await company.TokenAsync(Role.Preparer)
        );
        Assert.Equal((422, "IMPORT_FILE_UNKNOWN"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("application/json", "{}", 415, "CONTENT_TYPE_INVALID")]
    [InlineData("multipart/form-data", "x", 415, "CONTENT_TYPE_INVALID")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disp", 400, "REQUEST_INVALID")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n", 422, "IMPORT_FILE_MISSING")]
    public async Task Import_OfABodyThatIsNoForm_IsAProblem(string type, string body, int status, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await company.SendAsync(
            new(HttpMethod.Post, "/api/imports") { Content = content },
            await company.TokenAsync(Role.Preparer)
        );
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Import_OfEntriesOneALine_AddsThemOnce()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        const string lines =
            "{\"id\":\"WEB-1\",\"date\":\"2026-01-15\",\"description\":\"Shop\",\"kind\":\"standard\",\"lines\":["
            + "{\"account\":\"6000\",\"currency\":\"USD\",\"debit\":500},"
            + "{\"account\":\"1000\",\"currency\":\"USD\",\"credit\":500}]}\n";
        var first = await SendAsync(company, token, lines, "application/x-ndjson", "");
        Assert.True(first.Status == 200, first.Text);
        Assert.Equal("1", Member(first, "entries_added"));
        Assert.Equal("0", Member(await SendAsync(company, token, lines, "application/x-ndjson", ""), "entries_added"));
        var bad = await SendAsync(company, token, lines + "{\n", "application/x-ndjson", "");
        Assert.Equal((422, "journal.ndjson:2:1"), (bad.Status, bad.Json.ObjectsOf("faults")[0].TextOf("where")));
        var other = await SendAsync(company, token, lines, "application/x-ndjson", "?format=fec");
        Assert.Equal((415, "CONTENT_TYPE_INVALID"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Import_OfABanksFile_TakesItWithTheNumbersBesideIt()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        const string statement =
            ":20:1\n:25:4417\n:28C:1/1\n:60F:C251231USD1000,00\n:61:2601210121D50,00NTRFNONREF//J2\n"
            + ":62F:C260131USD950,00\n-\n";
        var unknown = await SendFormAsync(company, token, "mt940", ("jan.sta", statement));
        Assert.Equal((422, "BANK_ACCOUNT_UNKNOWN"), (unknown.Status, unknown.Code));
        (string, string)[] files = [("bank_accounts.csv", "number,account\n4417,MAIN\n"), ("jan.sta", statement)];
        var taken = await SendFormAsync(company, token, "mt940", files);
        Assert.True(taken.Status == 200, taken.Text);
        Assert.Equal("2", Member(taken, "bank_rows_added"));
        Assert.Equal("0", Member(await SendFormAsync(company, token, "mt940", files), "bank_rows_added"));
        var two = await SendFormAsync(company, token, "mt940", [.. files, ("feb.sta", statement)]);
        Assert.Equal((422, "IMPORT_FILE_UNKNOWN"), (two.Status, two.Code));
        var none = await SendFormAsync(company, token, "xls", ("jan.xls", statement));
        Assert.Equal((422, "IMPORT_FORMAT_UNKNOWN"), (none.Status, none.Code));
    }

    private const string Bank = "Day,Amount,Balance\n2026-01-21,-50.00,950.00\n";
    private const string BankMapping = """
        {"columns":{"date":"Day","amount":"Amount","balance":"Balance"},
        "constants":{"account":"MAIN","currency":"USD"}}
        """;

    [Theory]
    [InlineData("bank-csv", "bank_rows_added", 2, Bank, BankMapping)]
    [InlineData(
        "ledger-csv",
        "entries_added",
        1,
        "No,Day,Acct,Net\nJE-30,2026-01-21,6000,5.00\nJE-30,2026-01-21,1000,-5.00\n",
        """{"columns":{"entry_id":"No","date":"Day","account":"Acct","amount":"Net"}}"""
    )]
    public async Task Import_OfATable_ReadsItByTheMappingBesideIt(
        string format,
        string counted,
        int count,
        string table,
        string mapping
    )
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        (string, string)[] files = [("mapping", mapping), ("january.csv", table)];
        var taken = await SendFormAsync(company, token, format, files);
        Assert.True(taken.Status == 200, taken.Text);
        Assert.Equal($"{count}", Member(taken, counted));
        Assert.Equal("0", Member(await SendFormAsync(company, token, format, files), counted));
        var faulty = await SendFormAsync(company, token, format, ("mapping", "{\"columns\":7}"), ("j.csv", table));
        Assert.Equal((422, "mapping:1:12"), (faulty.Status, faulty.Json.ObjectsOf("faults")[0].TextOf("where")));
        var alone = await SendFormAsync(company, token, format, ("mapping", mapping));
        Assert.Equal((422, "IMPORT_FILE_MISSING"), (alone.Status, alone.Code));
        var other = await SendFormAsync(company, token, "fec", files);
        Assert.Equal((422, "IMPORT_FILE_UNKNOWN"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Import_OfCosts_TakesThemOnceAsTheQueryCallsThem()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var unsaid = await SendFormAsync(company, token, "focus-csv", ("aws.csv", Costs));
        Assert.Equal((422, "LIFECYCLE_REQUIRED"), (unsaid.Status, unsaid.Code));
        var odd = await SendFormAsync(company, token, "focus-csv&lifecycle=sure", ("aws.csv", Costs));
        Assert.Equal((400, "QUERY_INVALID"), (odd.Status, odd.Code));
        var dry = await SendFormAsync(company, token, "focus-csv&lifecycle=final&dry_run=true", ("aws.csv", Costs));
        Assert.Equal("1", $"{((JsonObject)dry.Json["costs"]!)["records_added"]}");
        var taken = await SendFormAsync(company, token, "focus-csv&lifecycle=final", ("aws.csv", Costs));
        Assert.True(taken.Status == 200, taken.Text);
        Assert.Equal("1", $"{((JsonObject)taken.Json["costs"]!)["records_added"]}");
        var again = await SendFormAsync(company, token, "focus-csv&lifecycle=final", ("aws.csv", Costs));
        Assert.Equal("0", $"{((JsonObject)again.Json["costs"]!)["records_added"]}");
    }

    [Theory]
    [InlineData("stripe-payouts-csv", Stripe, null)]
    [InlineData("payout-csv", "payout,date,currency,net\nA-1,2026-01-12,USD,242.45\n", """{"provider":"adyen"}""")]
    public async Task Import_OfPayouts_TakesThemOnce(string format, string table, string? mapping)
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        (string, string)[] files = mapping is null ? [("p.csv", table)] : [("mapping", mapping), ("p.csv", table)];
        var taken = await SendFormAsync(company, token, format, files);
        Assert.True(taken.Status == 200, taken.Text);
        Assert.Equal("1", $"{((JsonObject)taken.Json["payouts"]!)["added"]}");
        var again = await SendFormAsync(company, token, format, files);
        Assert.Equal("0", $"{((JsonObject)again.Json["payouts"]!)["added"]}");
        var faulty = await SendFormAsync(
            company,
            token,
            format,
            [.. files.SkipLast(1), ("p.csv", table.Replace("242.45", "x", StringComparison.Ordinal))]
        );
        Assert.Equal((422, "AMOUNT_INVALID"), (faulty.Status, faulty.Code));
    }

    [Theory]
    [InlineData("?format=payout-csv&dates=mdy")]
    [InlineData("?format=ledger-csv&dates=dmy")]
    [InlineData("?format=stripe-payouts-csv&lifecycle=final")]
    [InlineData("?dates=dmy")]
    public async Task Import_WithWordsThatTheFormatDoesNotTake_IsRefused(string query)
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var refused = await SendAsync(company, token, Text(BooksFiles.JournalCsv), $"/api/imports{query}");
        Assert.Equal((400, "QUERY_INVALID"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Import_OfPaypalDatesThatAreReadTwoWays_AsksWhichIsMeant()
    {
        const string report =
            "Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance\n"
            + "1/2/2026,General Withdrawal,Completed,USD,-96.00,0.00,-96.00,T2,4.00\n";
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var refused = await SendFormAsync(company, token, "paypal-csv", ("p.csv", report));
        Assert.Equal((422, "DATE_INVALID"), (refused.Status, refused.Code));
        var taken = await SendFormAsync(company, token, "paypal-csv&dates=mdy", ("p.csv", report));
        Assert.Equal("1", $"{((JsonObject)taken.Json["payouts"]!)["added"]}");
    }

    [Theory]
    [InlineData("cost-csv&lifecycle=final")]
    [InlineData("payout-csv")]
    public async Task Import_OfAProvidersTableWithoutMapping_AsksForIt(string format)
    {
        var company = await ApiCompany.ImportAsync(host);
        var refused = await SendFormAsync(
            company,
            await company.TokenAsync(Role.Preparer),
            format,
            ("january.csv", "a,b\n1,2\n")
        );
        Assert.Equal((422, "MAPPING_MISSING"), (refused.Status, refused.Code));
    }

    private const string Costs =
        "ProviderName,BillingAccountId,ServiceName,ChargeCategory,ChargePeriodStart,BillingPeriodStart,BilledCost,"
        + "EffectiveCost,BillingCurrency,ResourceId\nAWS,1234,Compute,Usage,2026-01-05,2026-01-01,12.50,12.50,USD,r\n";

    private const string Stripe =
        "automatic_payout_id,automatic_payout_effective_at,currency,gross,fee,net,reporting_category\n"
        + "po_1,2026-01-12,usd,250.00,7.55,242.45,charge\n";

    [Fact]
    public async Task Import_OfABanksTableWithoutMapping_AsksForIt()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        var refused = await SendFormAsync(company, token, "bank-csv", ("january.csv", Bank));
        Assert.Equal((422, "MAPPING_MISSING"), (refused.Status, refused.Code));
    }

    private static Task<ApiAnswer> SendAsync(ApiCompany company, string token, string body, string type, string query)
    {
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return company.SendAsync(new(HttpMethod.Post, $"/api/imports{query}") { Content = content }, token);
    }

    private static Task<ApiAnswer> SendFormAsync(
        ApiCompany company,
        string token,
        string format,
        params (string Name, string Text)[] files
    )
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, text) in files)
            form.Add(new StringContent(text), name == "mapping" ? name : "file", name);
        return company.SendAsync(new(HttpMethod.Post, $"/api/imports?format={format}") { Content = form }, token);
    }

    /// <summary>The company's own directory, with this journal.</summary>
    private static Task<ApiAnswer> SendAsync(
        ApiCompany company,
        string token,
        string journal,
        string path = "/api/imports"
    )
    {
        var form = new MultipartFormDataContent();
        foreach (var name in SmallBooks.Files.Keys)
        {
            var text = name == BooksFiles.JournalCsv ? journal : Text(name);
            if (name == BooksFiles.Profile)
                text = text.Replace("\"acme\"", $"\"{company.Tenant}\"", StringComparison.Ordinal);
            form.Add(new StringContent(text), name, name);
        }

        return company.SendAsync(new(HttpMethod.Post, path) { Content = form }, token);
    }

    private static string Text(string file) => System.Text.Encoding.UTF8.GetString(SmallBooks.Files[file]);

    private static string? Member(ApiAnswer answer, string name) => answer.Json[name]?.ToString();
}
