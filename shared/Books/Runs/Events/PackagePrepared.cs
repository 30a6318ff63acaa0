using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The reports are made, at the fenced positions: this is what the certifier is asked to sign.</summary>
/// <param name="Payload">Digest over every payload file and the certificate without its certification (docs/formats.md, payload digest).</param>
public sealed record PackagePrepared(PersonId By, Digest Payload, Digest CloseHash, Digest LedgerHash) : RunEvent(By)
{
    public const string TypeName = "package_prepared/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("close_hash", CloseHash), ("ledger_hash", LedgerHash), ("payload_digest", Payload));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var closeHash = fields.Text("close_hash", Digest.Parse);
        var ledgerHash = fields.Text("ledger_hash", Digest.Parse);
        var payload = fields.Text("payload_digest", Digest.Parse);
        return fields.Finish<RunEvent>(() => new PackagePrepared(by, payload, closeHash, ledgerHash));
    }
}
