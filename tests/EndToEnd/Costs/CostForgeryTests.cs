using Bookseal.Books.Costs;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.EndToEnd.Tests.Tampering;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>A proof with costs, forged and sealed again with the certifier's own key.</summary>
public sealed class CostForgeryTests : IAsyncLifetime, IDisposable
{
    private readonly CostCompany _costs = new();
    private SealedProof _proof = null!;

    public async Task InitializeAsync()
    {
        await _costs.ImportAsync();
        await _costs.PutAsync(CostCompany.Record("a", "2026-01-05", "10.5"));
        await _costs.PutAsync(CostCompany.Record("a", "2026-01-05", "11.5", batch: 2));
        var company = _costs.Company;
        var closed = (await company.CloseAsync("2026-01", "--yes")).Exits(0);
        _proof = await SealedProof.OfAsync(company.Folder, company.Data, company.Books, closed);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Recompute_OfTheGoodBag_ChangesNothing()
    {
        var forger = new BagForger(_proof);
        PayloadForger.RecomputeWithChain(forger, tells: false);
        Assert.All(_proof.Bag().Files, file => Assert.Equal(file.Value, forger.Files[file.Key]));
        Assert.True((await (await forger.SealAsync()).VerifyAsync(_proof.Trust)).IsAuthenticated);
    }

    [Theory]
    [InlineData(BagLayout.CostPackageJson, "\"11.5\"", "\"11.6\"", "RECOMPUTE_MISMATCH")]
    [InlineData(BagLayout.CostPackageCsv, ",11.5,", ",11.6,", "RECOMPUTE_MISMATCH")]
    [InlineData(BagLayout.Restatements, "restated,a,", "correction,a,", "RECOMPUTE_MISMATCH")]
    [InlineData(BagLayout.Costs, "\"billed\":\"11.5\"", "\"billed\":\"11.6\"", "COSTS_MISMATCH")]
    [InlineData(BagLayout.Costs, "\"lifecycle\":\"final\"", "\"lifecycle\":\"preliminary\"", "COSTS_MISMATCH")]
    [InlineData(BagLayout.CostSettings, "\"6400\"", "\"6000\"", "COSTS_MISMATCH")]
    [InlineData(BagLayout.Costs, "\"billed\":\"11.5\"", "\"billed\":\"11.50\"", "COST_LINE_INVALID")]
    [InlineData(BagLayout.Costs, "\"batch_sequence\":2", "\"batch_sequence\":1", "COSTS_MISMATCH")]
    public async Task Verify_Forged_IsFoundOut(string path, string part, string instead, string code)
    {
        var forger = new BagForger(_proof);
        forger.Replace(path, part, instead);
        if (path.StartsWith("data/inputs/", StringComparison.Ordinal) && code == "COSTS_MISMATCH")
            PayloadForger.Recompute(forger);
        Assert.Contains(code, await FindingsAsync(forger));
    }

    [Fact]
    public async Task Verify_CostsLeftOut_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        foreach (
            var path in forger.Files.Keys.Where(path => path.Contains("cost") || path.Contains("restate")).ToList()
        )
            forger.Files.Remove(path);
        forger.Files.Remove(BagLayout.CostPackageJson);
        forger.Files.Remove(BagLayout.CostPackageCsv);
        Assert.Contains("COSTS_MISMATCH", await FindingsAsync(forger));
    }

    /// <summary>An insider with every key, who lets the chain say what the bag does.</summary>
    [Fact]
    public async Task Verify_PreliminaryCostsThatTheChainIsTold_FailTheirGuard()
    {
        var forger = new BagForger(_proof);
        forger.EditLines(
            BagLayout.Costs,
            lines =>
            {
                for (var i = 0; i < lines.Count; i++)
                    lines[i] = lines[i].Replace("\"final\"", "\"preliminary\"", StringComparison.Ordinal);
            }
        );
        var costs = forger.Files[BagLayout.Costs];
        PayloadForger.RewriteChain(
            forger,
            (type, data) =>
                type == CostsClosed.TypeName ? data.With("sha256", Digest.Of(costs)).With("bytes", costs.Length) : data
        );
        PayloadForger.RecomputeWithChain(forger, tells: false);
        await forger.SignCheckpointAsync(_proof.LogKey);
        var findings = await FindingsAsync(forger);
        Assert.Contains("GUARD_FAILED", findings);
        Assert.DoesNotContain("COSTS_MISMATCH", findings);
    }

    public void Dispose() => _costs.Dispose();

    private async Task<IReadOnlyList<string>> FindingsAsync(BagForger forger) =>
        [
            .. (await (await forger.SealAsync()).VerifyAsync(_proof.Trust))
                .Checks.Where(check => check.Outcome == CheckOutcome.Failed)
                .Select(check => check.Code!),
        ];
}
