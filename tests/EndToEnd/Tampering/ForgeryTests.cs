using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// Each forgery is sealed again with the certifier's own key, and must be found out by the one check that exists for
/// it.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class ForgeryTests(SealedProofs proofs)
{
    private static readonly Dictionary<string, Forgery> All = new[]
    {
        ("input", InputForgeries.All),
        ("report", ReportForgeries.All),
        ("chain", ChainForgeries.All),
        ("envelope", EnvelopeForgeries.All),
    }
        .SelectMany(group => group.Item2.Select(forgery => ($"{group.Item1}: {forgery.Key}", forgery.Value)))
        .ToDictionary();

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_ForgedAndSealedAgain_FailsWithItsCode(string name)
    {
        var forgery = All[name];
        var forger = new BagForger(proofs.Harbor);
        await forgery.EditAsync(forger);
        var report = await (await forger.SealAsync()).VerifyAsync(proofs.Harbor.Trust);

        var failed = report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed);
        Assert.True(failed is not null, "the forgery passed");
        Assert.Equal((forgery.Code, forgery.Class), (failed.Code, failed.Class));
        Assert.Equal(forgery.Class, report.Failure);
        Assert.False(report.IsAuthenticated);
    }

    [Fact]
    public async Task Verify_SealedAgainUnchanged_IsValid()
    {
        var report = await (await new BagForger(proofs.Harbor).SealAsync()).VerifyAsync(proofs.Harbor.Trust);
        Assert.True(report.IsAuthenticated, report.ToJson().ToString());
    }

    [Fact]
    public async Task Recompute_OfAGoodBag_ChangesNothing()
    {
        var forger = new BagForger(proofs.Harbor);
        PayloadForger.RecomputeWithChain(forger);
        Assert.All(proofs.Harbor.Bag().Files, file => Assert.Equal(file.Value, forger.Files[file.Key]));
        var report = await (await forger.SealAsync()).VerifyAsync(proofs.Harbor.Trust);
        Assert.True(report.IsAuthenticated, report.ToJson().ToString());
    }

    /// <summary>The GL API's hash over totals cannot see this one; that is why ledger_hash exists.</summary>
    [Fact]
    public async Task Verify_TotalsKept_CloseHashHoldsAndLedgerHashFails()
    {
        var forger = new BagForger(proofs.Harbor);
        await InputForgeries.All["two entries changed, all totals kept"].EditAsync(forger);
        var report = await (await forger.SealAsync()).VerifyAsync(proofs.Harbor.Trust);
        Assert.Equal(CheckOutcome.Recomputed, report.Checks.Single(check => check.Name == "close_hash").Outcome);
        Assert.Equal("LEDGER_HASH_MISMATCH", report.Checks.Single(check => check.Name == "ledger_hash").Code);
    }

    /// <summary>
    /// Who forges the chain and signs a checkpoint of their own is consistent in themselves: only pinned keys tell.
    /// </summary>
    [Fact]
    public async Task Verify_ForgedThroughout_IsNeverAuthenticated()
    {
        var forger = new BagForger(proofs.Harbor);
        await ChainForgeries.All["journal forged, chain rehashed, checkpoint of the forger's"].EditAsync(forger);
        var bag = await forger.SealAsync();
        var untrusting = await bag.VerifyAsync(null);
        Assert.True(untrusting.IsValid);
        Assert.False(untrusting.IsAuthenticated);
        Assert.Equal(FailureClass.CheckpointInvalid, (await bag.VerifyAsync(proofs.Harbor.Trust)).Failure);
    }
}
