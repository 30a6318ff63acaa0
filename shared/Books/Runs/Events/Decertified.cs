using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>An approver withdrew the certificate; the lease is given back next, and the period is open again.</summary>
public sealed record Decertified(
    PersonId By,
    int Version,
    Guid ProofId,
    Digest Certificate,
    Digest LedgerHash,
    long Entries,
    string Reason
) : RunEvent(By)
{
    public const string TypeName = "decertified/1";

    public override string Type => TypeName;

    public WithdrawnCertificate Withdrawn => new(Version, ProofId, Certificate, LedgerHash, Entries);

    public override JsonObject ToData() => Withdrawn.ToJson().With("reason", Reason);

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var reason = fields.Text("reason");
        return fields
            .Finish(() => reason, closed: false)
            .Then(_ => WithdrawnCertificate.FromJson(data.With("reason", null)))
            .Map<RunEvent>(withdrawn => new Decertified(
                by,
                withdrawn.Version,
                withdrawn.ProofId,
                withdrawn.Certificate,
                withdrawn.LedgerHash,
                withdrawn.Entries,
                reason
            ));
    }
}
