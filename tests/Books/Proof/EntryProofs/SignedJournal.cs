using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Tests.Proof.EntryProofs;

/// <summary>
/// A journal whose certificate somebody signed: as much of a close as an entry proof needs, and whatever lies a test
/// wants in it.
/// </summary>
internal sealed class SignedJournal(IEnumerable<Entry> entries)
{
    private DsseEnvelope? _envelope;

    public static LocalSigner Signer { get; } = LocalSigner.Generate();

    public static TrustedSigner Graham { get; } =
        new(Some.Person("graham"), "Graham", Role.Approver, "personal", Signer.Key, null, null);

    public static TrustPolicy Trust { get; } =
        new(Some.Tenant, 1, false, "bookseal.local/acme", [Signer.Key], [Graham]);

    public IReadOnlyList<byte[]> Lines { get; } = [.. entries.Select(EntryCodec.Encode)];

    public IReadOnlyList<Digest> Leaves => [.. Lines.Select(line => MerkleHash.Leaf(line))];

    /// <summary>A last change to the certificate before it is signed.</summary>
    public Func<JsonObject, JsonObject> Certificate { get; init; } = certificate => certificate;

    /// <summary>A last change to the statement before it is signed.</summary>
    public Func<Statement, Statement> Statement { get; init; } = statement => statement;

    public IReadOnlyList<ISigner> Signers { get; init; } = [Signer];

    public string PayloadType { get; init; } = Evidence.InToto.Statement.PayloadType;

    public EntryProof Prove(int index) =>
        new(_envelope ??= Sign(), Lines[index], index, Lines.Count, MerkleTree.InclusionProof(Leaves, index));

    private DsseEnvelope Sign()
    {
        var certificate = Certificate(
            JsonObject.Of(
                (
                    "certification",
                    JsonObject.Of(
                        ("attestation", "attended"),
                        ("certified_at", Dates.Text(Some.Now)),
                        ("certified_by", "graham"),
                        ("key_id", Signer.Key.KeyId)
                    )
                ),
                ("counts", JsonObject.Of(("entries", Lines.Count))),
                ("ledger_hash", MerkleTree.Root(Leaves)),
                ("period", Some.January.ToString()),
                ("period_end", Dates.Text(Some.January.LastDay)),
                ("period_start", Dates.Text(Some.January.FirstDay)),
                ("rules", RuleSet.Current.ToString()),
                ("tenant_id", Some.Tenant.ToString())
            )
        );
        var subject = new Subject(BagLayout.Certificate, CanonicalJson.DigestOf(certificate));
        var statement = Statement(new([subject], BagLayout.PredicateType, JsonObject.Of(("certificate", certificate))))
            .ToJson();
        var signatures = Signers.Select(signer =>
            DsseEnvelope
                .SignAsync(PayloadType, statement, signer, CancellationToken.None)
                .AsTask()
                .GetAwaiter()
                .GetResult()
        );
        return new(PayloadType, statement, [.. signatures]);
    }
}
