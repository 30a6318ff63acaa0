using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>The path of the README: the sample's January is closed, February is not ready.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class CloseTests(SealedProofs proofs)
{
    [Fact]
    public void Close_SampleJanuary_PrintsOneObjectWithWhatScriptsNeed()
    {
        var closed = proofs.HarborClose;
        Assert.Single(closed.Output.TrimEnd().Split('\n'));
        Assert.Equal("certified", closed.Text("status"));
        Assert.Equal("closed", closed.Text("period_status"));
        Assert.Equal("graham.oyelaran", closed.Text("certified_by"));
        Assert.Equal("unattended", closed.Text("attestation"));
        Assert.True(closed.Flag("verified"));
        Assert.Matches("^[0-9a-f]{64}$", closed.Text("close_hash"));
        Assert.Matches("^[0-9a-f]{64}$", closed.Text("ledger_hash"));
        Assert.True(Guid.TryParseExact(closed.Text("run_id"), "D", out _));
        Assert.EndsWith(closed.Text("proof_id"), closed.Text("bag"), StringComparison.Ordinal);
        Assert.Contains("Phase 6", closed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Close_SampleJanuary_CertificateSaysWhatWasPrinted()
    {
        var certificate = proofs.Harbor.Json("data/close_certificate.json");
        foreach (var member in (string[])["close_hash", "ledger_hash", "run_id", "period_id", "tenant_id", "period"])
            Assert.Equal(proofs.HarborClose.Text(member), ((JsonString)certificate[member]!).Value);
    }

    [Fact]
    public async Task Close_JanuaryAgain_IsTheSameClose()
    {
        var again = (
            await proofs.HarborAsync("close", Repository.HarborSupply, "--period", "2026-01", "--yes", "--json")
        ).Exits(0);
        Assert.Equal(proofs.HarborClose.Output, again.Output);
    }

    [Fact]
    public async Task Close_JanuaryByTenant_IsTheSameClose()
    {
        var again = (
            await proofs.HarborAsync("close", "--tenant", "harbor-supply", "--period", "2026-01", "--yes", "--json")
        ).Exits(0);
        Assert.Equal(proofs.HarborClose.Output, again.Output);
    }

    [Fact]
    public async Task Close_SampleFebruary_IsNotReadyAndStartsNothing()
    {
        var closed = (
            await proofs.HarborAsync("close", Repository.HarborSupply, "--period", "2026-02", "--yes", "--json")
        ).Refuses(2, "NOT_READY");
        Assert.Contains("MISMATCH", closed.Errors, StringComparison.Ordinal);
        var status = (
            await proofs.HarborAsync("status", Repository.HarborSupply, "--period", "2026-02", "--json")
        ).Exits(0);
        Assert.Equal("none", status.Text("status"));
        Assert.Equal("open", status.Text("period_status"));
    }

    [Fact]
    public async Task Health_SampleFebruary_NamesWhatBlocksAndExitsWith2()
    {
        var health = (
            await proofs.HarborAsync("health", Repository.HarborSupply, "--period", "2026-02", "--json")
        ).Exits(2);
        Assert.False(health.Flag("can_proceed"));
        var blocking = ((JsonArray)health.Json["exceptions"]!)
            .Items.Cast<JsonObject>()
            .Where(item => ((JsonString)item["severity"]!).Value == "blocking");
        Assert.Equal(
            [
                "STATEMENT_GAP",
                "bank_unrecorded",
                "bank_variance",
                "sl_variance",
                "statement_missing",
                "statement_unbalanced",
            ],
            blocking.Select(item => ((JsonString)item["category"]!).Value).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Status_ClosedJanuary_NamesTheProof()
    {
        var status = (
            await proofs.HarborAsync("status", "--tenant", "harbor-supply", "--period", "2026-01", "--json")
        ).Exits(0);
        Assert.Equal(proofs.HarborClose.Text("proof_id"), status.Text("proof_id"));
        Assert.Equal("certified", status.Text("status"));
    }

    [Fact]
    public async Task KeysExport_Certifier_IsTheKeyOfTheTrustFile()
    {
        var key = (await proofs.HarborAsync("keys", "export", Repository.HarborSupply, "graham.oyelaran")).Exits(0);
        Assert.Equal(proofs.Harbor.CertifierKey.Key.ToPem(), key.Output);
        Assert.Equal(proofs.Harbor.Trust.Signers.Single().Key.ToPem(), key.Output);
    }
}
