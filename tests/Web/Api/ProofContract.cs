using System.IO.Compression;
using System.Net.Http.Headers;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>The sealed proofs of closed periods, file by file.</summary>
public abstract class ProofContract(IApiHost host)
{
    private const string Certificate = "/api/proofs/2026-01/files/data/close_certificate.json";

    [Fact]
    public async Task Proofs_OfAClosedMonth_AreListedWithEveryFile()
    {
        var company = await ApiCompany.CloseAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var listed = Assert.Single((await company.GetAsync("/api/proofs", token)).Json.ObjectsOf("proofs"));
        var shown = (await company.GetAsync("/api/proofs/2026-01", token)).Json;
        var files = shown.ObjectsOf("files");
        Assert.Equal(listed.TextOf("proof_id"), shown.TextOf("proof_id"));
        Assert.Equal(listed.TextOf("file_count"), $"{files.Count}");
        foreach (var file in files)
        {
            var answer = await company.GetAsync($"/api/proofs/2026-01/files/{file.TextOf("path")}", token);
            Assert.Equal(file.TextOf("sha256"), Digest.Of(answer.Body).ToString());
            Assert.Equal(file.TextOf("length"), $"{answer.Body.Length}");
            Assert.StartsWith("attachment;", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task File_OfWhichAPartIsAskedFor_IsThatPart()
    {
        var company = await ApiCompany.CloseAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var whole = await company.GetAsync(Certificate, token);
        Assert.Equal($"\"{Digest.Of(whole.Body)}\"", whole.Header("ETag"));
        var part = new HttpRequestMessage(HttpMethod.Get, Certificate);
        part.Headers.Range = new RangeHeaderValue(5, 24);
        var answer = await company.SendAsync(part, token);
        Assert.Equal((206, $"bytes 5-24/{whole.Body.Length}"), (answer.Status, answer.Header("Content-Range")));
        Assert.Equal(whole.Body[5..25], answer.Body);
        var beyond = new HttpRequestMessage(HttpMethod.Get, Certificate);
        beyond.Headers.Range = new RangeHeaderValue(whole.Body.Length, null);
        Assert.Equal(416, (await company.SendAsync(beyond, token)).Status);
        var known = new HttpRequestMessage(HttpMethod.Get, Certificate);
        known.Headers.Add("If-None-Match", whole.Header("ETag"));
        Assert.Equal(304, (await company.SendAsync(known, token)).Status);
    }

    [Fact]
    public async Task Zip_OfAProof_IsTheProofOfTheCommandLine()
    {
        var company = await ApiCompany.CloseAsync(host);
        var answer = await company.GetAsync("/api/proofs/2026-01/zip", Role.Auditor);
        using var expected = new MemoryStream();
        Assert.True((await company.Services.Zipper.WriteAsync(SmallBooks.January, expected, default)).IsOk);
        Assert.Equal(expected.ToArray(), answer.Body);
        Assert.Equal("application/zip", answer.Header("Content-Type"));
        using var zip = new ZipArchive(new MemoryStream(answer.Body));
        Assert.Contains(zip.Entries, entry => entry.Name == "close_certificate.json");
    }

    [Theory]
    [InlineData("data/nothing.json")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("%2e%2e/%2e%2e/audit")]
    [InlineData("..%2f..%2f..%2faudit")]
    [InlineData("data%5c..%5c..%5cbagit.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("data/close_certificate.json%00.txt")]
    [InlineData("data/./close_certificate.json/")]
    [InlineData("DATA/close_certificate.json")]
    public async Task File_ThatNoManifestNames_IsNotThere(string path)
    {
        var company = await ApiCompany.CloseAsync(host);
        var answer = await company.GetAsync($"/api/proofs/2026-01/files/{path}", Role.Auditor);
        Assert.True(answer.Status is 404 or 400, $"{answer.Status} {answer.Text}");
    }

    [Theory]
    [InlineData("/api/proofs/2026-01")]
    [InlineData("/api/proofs/2026-01/zip")]
    [InlineData(Certificate)]
    public async Task Proof_OfAPeriodThatTheTokenDoesNotSee_IsNotThere(string path)
    {
        var company = await ApiCompany.CloseAsync(host);
        var token = await company.TokenAsync(Role.Auditor, new PeriodCode(2026, 2));
        var answer = await company.GetAsync(path, token);
        Assert.Equal((404, "PERIOD_NOT_FOUND"), (answer.Status, answer.Code));
        Assert.Equal("""{"proofs":[]}""", (await company.GetAsync("/api/proofs", token)).Text);
    }

    [Fact]
    public async Task Proof_OfAMonthThatIsOpen_IsRefusedSayingSo()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync("/api/proofs/2026-01", Role.Auditor);
        Assert.Equal((409, "PERIOD_NOT_CLOSED"), (answer.Status, answer.Code));
        Assert.Equal(404, (await company.GetAsync("/api/proofs/1999-01", Role.Auditor)).Status);
        Assert.Equal(404, (await company.GetAsync("/api/proofs/..", Role.Auditor)).Status);
    }

    [Fact]
    public async Task Request_ThatNamesAnotherCompany_FindsNothing()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        var answer = await company.GetAsync($"/api/proofs?tenant_id={other.Tenant}", Role.Approver);
        Assert.Equal((404, "TENANT_NOT_FOUND"), (answer.Status, answer.Code));
        Assert.Equal(200, (await company.GetAsync($"/api/proofs?tenant_id={company.Tenant}", Role.Approver)).Status);
    }
}
