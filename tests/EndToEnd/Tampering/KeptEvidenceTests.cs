using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>What a kept checkpoint and the bag of a later close say of a proof.</summary>
[Collection(YearProofsGroup.Name)]
public sealed class KeptEvidenceTests(YearProofs proofs)
{
    /// <summary>January's first version was withdrawn, its second stands; April does not reach back that far.</summary>
    [Theory]
    [InlineData("withdrawn", "reopened", "SUPERSEDED")]
    [InlineData("withdrawn", "year end", "SUPERSEDED")]
    [InlineData("reopened", "year end", null)]
    [InlineData("reopened", "reopened", null)]
    [InlineData("reopened", "restated", "CHECKPOINT_NOT_COVERED")]
    [InlineData("year end", "reopened", "CHECKPOINT_NOT_COVERED")]
    public async Task Verify_WithALaterBag_SaysWhetherTheProofStands(string name, string newer, string? code)
    {
        var proof = proofs.Of(name);
        var report = await proof.Bag().VerifyAsync(proof.Trust, new(null, proofs.Of(newer).Bag()));
        Assert.Equal(code, Finding.FirstOf(report)?.Code);
        Assert.Equal(code == "SUPERSEDED", report.Failure == FailureClass.Superseded);
    }

    [Fact]
    public async Task Verify_WithALaterBagThatIsDamaged_TakesNothingFromIt()
    {
        var newer = proofs.YearEnd.Bag();
        newer.Files.Remove(BagLayout.Guards);
        var report = await proofs.Reopened.Bag().VerifyAsync(proofs.Reopened.Trust, new(null, newer));
        Assert.Equal("NEWER_BAG_INVALID", Finding.FirstOf(report)?.Code);
    }

    [Theory]
    [InlineData("reopened", "withdrawn", null)]
    [InlineData("year end", "reopened", null)]
    [InlineData("reopened", "reopened", null)]
    [InlineData("reopened", "year end", "CHECKPOINT_NOT_COVERED")]
    [InlineData("restated", "reopened", "CHECKPOINT_NOT_COVERED")]
    public async Task Verify_WithAKeptCheckpoint_ComparesWhatTheSliceCovers(string name, string kept, string? code)
    {
        var proof = proofs.Of(name);
        var report = await proof.Bag().VerifyAsync(proof.Trust, new(Kept(proofs.Of(kept)), null));
        Assert.Equal(code, Finding.FirstOf(report)?.Code);
    }

    [Fact]
    public async Task Verify_WithACheckpointThatTheLogDidNotSign_TakesNothingFromIt()
    {
        var forger = new BagForger(proofs.Reopened);
        await forger.SignCheckpointAsync(proofs.Reopened.CertifierKey);
        var foreign = KeptCheckpoint.FromBytes(forger.Files[BagLayout.Checkpoint]).Value;
        var report = await proofs.YearEnd.Bag().VerifyAsync(proofs.YearEnd.Trust, new(foreign, null));
        Assert.Equal("CHECKPOINT_FOREIGN", Finding.FirstOf(report)?.Code);
    }

    internal static KeptCheckpoint Kept(SealedProof proof) =>
        KeptCheckpoint.FromBytes(proof.Read(BagLayout.Checkpoint)).Value;
}
