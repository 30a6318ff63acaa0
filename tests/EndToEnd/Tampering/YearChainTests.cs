using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;
using Bookseal.Evidence.Merkle;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// What the slice has to tell of other closes: the seal of the one before, what was decertified, what was taken in.
/// </summary>
[Collection(YearProofsGroup.Name)]
public sealed class YearChainTests(YearProofs proofs)
{
    public static TheoryData<string> Files => [.. YearFileForgeries.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Verify_FileForgedAndSealedAgain_FailsWithItsCode(string name)
    {
        var (proof, forgery) = YearFileForgeries.All[name];
        var forger = new BagForger(proofs.Of(proof));
        await forgery.EditAsync(forger);
        Assert.Equal(
            new(forgery.Class, forgery.Code),
            Finding.FirstOf(await (await forger.SealAsync()).VerifyAsync(forger.Proof.Trust))
        );
    }

    /// <summary>
    /// March was sealed before the adjustment period closed: the slice of April begins with its certification, and not
    /// with its own run.
    /// </summary>
    [Fact]
    public void Slice_OfARestatedMonth_ReachesBackToThePreviousCertification()
    {
        var first = AuditEntry
            .Decode(Encoding.UTF8.GetBytes(new BagForger(proofs.Restated).Text(BagLayout.Audit).Split('\n')[0]))
            .Value;
        Assert.Equal(("certified/1", "2026-03"), (first.Type, $"{first.Period}"));
    }

    /// <summary>
    /// The rest of the slice still leads to the signed checkpoint, so only the rule that the seal must be in it tells.
    /// </summary>
    [Theory]
    [InlineData("restated")]
    [InlineData("year end")]
    public async Task Verify_SliceThatBeginsAfterThePreviousSeal_IsFoundOut(string name)
    {
        var forger = new BagForger(proofs.Of(name));
        var previous = (
            (JsonString)JsonText.ParseObject(forger.Files[BagLayout.PreviousCertificate]).Value["period"]!
        ).Value;
        BeginAfter(
            forger,
            line =>
                line.Contains("\"proof_sealed/1\"", StringComparison.Ordinal)
                && line.Contains($"\"period\":\"{previous}\"", StringComparison.Ordinal)
        );
        var codes = await CodesAsync(forger);
        Assert.Contains("PREVIOUS_CERTIFICATE_MISMATCH", codes);
        Assert.Contains("EARLIER_PROOF_MISMATCH", codes);
    }

    [Fact]
    public async Task Verify_SliceThatBeginsAfterTheRunsStart_IsFoundOut()
    {
        var forger = new BagForger(proofs.YearEnd);
        BeginAfter(forger, line => line.Contains("\"run_started/3\"", StringComparison.Ordinal));
        Assert.Contains("MASTER_DATA_MISMATCH", await CodesAsync(forger));
    }

    /// <summary>
    /// February made on January's first certificate, with its balances and result: all of it genuine, and decertified.
    /// </summary>
    [Fact]
    public async Task Verify_PreviousCertificateThatWasWithdrawn_IsFoundOut()
    {
        var forger = new BagForger(proofs.YearEnd);
        forger.Files[BagLayout.PreviousCertificate] = proofs.Decertified.Read(BagLayout.Certificate);
        forger.Files[BagLayout.OpeningBalances] = proofs.Decertified.Read(BagLayout.ClosingBalances);
        forger.Files[BagLayout.PriorResult] = proofs.Decertified.Read(BagLayout.PeriodResult);
        PayloadForger.Recompute(forger);
        Assert.Equal(
            ["PAYLOAD_MISMATCH", "PREVIOUS_CERTIFICATE_MISMATCH", "EARLIER_PROOF_MISMATCH"],
            await CodesAsync(forger)
        );
    }

    /// <summary>The same on a chain in which nobody closed January again.</summary>
    [Fact]
    public async Task Verify_PreviousCertificateWithdrawnInTheSlice_IsFoundOutEvenWithoutTrust()
    {
        var forger = new BagForger(proofs.YearEnd);
        var decertified = new BagForger(proofs.Reopened)
            .Text(BagLayout.Audit)
            .Split('\n')
            .Single(line => line.Contains("\"decertified/1\"", StringComparison.Ordinal));
        forger.EditLines(
            BagLayout.Audit,
            lines =>
            {
                // The signature gives its place to the seal, and that to the withdrawal.
                Assert.Contains("\"signature_added/2\"", lines[2], StringComparison.Ordinal);
                Assert.Contains("\"proof_sealed/1\"", lines[3], StringComparison.Ordinal);
                (lines[2], lines[3]) = (Resequenced(lines[3], lines[2]), Resequenced(decertified, lines[3]));
            }
        );
        PayloadForger.RecomputeWithChain(forger);
        await forger.SignCheckpointAsync(forger.Proof.CertifierKey);
        Assert.Contains("PREVIOUS_CERTIFICATE_MISMATCH", await CodesAsync(forger, isTrusting: false));
    }

    [Theory]
    [InlineData("""{"way":"inherited"}""")]
    [InlineData("""{"by":"imani","entry":1,"way":"approved"}""")]
    [InlineData("""{"by":"imani","entry":100000,"way":"approved"}""")]
    public async Task Verify_ApproverWhomNobodyApproved_IsFoundOutEvenWithoutTrust(string cameIn)
    {
        var forger = new BagForger(proofs.YearEnd);
        var mallory = JsonText
            .Parse(
                Encoding.UTF8.GetBytes($$"""{"came_in":{{cameIn}},"id":"mallory","name":"Mallory","role":"approver"}""")
            )
            .Value;
        PayloadForger.RewriteChain(
            forger,
            (type, data) =>
                type == "team_pinned/1"
                    ? data.With("members", new JsonArray([.. ((JsonArray)data["members"]!).Items, mallory]))
                    : data
        );
        PayloadForger.RecomputeWithChain(forger);
        await forger.SignCheckpointAsync(forger.Proof.CertifierKey);
        Assert.Contains("TEAM_MISMATCH", await CodesAsync(forger, isTrusting: false));
    }

    [Fact]
    public async Task Verify_ReopeningHiddenByTheRun_IsFoundOutEvenWithoutTrust()
    {
        var forger = new BagForger(proofs.Reopened);
        forger.Files.Remove(BagLayout.DecertifiedClose);
        PayloadForger.RewriteChain(
            forger,
            (type, data) => type == "run_started/3" ? data.With("withdrawn", null) : data
        );
        PayloadForger.RecomputeWithChain(forger);
        await forger.SignCheckpointAsync(forger.Proof.CertifierKey);
        Assert.Equal(["AUDIT_CHAIN_BROKEN"], await CodesAsync(forger, isTrusting: false));
    }

    /// <summary>
    /// Cuts the slice after an entry, and makes the consistency file again as its rules have it: all of this can be
    /// computed from the entries that are dropped.
    /// </summary>
    private static void BeginAfter(BagForger forger, Func<string, bool> isLast)
    {
        var known = ConsistencyFile.FromBytes(forger.Files[BagLayout.Consistency]).Value;
        var lines = forger.Text(BagLayout.Audit).Split('\n')[..^1];
        var leaves = lines.Select(line => MerkleHash.Leaf(Encoding.UTF8.GetBytes(line))).ToList();
        var dropped = Array.FindIndex(lines, line => isLast(line)) + 1;
        Assert.True(dropped > 0);
        var frontier = known.Frontier.Copy();
        foreach (var leaf in leaves[..dropped])
            frontier.Append(leaf);
        var consistency =
            known.PreviousSize >= frontier.End
                ? known with
                {
                    Frontier = frontier,
                }
                : new(
                    frontier,
                    frontier.End,
                    frontier.Root(),
                    MerkleTree.ConsistencyProof(frontier, leaves[dropped..])
                );
        forger.Files[BagLayout.Consistency] = consistency.ToBytes();
        forger.EditLines(BagLayout.Audit, all => all.RemoveRange(0, dropped));
    }

    /// <summary>An entry in the place of another.</summary>
    private static string Resequenced(string line, string place)
    {
        var (entry, at) = (
            JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value,
            JsonText.ParseObject(Encoding.UTF8.GetBytes(place)).Value
        );
        return entry.With("seq", at["seq"]).With("ts", at["ts"]).ToString();
    }

    private static async Task<IEnumerable<string?>> CodesAsync(BagForger forger, bool isTrusting = true)
    {
        var report = await (await forger.SealAsync()).VerifyAsync(isTrusting ? forger.Proof.Trust : null);
        return report.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Code);
    }
}
