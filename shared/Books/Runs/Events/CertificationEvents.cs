using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Phase 5: the fence, the package, the certification.</summary>
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
            CertificationWithdrawn.TypeName => new CertificationWithdrawn(
                by,
                data.Text("payload_digest", Digest.Parse)
            ),
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
/// An approver certified the payload with this digest, with the key of this id. Under rules up to 3 the period is
/// closed from here on; since then from its seal, which waits for the signatures.
/// </summary>
public sealed record Certified(PersonId By, Digest Payload, string KeyId, string Attestation) : RunEvent(By)
{
    public const string TypeName = "certified/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("attestation", Attestation), ("key_id", KeyId), ("payload_digest", Payload));
}

/// <summary>
/// The close was cancelled after its certification and before its seal: the certification is void, and so is every
/// signature that was collected. <see cref="RunCancelled"/> follows and says why.
/// </summary>
/// <param name="Payload">What was certified.</param>
public sealed record CertificationWithdrawn(PersonId By, Digest Payload) : RunEvent(By)
{
    public const string TypeName = "certification_withdrawn/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("payload_digest", Payload));
}
