using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The proof package is complete in the store: the commit point of a close.</summary>
public sealed record ProofSealed(PersonId By, Guid ProofId, Digest Manifest, Digest Certificate, long CheckpointSize)
    : RunEvent(By)
{
    public const string TypeName = "proof_sealed/1";

    /// <summary>Where the store keeps versions: each file's, as it was retained. A later file of the same name supersedes it and does not replace it.</summary>
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

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var certificate = fields.Text("certificate_sha256", Digest.Parse);
        var size = fields.Integer("checkpoint_size");
        var manifest = fields.Text("manifest_sha256", Digest.Parse);
        var proofId = fields.Text<Guid>(
            "proof_id",
            text => Guid.TryParseExact(text, "D", out var id) ? id : new Fault("EVENT_INVALID", "not a UUID")
        );
        var versions = fields.OptionalObject<JsonObject>("versions", map => map);
        return fields.Finish<RunEvent>(() =>
            new ProofSealed(by, proofId, manifest, certificate, size) { Versions = versions }
        );
    }
}
