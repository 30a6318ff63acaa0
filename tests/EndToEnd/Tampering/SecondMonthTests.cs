using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// A month that follows one: what ties the two proofs together, and what happens when someone cuts the tie.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class SecondMonthTests(SealedProofs proofs)
{
    private static readonly string Zeros = new('0', 64);

    [Fact]
    public async Task February_AfterJanuary_IsAuthenticated() =>
        Assert.True((await proofs.February.Bag().VerifyAsync(proofs.February.Trust)).IsAuthenticated);

    [Fact]
    public void February_OpeningBalances_AreJanuarysClosingBalances() =>
        Assert.Equal(proofs.January.Read(BagLayout.ClosingBalances), proofs.February.Read(BagLayout.OpeningBalances));

    [Fact]
    public void February_PreviousCertificate_IsJanuarys()
    {
        var january = proofs.January.Read(BagLayout.Certificate);
        Assert.Equal(january, proofs.February.Read(BagLayout.PreviousCertificate));
        Assert.Equal(
            Digest.Of(january).ToString(),
            ((JsonString)proofs.February.Json(BagLayout.Certificate)["previous_certificate_sha256"]!).Value
        );
    }

    /// <summary>Whoever kept January's checkpoint can prove from February's bag that the log only grew.</summary>
    [Fact]
    public void February_Consistency_ExtendsJanuarysCheckpoint()
    {
        var (january, february) = (CheckpointOf(proofs.January), CheckpointOf(proofs.February));
        var consistency = ConsistencyFile.FromBytes(proofs.February.Read(BagLayout.Consistency)).Value;
        Assert.Equal((january.Size, january.Root), (consistency.PreviousSize, consistency.PreviousRoot));
        Assert.True(
            MerkleProof.VerifyConsistency(january.Size, january.Root, february.Size, february.Root, consistency.Proof)
        );
    }

    [Fact]
    public Task Verify_PreviousCertificateEdited_IsFoundOut() =>
        FindsAsync(
            forger =>
                forger.EditJson(
                    BagLayout.PreviousCertificate,
                    certificate => certificate.With("notes", new JsonArray([]))
                ),
            FailureClass.RecomputeMismatch,
            "PAYLOAD_MISMATCH",
            "PREVIOUS_CERTIFICATE_MISMATCH",
            "EARLIER_PROOF_MISMATCH"
        );

    [Fact]
    public Task Verify_PreviousCertificateSwapped_IsFoundOut() =>
        FindsAsync(
            forger => forger.Files[BagLayout.PreviousCertificate] = proofs.Harbor.Read(BagLayout.Certificate),
            FailureClass.AuditChainBroken,
            "TEAM_MISMATCH"
        );

    [Fact]
    public Task Verify_PreviousCertificateWithOtherBalances_IsFoundOut() =>
        FindsAsync(
            forger =>
                forger.EditJson(
                    BagLayout.PreviousCertificate,
                    certificate => certificate.With("closing_balances_sha256", Zeros)
                ),
            FailureClass.RecomputeMismatch,
            "PAYLOAD_MISMATCH",
            "OPENINGS_MISMATCH",
            "PREVIOUS_CERTIFICATE_MISMATCH",
            "EARLIER_PROOF_MISMATCH"
        );

    [Fact]
    public Task Verify_PreviousCertificateRemoved_IsFoundOut() =>
        FindsAsync(
            forger => forger.Files.Remove(BagLayout.PreviousCertificate),
            FailureClass.GuardFailed,
            "GUARD_FAILED",
            "PAYLOAD_MISMATCH",
            "PREVIOUS_CERTIFICATE_MISSING",
            "PRIOR_RESULT_MISMATCH",
            "CLOSING_ENTRIES_MISMATCH"
        );

    [Fact]
    public Task Verify_OpeningsOtherThanThePreviousClose_AreFoundOut() =>
        FindsAsync(
            forger =>
            {
                forger.Replace(BagLayout.OpeningBalances, "\"45000\"", "\"45001\"");
                forger.Replace(BagLayout.OpeningBalances, "\"5000\"", "\"4999\"");
            },
            FailureClass.RecomputeMismatch,
            "PAYLOAD_MISMATCH",
            "OPENINGS_MISMATCH"
        );

    [Fact]
    public Task Verify_BooksStartMovedToFebruary_IsFoundOut() =>
        FindsAsync(
            forger =>
            {
                forger.Replace(BagLayout.Policy, "2026-01-01", "2026-02-01");
                forger.Files.Remove(BagLayout.PreviousCertificate);
            },
            FailureClass.RecomputeMismatch,
            "MASTER_DATA_MISMATCH"
        );

    [Fact]
    public async Task Verify_FrontierOfAnotherLog_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        var frontier = (JsonArray)proofs.February.Json(BagLayout.Consistency)["frontier"]!;
        forger.EditJson(
            BagLayout.Consistency,
            consistency => consistency.With("frontier", JsonArray.OfTexts(frontier.Items.Select(_ => Zeros)))
        );
        await FailsAsync(forger, FailureClass.CheckpointInvalid, "CHECKPOINT_MISMATCH");
    }

    [Fact]
    public async Task Verify_ConsistencyOfJanuary_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        forger.Files[BagLayout.Consistency] = proofs.January.Read(BagLayout.Consistency);
        await FailsAsync(forger, FailureClass.AuditChainBroken, "AUDIT_CHAIN_BROKEN");
    }

    [Fact]
    public async Task Verify_CheckpointOfJanuary_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        forger.Files[BagLayout.Checkpoint] = proofs.January.Read(BagLayout.Checkpoint);
        await FailsAsync(forger, FailureClass.CheckpointInvalid, "CHECKPOINT_MISMATCH");
    }

    /// <summary>
    /// The log signed February's tree head too, so only the rule that a slice ends with its own certification tells
    /// this apart.
    /// </summary>
    [Fact]
    public async Task Verify_JanuaryWithASliceUpToFebruary_IsFoundOut()
    {
        var forger = new BagForger(proofs.January);
        var known = forger.Text(BagLayout.Audit);
        var later = new BagForger(proofs.February)
            .Text(BagLayout.Audit)
            .Split('\n')[..^1]
            .Where(line => !known.Contains(line, StringComparison.Ordinal));
        forger.Put(BagLayout.Audit, known + string.Concat(later.Select(line => line + "\n")));
        forger.Files[BagLayout.Checkpoint] = proofs.February.Read(BagLayout.Checkpoint);
        PayloadForger.Recompute(forger);
        await FailsAsync(forger, FailureClass.AuditChainBroken, "AUDIT_SLICE_INCOMPLETE");
    }

    private async Task FindsAsync(Action<BagForger> edit, FailureClass failure, params string[] codes)
    {
        var forger = new BagForger(proofs.February);
        edit(forger);
        PayloadForger.Recompute(forger);
        var report = await (await forger.SealAsync()).VerifyAsync(proofs.February.Trust);
        Assert.Equal(failure, report.Failure);
        Assert.Equal(
            codes,
            report.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Code)
        );
    }

    private async Task FailsAsync(BagForger forger, FailureClass failure, string code)
    {
        var report = await (await forger.SealAsync()).VerifyAsync(proofs.February.Trust);
        var failed = report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed);
        Assert.True(failed is not null, report.ToJson().ToString());
        Assert.Equal((code, failure), (failed.Code, failed.Class));
    }

    private static Checkpoint CheckpointOf(SealedProof proof) =>
        SignedNote.Parse(proof.Read(BagLayout.Checkpoint)).Then(note => Checkpoint.Parse(note.Text)).Value;
}
