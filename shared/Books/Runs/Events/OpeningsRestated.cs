using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>An adjustment period was closed since the period before: what it did is part of this close's openings.</summary>
/// <param name="Certificate">Digest of the adjustment period's close certificate.</param>
public sealed record OpeningsRestated(PersonId By, PeriodCode Adjustment, Guid ProofId, Digest Certificate)
    : RunEvent(By)
{
    public const string TypeName = "openings_restated/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("adjustment", Adjustment.ToString()),
            ("certificate_sha256", Certificate),
            ("proof_id", ProofId.ToString("D"))
        );

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var adjustment = fields.Text("adjustment", PeriodCode.Parse);
        var certificate = fields.Text("certificate_sha256", Digest.Parse);
        var proof = fields.Text("proof_id", WithdrawnCertificate.ParseProofId);
        if (!adjustment.IsAdjustment)
            fields.Fail("'adjustment' is an adjustment period");
        return fields.Finish<RunEvent>(() => new OpeningsRestated(by, adjustment, proof, certificate));
    }
}
