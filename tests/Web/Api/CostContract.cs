using Bookseal.Books.Company;

namespace Bookseal.Web.Tests.Api;

/// <summary>Who may have the close package of costs, and what is made of it, by routes and pages.</summary>
public abstract class CostContract(IApiHost host)
{
    private const string Lacks = "TIER_LACKS_CLOSE_WORKFLOW";
    private const string Days = "?start_date=2026-01-01&end_date=2026-01-31";
    private const string Evidence = """{"start_date":"2026-01-01","end_date":"2026-01-31"}""";

    private static readonly string[] Reports =
    [
        "/api/v1/costs/reconciliation/close-package",
        "/api/v1/costs/reconciliation/restatements",
        "/api/v1/costs/reconciliation/restatement-runs",
    ];

    private static readonly string[] Pages = ["/costs", "/costs/close-package", "/costs/restatements"];

    [Fact]
    public async Task Costs_OfATierWithTheCloseWorkflow_AreThere()
    {
        var company = await ApiCompany.ImportAsync(host);
        foreach (var report in Reports)
            Assert.Equal(200, (await company.GetAsync(report + Days, Role.Auditor)).Status);
        Assert.Equal(201, (await CaptureAsync(company)).Status);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        foreach (var page in Pages)
            Assert.Equal(200, (await session.GetAsync(page + Days)).Status);
    }

    [Fact]
    public async Task Costs_AsAWorkbook_HaveTheRowsOfTheirCsv()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        foreach (var report in Reports)
        {
            var csv = await company.GetAsync($"{report}{Days}&response_format=csv", Role.Auditor);
            var workbook = await company.GetAsync($"{report}{Days}&response_format=xlsx", Role.Auditor);
            Assert.Equal(csv.Text.Split("\r\n").Length - 1, WorkbookAnswers.RowsOf(workbook, "Acme - "));
        }

        foreach (var page in Pages.Skip(1))
        {
            var file = await session.GetAsync($"{page}{Days}&response_format=xlsx");
            Assert.NotEqual(0, WorkbookAnswers.RowsOf(file, "Acme - "));
            Assert.EndsWith(".xlsx\"", file.Header("Content-Disposition"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Costs_OfATierWithoutTheCloseWorkflow_AreRefusedEverywhere()
    {
        var company = await ApiCompany.ImportAsync(host, tenant: "unpaid");
        foreach (var report in Reports)
        {
            var answer = await company.GetAsync(report + Days, Role.Auditor);
            Assert.Equal((403, Lacks), (answer.Status, answer.Code));
        }

        var captured = await CaptureAsync(company);
        Assert.Equal((403, Lacks), (captured.Status, captured.Code));
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        foreach (var page in Pages)
        {
            var answer = await session.GetAsync(page + Days);
            Assert.Equal(403, answer.Status);
            Assert.Contains(Lacks, answer.Text, StringComparison.Ordinal);
        }
    }

    private static Task<ApiAnswer> CaptureAsync(ApiCompany company) =>
        company.PostAsync("/api/v1/costs/reconciliation/evidence", Role.Auditor, Evidence);
}
