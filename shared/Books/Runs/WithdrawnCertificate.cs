namespace Bookseal.Books.Runs;

/// <summary>What a reopened period had certified: the next certificate names it, and its journal must extend the one that this covered.</summary>
/// <param name="Version">1 for the first certificate of a period.</param>
/// <param name="Certificate">SHA-256 of the certificate.</param>
/// <param name="Entries">How many first entries of the journal it covered.</param>
public sealed record WithdrawnCertificate(
    int Version,
    Guid ProofId,
    Digest Certificate,
    Digest LedgerHash,
    long Entries
)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("certificate_sha256", Certificate),
            ("entries", Entries),
            ("ledger_hash", LedgerHash),
            ("proof_id", ProofId.ToString("D")),
            ("version", Version)
        );

    public static Result<WithdrawnCertificate> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var certificate = fields.Text("certificate_sha256", Digest.Parse);
        var entries = fields.Integer("entries");
        var ledgerHash = fields.Text("ledger_hash", Digest.Parse);
        var proof = fields.Text("proof_id", ParseProofId);
        var version = fields.SmallInteger("version");
        if (version < 1 || entries < 0)
            fields.Fail("a version is at least 1, a count not negative");
        return fields.Finish(() => new WithdrawnCertificate(version, proof, certificate, ledgerHash, entries));
    }

    internal static Result<Guid> ParseProofId(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : new Fault("EVENT_INVALID", "a proof id is a UUID");
}
