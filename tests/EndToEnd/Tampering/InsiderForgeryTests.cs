using Bookseal.Books.Proof.Verification;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// Every input of a year's end, of a reopened and of a restated month, forged three ways with the certifier's key:
/// alone, with all that follows from it, and with the chain besides.
/// </summary>
[Collection(YearProofsGroup.Name)]
public sealed class InsiderForgeryTests(YearProofs proofs)
{
    public static TheoryData<string> Names => [.. InsiderForgeries.All.Keys];

    public static TheoryData<string> Proofs => ["reopened", "restated", "withdrawn", "year end"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_InputAloneForged_FailsWithItsCode(string name) =>
        Assert.Equal(InsiderForgeries.All[name].Alone, await FindAsync(name, _ => { }));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_PayloadMadeAgain_FailsWithItsCode(string name) =>
        Assert.Equal(InsiderForgeries.All[name].Recomputed, await FindAsync(name, PayloadForger.Recompute));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_ChainRewrittenToo_IsNotTheLogsCheckpoint(string name) =>
        Assert.Equal(
            new Finding(FailureClass.CheckpointInvalid, "CHECKPOINT_MISMATCH"),
            await FindAsync(name, forger => PayloadForger.RecomputeWithChain(forger))
        );

    /// <summary>
    /// Without pinned keys anybody's log is as good as the company's. What the files in the bag contradict is found out
    /// all the same.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_ChainAndCheckpointOfTheForgers_IsNeverAuthenticated(string name)
    {
        var forgery = InsiderForgeries.All[name];
        var forger = new BagForger(proofs.Of(forgery.Proof));
        forgery.Edit(forger);
        PayloadForger.RecomputeWithChain(forger);
        await forger.SignCheckpointAsync(forger.Proof.CertifierKey);
        var bag = await forger.SealAsync();
        Assert.Equal(forgery.Untrusted, Finding.FirstOf(await bag.VerifyAsync(null)));
        Assert.Equal(
            new Finding(FailureClass.CheckpointInvalid, "CHECKPOINT_SIGNATURE"),
            Finding.FirstOf(await bag.VerifyAsync(forger.Proof.Trust))
        );
    }

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task Recompute_OfAGoodBag_ChangesNothing(string name)
    {
        var forger = new BagForger(proofs.Of(name));
        PayloadForger.RecomputeWithChain(forger);
        Assert.All(forger.Proof.Bag().Files, file => Assert.Equal(file.Value, forger.Files[file.Key]));
        var report = await (await forger.SealAsync()).VerifyAsync(forger.Proof.Trust);
        Assert.True(report.IsAuthenticated, report.ToJson().ToString());
    }

    private async Task<Finding?> FindAsync(string name, Action<BagForger> redo)
    {
        var forgery = InsiderForgeries.All[name];
        var forger = new BagForger(proofs.Of(forgery.Proof));
        forgery.Edit(forger);
        redo(forger);
        return Finding.FirstOf(await (await forger.SealAsync()).VerifyAsync(forger.Proof.Trust));
    }
}
