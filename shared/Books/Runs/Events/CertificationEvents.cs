using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>
/// Phase 5 and the seal: the fence, the package, the certification, its signatures, the stored proof.
/// </summary>
internal static class CertificationEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            FenceIntended.TypeName => new FenceIntended(by),
            Fenced.TypeName => new Fenced(by, data.Integers("segment_lengths")),
            PackagePrepared.TypeName => new PackagePrepared(
                by,
                data.Text("payload_digest", Digest.Parse),
                data.Text("close_hash", Digest.Parse),
                data.Text("ledger_hash", Digest.Parse)
            ),
            Certified.TypeName => new Certified(
                by,
                data.Text("payload_digest", Digest.Parse),
                data.Text("key_id"),
                data.Text("attestation")
            ),
            SignatureAdded.TypeName => new SignatureAdded(
                by,
                data.Text("key_id"),
                data.Text("custody"),
                data.Text("statement_sha256", Digest.Parse)
            ),
            ProofSealed.TypeName => new ProofSealed(
                by,
                data.Text("proof_id", EventIds.Parse),
                data.Text("manifest_sha256", Digest.Parse),
                data.Text("certificate_sha256", Digest.Parse),
                data.Integer("checkpoint_size")
            )
            {
                Versions = data.OptionalObject<JsonObject>("versions", map => map),
            },
            _ => null,
        };
}

/// <summary>The lease is about to change to its second id; after that no posting in flight can land.</summary>
public sealed record FenceIntended(PersonId By) : RunEvent(By)
{
    public const string TypeName = "fence_intended/1";

    public override string Type => TypeName;
}

/// <summary>The fence is up: these lengths of the journal's segments, in bytes, and of no others, are final.</summary>
public sealed record Fenced(PersonId By, IReadOnlyList<long> SegmentLengths) : RunEvent(By)
{
    public const string TypeName = "fenced/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("segment_lengths", new JsonArray(SegmentLengths.Select(length => (JsonValue)length))));
}

/// <summary>The reports are made, at the fenced positions: this is what the certifier is asked to sign.</summary>
/// <param name="Payload">
/// Digest over every payload file and the certificate without its certification (docs/formats.md, payload digest).
/// </param>
public sealed record PackagePrepared(PersonId By, Digest Payload, Digest CloseHash, Digest LedgerHash) : RunEvent(By)
{
    public const string TypeName = "package_prepared/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("close_hash", CloseHash), ("ledger_hash", LedgerHash), ("payload_digest", Payload));
}

/// <summary>
/// An approver certified the payload with this digest, with the key of this id. From here the period is closed.
/// </summary>
public sealed record Certified(PersonId By, Digest Payload, string KeyId, string Attestation) : RunEvent(By)
{
    public const string TypeName = "certified/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("attestation", Attestation), ("key_id", KeyId), ("payload_digest", Payload));
}

/// <summary>A person's signature over the proof statement exists.</summary>
/// <param name="Custody">
/// Who holds the private key: <c>personal</c> or <c>service</c>. Only personal keys count for a threshold of persons.
/// </param>
public sealed record SignatureAdded(PersonId By, string KeyId, string Custody, Digest Statement) : RunEvent(By)
{
    public const string TypeName = "signature_added/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("custody", Custody), ("key_id", KeyId), ("statement_sha256", Statement));
}

/// <summary>The proof package is complete in the store: the commit point of a close.</summary>
public sealed record ProofSealed(PersonId By, Guid ProofId, Digest Manifest, Digest Certificate, long CheckpointSize)
    : RunEvent(By)
{
    public const string TypeName = "proof_sealed/1";

    /// <summary>
    /// Where the store keeps versions: each file's, as it was retained. A later file of the same name supersedes it and
    /// does not replace it.
    /// </summary>
    public JsonObject? Versions { get; init; }

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("certificate_sha256", Certificate),
            ("checkpoint_size", CheckpointSize),
            ("manifest_sha256", Manifest),
            ("proof_id", ProofId.ToString("D")),
            ("versions", Versions)
        );
}
