using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Web.Tests.Api;

/// <summary>Proofs of intervals, and reconciliations.</summary>
public abstract class ExportContract(IApiHost host)
{
    private const string January = """{"from":"2026-01-01","to":"2026-01-31"}""";

    [Fact]
    public async Task Export_OfAMonth_IsMadeOnceAndFetched()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var made = await company.PostAsync("/api/exports", token, January);
        Assert.Equal(201, made.Status);
        var place = made.Header("Location")!;
        Assert.EndsWith(made.Json.TextOf("proof_id")!, place, StringComparison.Ordinal);
        var again = await company.PostAsync("/api/exports", token, January);
        Assert.Equal((200, made.Json.TextOf("proof_id")), (again.Status, again.Json.TextOf("proof_id")));
        var listed = (await company.GetAsync("/api/exports", token)).Json.ObjectsOf("exports");
        Assert.Equal(made.Json.TextOf("proof_id"), Assert.Single(listed).TextOf("proof_id"));
        foreach (var file in (await company.GetAsync(place, token)).Json.ObjectsOf("files"))
        {
            var content = await company.GetAsync($"{place}/files/{file.TextOf("path")}", token);
            Assert.Equal(file.TextOf("sha256"), Digest.Of(content.Body).ToString());
        }

        Assert.Equal(404, (await company.GetAsync($"{place}/files/..%2f..%2fbagit.txt", token)).Status);
        Assert.Equal("application/zip", (await company.GetAsync($"{place}/zip", token)).Header("Content-Type"));
    }

    [Fact]
    public async Task Export_OfAnotherCompany_IsNotThere()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var place = (await other.PostAsync("/api/exports", Role.Auditor, January)).Header("Location")!;
        foreach (var path in (string[])[place, $"{place}/zip", $"{place}/files/bagit.txt"])
        {
            var answer = await company.GetAsync(path, Role.Approver);
            Assert.Equal((404, "EXPORT_NOT_FOUND"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Export_ByATokenOfChosenPeriods_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Approver, new PeriodCode(2026, 1));
        foreach (var path in (string[])["/api/exports", "/api/reconciliations"])
        {
            var answer = await company.PostAsync(path, token, January);
            Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (answer.Status, answer.Code));
        }

        Assert.Equal(403, (await company.GetAsync("/api/exports", token)).Status);
    }

    [Theory]
    [InlineData("{", 400, "JSON_INVALID")]
    [InlineData("""{"from":"2026-01-01"}""", 400, "REQUEST_INVALID")]
    [InlineData("""{"from":20260101,"to":"2026-01-31"}""", 400, "REQUEST_INVALID")]
    [InlineData("""{"from":"2026-01-31","to":"2026-01-01"}""", 400, "INTERVAL_INVALID")]
    [InlineData("""{"from":"2026-01-01","to":"2026-01-31","more":1}""", 400, "REQUEST_INVALID")]
    [InlineData("""{"from":"2026-01-01","to":"2026-01-31","rules":{"x":1}}""", 400, "RECONCILIATION_INVALID")]
    [InlineData("""{"from":"2026-01-01","to":"2026-01-31","tenant_id":"globex"}""", 404, "TENANT_NOT_FOUND")]
    [InlineData("""{"from":"2026-01-01","to":"2026-01-31","tenant_id":7}""", 404, "TENANT_NOT_FOUND")]
    public async Task Body_ThatMakesNoSense_IsAProblemWithItsCode(string body, int status, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        foreach (var path in (string[])["/api/exports", "/api/reconciliations"])
        {
            var answer = await company.PostAsync(path, Role.Auditor, body);
            Assert.Equal((status, code), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Reconciliation_OfAMonth_IsKeptUnlessItIsADryRun()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var before = (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size;
        var dry = """{"from":"2026-01-01","to":"2026-01-31","dry_run":true}""";
        var tried = await company.PostAsync("/api/reconciliations", token, dry);
        Assert.Equal((200, null), (tried.Status, tried.Json["report_sha256"]));
        Assert.Equal(before, (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size);
        var kept = await company.PostAsync("/api/reconciliations", token, January);
        Assert.NotNull(kept.Json["report_sha256"]);
        Assert.Equal(before + 1, (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size);
    }
}
