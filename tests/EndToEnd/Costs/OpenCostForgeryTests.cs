using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.EndToEnd.Tests.Tampering;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>
/// January left preliminary costs whose accrual stands; somebody with the certifier's key wants February to know
/// nothing of them.
/// </summary>
public sealed class OpenCostForgeryTests : IAsyncLifetime, IDisposable
{
    private readonly CostCompany _costs = new();
    private SealedProof _proof = null!;

    public async Task InitializeAsync()
    {
        await _costs.ImportAsync();
        await _costs.PutAsync(
            CostCompany.Record("a", "2026-01-05", "10") with
            {
                Lifecycle = Books.Costs.CostLifecycle.Preliminary,
            }
        );
        (await _costs.Company.CloseAsync("2026-01")).Exits(2);
        await _costs.PostAccrualAsync("ACC", "10.00", "2026-01");
        (await _costs.AccrueAsync("ACC", "2026-01")).Exits(0);
        (await _costs.Company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(0);
        var company = _costs.Company;
        var closed = (await company.CloseAsync("2026-02", "--yes", "--as", "anna")).Exits(0);
        _proof = await SealedProof.OfAsync(company.Folder, company.Data, company.Books, closed);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _costs.Dispose();

    [Fact]
    public async Task Recompute_OfTheGoodBag_ChangesNothing()
    {
        var forger = new BagForger(_proof);
        PayloadForger.RecomputeWithChain(forger, tells: false);
        Assert.All(_proof.Bag().Files, file => Assert.Equal(file.Value, forger.Files[file.Key]));
        Assert.True((await (await forger.SealAsync()).VerifyAsync(_proof.Trust)).IsAuthenticated);
    }

    [Theory]
    [InlineData("\"effective\":\"10\"", "\"effective\":\"0.001\"", "OPEN_COSTS_MISMATCH")]
    [InlineData("\"amount_minor\":\"1000\"", "\"amount_minor\":\"0\"", "OPEN_COSTS_MISMATCH")]
    [InlineData("\"entry\":\"ACC\"", "\"entry\":\"ACX\"", "OPEN_COSTS_MISMATCH")]
    [InlineData("\"effective\":\"10\"", "\"effective\":\"10.0\"", "OPEN_COSTS_INVALID")]
    public async Task Verify_PriorOpenCostsForged_IsFoundOut(string part, string instead, string code)
    {
        var forger = new BagForger(_proof);
        forger.Replace(BagLayout.PriorOpenCosts, part, instead);
        if (code == "OPEN_COSTS_MISMATCH")
            PayloadForger.RecomputeWithChain(forger, tells: false);
        Assert.Contains(code, await FindingsAsync(forger));
    }

    [Fact]
    public async Task Verify_OpenCostsLeftOut_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        Assert.True(forger.Files.Remove(BagLayout.PriorOpenCosts));
        Assert.True(forger.Files.Remove(BagLayout.OpenCosts));
        PayloadForger.RecomputeWithChain(forger, tells: false);
        Assert.Equal(["OPEN_COSTS_MISMATCH"], await FindingsAsync(forger));
    }

    [Fact]
    public async Task Verify_WhatTheNextMonthBeginsWithForged_IsFoundOut()
    {
        var forger = new BagForger(_proof);
        forger.Replace(BagLayout.OpenCosts, "\"effective\":\"10\"", "\"effective\":\"9\"");
        Assert.Contains("RECOMPUTE_MISMATCH", await FindingsAsync(forger));
    }

    private async Task<IReadOnlyList<string>> FindingsAsync(BagForger forger)
    {
        await forger.SignCheckpointAsync(_proof.LogKey);
        return
        [
            .. (await (await forger.SealAsync()).VerifyAsync(_proof.Trust))
                .Checks.Where(check => check.Outcome == CheckOutcome.Failed)
                .Select(check => check.Code!),
        ];
    }
}
