using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// The insider with every key lets people have signed off something else than what stands in the books; all that
/// follows is made and signed again.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class SignOffForgeryTests(SealedProofs proofs)
{
    private static readonly string Other = new('a', 64);

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(17)]
    public async Task Verify_OfAnotherSheetThanTheBooks_IsFoundOut(int task) =>
        Assert.Equal(
            new(FailureClass.RecomputeMismatch, "SIGNOFF_MISMATCH"),
            await FindAsync(task, data => data.With("evidence_sha256", Other))
        );

    [Fact]
    public async Task Verify_OfAReviewOfMoreEntriesThanThereAre_IsFoundOut() =>
        Assert.Equal(
            new(FailureClass.RecomputeMismatch, "SIGNOFF_MISMATCH"),
            await FindAsync(
                17,
                data =>
                    data.With("evidence_sha256", Other)
                        .With("seen", ((JsonObject)data["seen"]!).With("entries", 1_000_000))
            )
        );

    [Theory]
    [InlineData(6)]
    [InlineData(17)]
    public async Task Verify_OfASignOffOnNothing_IsFoundOut(int task) =>
        Assert.Equal(
            new(FailureClass.AuditChainBroken, "EVENT_OUT_OF_ORDER"),
            await FindAsync(task, data => data.With("evidence_sha256", null).With("summary", "signed"))
        );

    private async Task<Finding?> FindAsync(int task, Func<JsonObject, JsonObject> edit)
    {
        var forger = new BagForger(proofs.Harbor);
        var edited = 0;
        PayloadForger.RewriteChain(
            forger,
            (type, data) =>
            {
                if (type != TaskCompleted.TypeNameWithEvidence || ((JsonNumber)data["task"]!).Value != task)
                    return data;
                edited++;
                return edit(data);
            },
            isOwnRunOnly: true
        );
        Assert.Equal(1, edited);
        PayloadForger.RecomputeWithChain(forger, tells: false);
        await forger.SignCheckpointAsync(forger.Proof.LogKey);
        return Finding.FirstOf(await (await forger.SealAsync()).VerifyAsync(proofs.Harbor.Trust));
    }
}
