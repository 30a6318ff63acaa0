using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Notes;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Sealing;

/// <summary>A proof that lacks nothing but signatures.</summary>
/// <param name="Payload">Digests of the payload files.</param>
/// <param name="Tags">The tag files, but for the envelope and the manifest of tag files, which name signatures.</param>
/// <param name="Statement">What is signed: it follows from the files.</param>
public sealed record StagedProof(
    ProofLocation Location,
    IReadOnlyDictionary<string, Digest> Payload,
    IReadOnlyDictionary<string, byte[]> Tags,
    JsonObject Certificate,
    byte[] Statement,
    long CheckpointSize
)
{
    private static readonly string[] TagNames =
    [
        BagWriter.Declaration,
        BagWriter.Info,
        BagWriter.Manifest,
        BagLayout.Checkpoint,
        BagLayout.Consistency,
    ];

    public Digest StatementDigest => Digest.Of(Statement);

    /// <summary>What a signature is over.</summary>
    public byte[] ToSign => DsseEnvelope.PreAuthEncoding(Evidence.InToto.Statement.PayloadType, Statement);

    /// <summary>Everyone who prepared the period, as the certificate says.</summary>
    public IReadOnlyList<PersonId> Preparers =>
        new Fields(Certificate, "CERTIFICATE_INVALID").Texts("prepared_by", PersonId.Parse);

    internal static StagedProof Of(
        ProofLocation location,
        IReadOnlyDictionary<string, byte[]> tags,
        JsonObject certificate,
        byte[] guards,
        Checkpoint checkpoint
    )
    {
        var manifest = tags[BagWriter.Manifest];
        var payload = BagManifest
            .Parse(Encoding.UTF8.GetString(manifest), Digest.Size * 2)
            .Value.ToDictionary(file => file.Key, file => Digest.Parse(file.Value).Value);
        var statement = ProofStatement.Of(manifest, payload, certificate, JsonText.Parse(guards).Value, checkpoint);
        return new(location, payload, tags, certificate, statement.ToJson(), checkpoint.Size);
    }

    /// <summary>
    /// The proof of a run that awaits signatures, out of the store; <c>PROOF_DAMAGED</c> where that is not what was
    /// staged.
    /// </summary>
    public static async Task<Result<StagedProof>> ReadAsync(Workspace workspace, CloseRun run, CancellationToken cancel)
    {
        if (run.Staged is not { } expected)
            return new Fault(Refusal.OutOfOrder, $"no proof of {run.Period} is staged to be signed");
        var location = new ProofLocation(workspace.Tenant, run.Period, expected.ProofId);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in TagNames.Append(BagLayout.Certificate).Append(BagLayout.Guards))
        {
            if (await workspace.Proofs.ReadAsync(location, name, cancel) is not { } content)
                return Damaged($"{location.PathOf(name)} is gone");
            files.Add(name, content);
        }

        if (
            Digest.Of(files[BagWriter.Manifest]) != expected.Manifest
            || Digest.Of(files[BagLayout.Certificate]) != expected.Certificate
            || !JsonText.ParseObject(files[BagLayout.Certificate]).TryGet(out var certificate, out _)
            || !JsonText.Parse(files[BagLayout.Guards]).IsOk
            || !SignedNote
                .Parse(files[BagLayout.Checkpoint])
                .Then(note => Checkpoint.Parse(note.Text))
                .TryGet(out var checkpoint, out _)
        )
            return Damaged($"{location.Folder} does not hold the files that were staged");
        var tags = files.Where(file => TagNames.Contains(file.Key)).ToDictionary();
        var staged = Of(location, tags, certificate, files[BagLayout.Guards], checkpoint);
        return staged.StatementDigest == expected.Statement
            ? staged
            : Damaged($"{location.Folder} does not give the statement that was staged");
    }

    /// <summary>The tag files of the signed bag.</summary>
    public SortedDictionary<string, byte[]> SignedTags(DsseEnvelope envelope)
    {
        var tags = new SortedDictionary<string, byte[]>(Tags.ToDictionary(), StringComparer.Ordinal)
        {
            [BagLayout.Envelope] = envelope.ToJson(),
        };
        tags[BagWriter.TagManifest] = BagManifest.Write(
            tags.Select(tag => KeyValuePair.Create(tag.Key, Digest.Of(tag.Value)))
        );
        return tags;
    }

    /// <summary>The envelope with these signatures: the same bytes whoever makes it.</summary>
    public DsseEnvelope Envelope(IEnumerable<SignatureAdded> signatures) =>
        new(
            Evidence.InToto.Statement.PayloadType,
            Statement,
            [
                .. signatures.Select(added => new DsseSignature(
                    added.KeyId,
                    Convert.FromBase64String(added.Signed!.Signature)
                )),
            ]
        );

    internal ProofStaged ToEvent() =>
        new(
            PersonId.System,
            Location.ProofId,
            Digest.Of(Tags[BagWriter.Manifest]),
            CanonicalJson.DigestOf(Certificate),
            StatementDigest,
            CheckpointSize
        );

    private static Fault Damaged(string what) => new(Refusal.ProofDamaged, $"{what}; cancel the close and close again");
}
