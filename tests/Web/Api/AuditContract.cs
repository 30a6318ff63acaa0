using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;

namespace Bookseal.Web.Tests.Api;

/// <summary>The audit chain, its checkpoint, trust and metrics.</summary>
public abstract class AuditContract(IApiHost host)
{
    [Fact]
    public async Task Entry_UnderACheckpoint_IsProvenToItsRoot()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        await company.Services.Audit.CheckpointAsync(default);
        await company.TokenAsync(Role.Auditor); // an entry that comes after it
        var shown = (await company.GetAsync("/api/audit/entries/1", token)).Json;
        var (entry, inclusion) = (shown.ObjectOf("entry"), shown.ObjectOf("inclusion"));
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(inclusion.TextOf("checkpoint")!)).Value;
        var checkpoint = Checkpoint.Parse(note.Text).Value;
        var path = ((JsonArray)inclusion["path"]!).Items.Select(node => Digest.Parse(((JsonString)node).Value).Value);
        var leaf = AuditEntry.LeafOf(CanonicalJson.ToBytes(entry));
        Assert.True(MerkleProof.VerifyInclusion(leaf, 1, checkpoint.Size, [.. path], checkpoint.Root));
        var after = (await company.GetAsync($"/api/audit/entries/{checkpoint.Size}", token)).Json;
        Assert.Equal(("false", null), (after.TextOf("covered"), after["inclusion"]));
        var stored = await company.GetAsync("/api/audit/checkpoint", token);
        Assert.Equal(
            (inclusion.TextOf("checkpoint"), "nosniff"),
            (stored.Text, stored.Header("X-Content-Type-Options"))
        );
        Assert.StartsWith("text/plain", stored.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_PageByPage_AreTheChain()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var (found, path) = (new List<string>(), "/api/audit/entries?limit=2");
        for (var pages = 0; pages < 50; pages++)
        {
            var page = (await company.GetAsync(path, token)).Json;
            found.AddRange(page.ObjectsOf("entries").Select(entry => entry.TextOf("seq")!));
            if (page.TextOf("continuation") is not { } rest)
                break;
            path = $"/api/audit/entries?limit=2&continuation={rest}";
        }

        var size = (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size;
        Assert.Equal(Enumerable.Range(0, (int)size).Select(number => $"{number}"), found);
        Assert.Empty((await company.GetAsync($"/api/audit/entries?from={size}", token)).Json.ObjectsOf("entries"));
    }

    [Fact]
    public async Task Checkpoint_BeforeTheFirst_IsNotThere()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync("/api/audit/checkpoint", Role.Auditor);
        Assert.Equal((404, "CHECKPOINT_NOT_FOUND"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Entries_ForATokenOfChosenPeriods_AreOfThose()
    {
        var company = await ApiCompany.CloseAsync(host);
        var january = await company.TokenAsync(Role.Auditor, new PeriodCode(2026, 1));
        var seen = (await company.GetAsync("/api/audit/entries?limit=1000", january)).Json.ObjectsOf("entries");
        Assert.NotEmpty(seen);
        Assert.All(seen, entry => Assert.Equal("2026-01", entry.TextOf("period")));
        var february = await company.TokenAsync(Role.Auditor, new PeriodCode(2026, 2));
        Assert.Empty((await company.GetAsync("/api/audit/entries", february)).Json.ObjectsOf("entries"));
        var answer = await company.GetAsync($"/api/audit/entries/{seen[0].TextOf("seq")}", february);
        Assert.Equal((404, "AUDIT_ENTRY_NOT_FOUND"), (answer.Status, answer.Code));
        Assert.Equal(404, (await company.GetAsync("/api/metrics?period=2026-01", february)).Status);
    }

    [Theory]
    [InlineData("/api/audit/entries?from=-1", 400, "QUERY_INVALID")]
    [InlineData("/api/audit/entries?limit=1001", 400, "QUERY_INVALID")]
    [InlineData("/api/audit/entries?continuation=LTE", 400, "CONTINUATION_INVALID")]
    [InlineData("/api/audit/entries/-1", 404, "AUDIT_ENTRY_NOT_FOUND")]
    [InlineData("/api/audit/entries/999999", 404, "AUDIT_ENTRY_NOT_FOUND")]
    [InlineData("/api/audit/entries/99999999999999999999", 404, "NOT_FOUND")]
    [InlineData("/api/metrics?periods=0", 400, "QUERY_INVALID")]
    [InlineData("/api/metrics?period=x", 404, "PERIOD_NOT_FOUND")]
    [InlineData("/api/trust?tenant_id=globex", 404, "TENANT_NOT_FOUND")]
    public async Task Query_ThatMakesNoSense_IsAProblemWithItsCode(string path, int status, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync(path, Role.Auditor);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Trust_AndMetrics_OfAClosedMonth_AreTold()
    {
        var company = await ApiCompany.CloseAsync(host);
        var token = await company.TokenAsync(Role.Auditor);
        var trust = (await company.GetAsync("/api/trust", token)).Json;
        Assert.Contains("imani", trust.ToString(), StringComparison.Ordinal);
        var metrics = await company.GetAsync("/api/metrics?period=2026-01", token);
        Assert.Equal(200, metrics.Status);
        Assert.Contains("\"2026-01\"", metrics.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\"2026-02\"",
            (await company.GetAsync("/api/metrics", token)).Text,
            StringComparison.Ordinal
        );
    }
}
