using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>From the certification to the sealed proof: what is to be signed, and who signed it.</summary>
internal static class SealEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            ProofStaged.TypeName => new ProofStaged(
                by,
                data.Text("proof_id", EventIds.Parse),
                data.Text("manifest_sha256", Digest.Parse),
                data.Text("certificate_sha256", Digest.Parse),
                data.Text("statement_sha256", Digest.Parse),
                data.Integer("checkpoint_size")
            ),
            SignatureAdded.TypeName or SignatureAdded.TypeNameOfRules3 => SignatureAdded.Read(type, by, data),
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

/// <summary>
/// Everything of the proof but its signatures stands in the store: this is the statement that persons sign, today and
/// next week.
/// </summary>
/// <param name="Statement">Digest of the in-toto statement's bytes; it follows from the staged files.</param>
public sealed record ProofStaged(
    PersonId By,
    Guid ProofId,
    Digest Manifest,
    Digest Certificate,
    Digest Statement,
    long CheckpointSize
) : RunEvent(By)
{
    public const string TypeName = "proof_staged/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("certificate_sha256", Certificate),
            ("checkpoint_size", CheckpointSize),
            ("manifest_sha256", Manifest),
            ("proof_id", ProofId.ToString("D")),
            ("statement_sha256", Statement)
        );
}

/// <summary>A signature over the proof statement exists.</summary>
public sealed record SignatureAdded(PersonId By, string KeyId, Digest Statement) : RunEvent(By)
{
    public const string TypeName = "signature_added/2";

    /// <summary>Made by Bookseal with the certifier's key and kept in the envelope alone: rules up to 3.</summary>
    public const string TypeNameOfRules3 = "signature_added/1";

    /// <summary>Of version 1, which says no more of a signature.</summary>
    public string? Custody { get; init; }

    /// <summary>Of version 2; null in version 1.</summary>
    public PersonSignature? Signed { get; init; }

    public override string Type => Signed is null ? TypeNameOfRules3 : TypeName;

    public override JsonObject ToData() =>
        Signed is { } signed
            ? JsonObject.Of(
                ("attestation", signed.Attestation),
                ("key_id", KeyId),
                ("key_store", signed.Store.Text()),
                ("role", signed.Role.Text()),
                ("signature", signed.Signature),
                ("statement_sha256", Statement)
            )
            : JsonObject.Of(("custody", Custody), ("key_id", KeyId), ("statement_sha256", Statement));

    internal static SignatureAdded Read(string type, PersonId by, Fields data)
    {
        var added = new SignatureAdded(by, data.Text("key_id"), data.Text("statement_sha256", Digest.Parse));
        return type == TypeNameOfRules3
            ? added with
            {
                Custody = data.Text("custody"),
            }
            : added with
            {
                Signed = new(
                    data.Text("role", Roles.Parse),
                    data.Text("key_store", KeyStores.Parse),
                    data.Text("attestation"),
                    data.Text("signature")
                ),
            };
    }
}

/// <summary>What the chain keeps of a person's signature: it is the only place that has it until the seal.</summary>
/// <param name="Role">The signer's, when they signed.</param>
/// <param name="Store">Where the private key lay.</param>
/// <param name="Signature">Base64 of the DER signature over the statement's DSSE encoding.</param>
public sealed record PersonSignature(Role Role, KeyStore Store, string Attestation, string Signature);

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
