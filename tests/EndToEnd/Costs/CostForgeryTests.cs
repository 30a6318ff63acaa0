using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
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

    /// <summary>The bag has two records.</summary>
    [Theory]
    [InlineData(1, "COSTS_TOO_LARGE")]
    [InlineData(2, null)]
    public async Task Verify_MoreRecordsThanAreReadFromStrangers_IsRefused(long most, string? code)
    {
        var limits = BagLimits.OfStrangers with { Costs = most };
        var report = await ProofVerifier.VerifyAsync(_proof.Bag(), _proof.Trust, default, limits);
        Assert.Equal(code is null, report.IsValid);
        Assert.Contains(code ?? " lines as sealed", report.ToJson().ToString(), StringComparison.Ordinal);
        Assert.True(
            (await ProofVerifier.VerifyAsync(_proof.Bag(), _proof.Trust, default, BagLimits.OfFriends)).IsValid
        );
    }

    [Fact]
    public async Task Verify_CostsLeftOut_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        LeaveOut(forger);
        Assert.Contains("COSTS_MISMATCH", await FindingsAsync(forger));
    }

    /// <summary>The chain lost the seal of the costs, and still says that they were imported.</summary>
    [Fact]
    public async Task Verify_CostsLeftOutAndTheirSealToo_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        LeaveOut(forger);
        CostChainForger.ForgetSeal(forger);
        Assert.Equal(["COSTS_MISMATCH"], await FindingsWithEveryKeyAsync(forger));
    }

    [Fact]
    public async Task Verify_ABatchLeftOutAndTheSealToldSo_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        forger.EditLines(BagLayout.Costs, lines => lines.RemoveAt(1));
        CostChainForger.TellSeal(forger);
        CostChainForger.NameFirstList(forger);
        Assert.Equal(["COSTS_MISMATCH"], await FindingsWithEveryKeyAsync(forger));
    }

    [Fact]
    public async Task Verify_AmountsChangedAndTheSealToldSo_AreNotThoseOfTheBatchThatTheChainNames()
    {
        var forger = new BagForger(_proof);
        forger.Replace(BagLayout.Costs, "\"billed\":\"11.5\"", "\"billed\":\"91.5\"");
        CostChainForger.TellSeal(forger);
        Assert.Equal(["COSTS_MISMATCH"], await FindingsWithEveryKeyAsync(forger));
    }

    [Fact]
    public async Task Verify_AnEarlierListNamed_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        CostChainForger.NameFirstList(forger);
        Assert.Equal(["COSTS_MISMATCH"], await FindingsWithEveryKeyAsync(forger));
    }

    /// <summary>The seal goes on naming the list that had the import.</summary>
    [Fact]
    public async Task Verify_AnImportTakenOutOfTheChain_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        forger.EditLines(BagLayout.Costs, lines => lines.RemoveAt(1));
        CostChainForger.TellSeal(forger);
        CostChainForger.ForgetLastImport(forger);
        Assert.Equal(["COSTS_MISMATCH"], await FindingsWithEveryKeyAsync(forger));
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
        CostChainForger.TellSeal(forger);
        CostChainForger.TellImports(forger);
        var findings = await FindingsWithEveryKeyAsync(forger);
        Assert.Contains("GUARD_FAILED", findings);
        Assert.DoesNotContain("COSTS_MISMATCH", findings);
    }

    public void Dispose() => _costs.Dispose();

    private static void LeaveOut(BagForger forger)
    {
        string[] paths =
        [
            BagLayout.Costs,
            BagLayout.CostSettings,
            BagLayout.CostPackageJson,
            BagLayout.CostPackageCsv,
            BagLayout.Restatements,
        ];
        Assert.All(paths, path => Assert.True(forger.Files.Remove(path)));
    }

    private async Task<IReadOnlyList<string>> FindingsWithEveryKeyAsync(BagForger forger)
    {
        PayloadForger.RecomputeWithChain(forger, tells: false);
        await forger.SignCheckpointAsync(_proof.LogKey);
        return await FindingsAsync(forger);
    }

    private async Task<IReadOnlyList<string>> FindingsAsync(BagForger forger) =>
        [
            .. (await (await forger.SealAsync()).VerifyAsync(_proof.Trust))
                .Checks.Where(check => check.Outcome == CheckOutcome.Failed)
                .Select(check => check.Code!),
        ];
}
