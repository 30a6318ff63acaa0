using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Merkle;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// The insider with every key who wants February to stand on another past. What the bag itself cannot show, whoever
/// kept January's checkpoint sees.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class ContinuityForgeryTests(SealedProofs proofs)
{
    private static readonly string[] OfThePast =
    [
        BagLayout.PreviousCertificate,
        BagLayout.PreviousPackage,
        BagLayout.PriorResult,
        BagLayout.PriorClosingEntries,
        BagLayout.PreviousAccounts,
    ];

    [Fact]
    public async Task Verify_BooksStartMovedOnTheSameChain_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        ForgetThePast(forger);
        Assert.Equal("BOOKS_START_MOVED", await FindAsync(forger, null));
    }

    [Fact]
    public async Task Verify_BooksStartMovedOnANewChain_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        ConductForgeryTests.Rechain(
            forger,
            entries =>
            {
                entries.RemoveRange(0, ConductForgeryTests.Last(entries, "run_started/3"));
                entries[0] = entries[0].With("prev", new string('0', 64)).With("seq", 0);
            }
        );
        forger.Files[BagLayout.Consistency] = new ConsistencyFile(new MerkleRange(), 0, MerkleHash.Empty, []).ToBytes();
        ForgetThePast(forger);
        Assert.Equal("TEAM_MISMATCH", await FindAsync(forger, null)); // how they came in stood in what is cut off
    }

    [Fact]
    public async Task Verify_PreviousProofRemoved_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        forger.Files.Remove(BagLayout.PreviousPackage);
        Assert.Equal("EARLIER_PROOF_MISSING", await FindAsync(forger, null));
    }

    [Fact]
    public async Task Verify_PreviousProofSignedByAnother_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        var package = CarriedPackage.FromBytes(forger.Files[BagLayout.PreviousPackage]).Value;
        using var other = Evidence.Signing.LocalSigner.Generate();
        forger.Files[BagLayout.PreviousPackage] = await EnvelopAsync(package.Envelope.Payload, other);
        Assert.Equal("EARLIER_PROOF_UNSIGNED", await FindAsync(forger, null));
    }

    [Fact]
    public async Task Verify_OlderRulesThanTheCloseBefore_AreFoundOut()
    {
        var forger = new BagForger(proofs.February);
        forger.Files.Remove(BagLayout.ReplacedEntries);
        forger.Files.Remove(BagLayout.Checklist);
        forger.Files.Remove(BagLayout.PreviousPackage);
        ConductForgeryTests.Rechain(
            forger,
            entries =>
            {
                var at = ConductForgeryTests.Last(entries, "run_started/3");
                var older = ((JsonObject)entries[at]["data"]!)
                    .With("rules", "bookseal-rules/3")
                    .With("checklist", null)
                    .With("checklist_sha256", null)
                    .With("initiation", null);
                entries[at] = entries[at].With("data", older).With("type", "run_started/1");
            }
        );
        Assert.Equal("RULES_DOWNGRADED", await FindAsync(forger, null));
    }

    /// <summary>January's certificate, signed and sealed once more: its certification stands in the way.</summary>
    [Fact]
    public async Task Verify_PreviousCertificateSealedAgain_IsFoundOut()
    {
        var forger = new BagForger(proofs.February);
        await ForgeJanuaryAsync(forger, isCertifiedAgain: false);
        Assert.Equal("EARLIER_PROOF_MISMATCH", await FindAsync(forger, null));
    }

    /// <summary>And certified once more: nothing in the bag tells any more, and January's checkpoint does.</summary>
    [Fact]
    public async Task Verify_PreviousCertificateCertifiedAgain_IsFoundOutByTheKeptCheckpoint()
    {
        var forger = new BagForger(proofs.February);
        await ForgeJanuaryAsync(forger, isCertifiedAgain: true);
        Assert.Null(await FindAsync(forger, null));
        Assert.Equal("LOG_REWRITTEN", await FindAsync(forger, proofs.January));
    }

    /// <summary>The books begin with February, with its openings as the company's own.</summary>
    private static void ForgetThePast(BagForger forger)
    {
        forger.Replace(BagLayout.Policy, "2026-01-01", "2026-02-01");
        foreach (var path in OfThePast)
            forger.Files.Remove(path);
        var openings = Digest.Of(forger.Files[BagLayout.OpeningBalances]);
        PayloadForger.RewriteChain(
            forger,
            (type, data) =>
                type == "run_started/3"
                    ? data.With("books", ((JsonObject)data["books"]!).With("openings_sha256", openings))
                    : data
        );
    }

    /// <summary>Another word in January's certificate, and everything in February's bag that names it.</summary>
    private static async Task ForgeJanuaryAsync(BagForger forger, bool isCertifiedAgain)
    {
        var old = CarriedPackage.FromBytes(forger.Files[BagLayout.PreviousPackage]).Value;
        var certificate = old.Certificate.With("notes", JsonArray.OfTexts(["Nothing was wrong."]));
        var payload = (old with { Certificate = certificate }).PayloadDigest;
        if (isCertifiedAgain)
            certificate = certificate.With(
                "certification",
                ((JsonObject)certificate["certification"]!).With("payload_digest", payload)
            );
        var bytes = CanonicalJson.ToBytes(certificate);
        if (isCertifiedAgain)
            Edit(forger, "certified/1", data => data.With("payload_digest", payload));
        var subjects = old.Statement.Subjects.Select(subject =>
            subject.Name == BagLayout.Certificate ? new Subject(subject.Name, Digest.Of(bytes)) : subject
        );
        var checkpoint = (JsonObject)old.Statement.Predicate["checkpoint"]!;
        var consistency = ConsistencyFile.FromBytes(forger.Files[BagLayout.Consistency]).Value;
        var root = consistency.Frontier.Copy();
        root.Append(MerkleHash.Leaf(Encoding.UTF8.GetBytes(forger.Text(BagLayout.Audit).Split('\n')[0])));
        var statement = (
            old.Statement with
            {
                Subjects = [.. subjects],
                Predicate = old
                    .Statement.Predicate.With("certificate", certificate)
                    .With("checkpoint", checkpoint.With("root", root.Root())),
            }
        ).ToJson();
        forger.Files[BagLayout.PreviousPackage] = await EnvelopAsync(statement, forger.Proof.CertifierKey);
        forger.Files[BagLayout.PreviousCertificate] = bytes;
        Edit(forger, "signature_added/2", data => data.With("statement_sha256", Digest.Of(statement)));
        Edit(forger, "proof_sealed/1", data => data.With("certificate_sha256", Digest.Of(bytes)));
    }

    /// <summary>The first event of a type in February's slice is January's.</summary>
    private static void Edit(BagForger forger, string type, Func<JsonObject, JsonObject> edit) =>
        ConductForgeryTests.Rechain(
            forger,
            entries =>
            {
                var at = entries.FindIndex(entry => ConductForgeryTests.IsOf(entry, type));
                entries[at] = entries[at].With("data", edit((JsonObject)entries[at]["data"]!));
            }
        );

    private static async Task<byte[]> EnvelopAsync(byte[] statement, Evidence.Signing.ISigner signer)
    {
        var signature = await DsseEnvelope.SignAsync(Statement.PayloadType, statement, signer, CancellationToken.None);
        return new DsseEnvelope(Statement.PayloadType, statement, [signature]).ToJson();
    }

    private static async Task<string?> FindAsync(BagForger forger, SealedProof? kept)
    {
        PayloadForger.RecomputeWithChain(forger, tells: false);
        await forger.SignCheckpointAsync(forger.Proof.LogKey);
        var evidence = kept is null ? null : new KeptEvidence(KeptEvidenceTests.Kept(kept), null);
        return Finding.FirstOf(await (await forger.SealAsync()).VerifyAsync(forger.Proof.Trust, evidence))?.Code;
    }
}
