using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.EntryProofs;

/// <summary>What an entry proof takes from the signed certificate, on the word of those who signed it.</summary>
/// <param name="FirstDay">
/// As certified, and not from the period's name: the days of an adjustment period follow from the fiscal year.
/// </param>
/// <param name="Entries">The number of journal lines.</param>
internal sealed record CertifiedClose(
    TenantId Tenant,
    PeriodCode Period,
    DateOnly FirstDay,
    DateOnly LastDay,
    Digest LedgerHash,
    long Entries,
    PersonId CertifiedBy,
    DateTimeOffset CertifiedAt,
    string KeyId,
    bool IsUnattended
)
{
    /// <summary>One call made it, and the service's key signed.</summary>
    public bool IsDirect { get; init; }

    private const string Code = "CERTIFICATE_INVALID";

    public bool Contains(DateOnly date) => date >= FirstDay && date <= LastDay;

    /// <summary>Reads the members that count; the others are for the verifier of the whole bag.</summary>
    public static Result<CertifiedClose> FromJson(JsonObject certificate)
    {
        var fields = new Fields(certificate, Code);
        var tenant = fields.Text("tenant_id", TenantId.Parse);
        var period = fields.Text("period", PeriodCode.Parse);
        var firstDay = fields.Text("period_start", Dates.Parse);
        var lastDay = fields.Text("period_end", Dates.Parse);
        var ledger = fields.Text("ledger_hash", Digest.Parse);
        var entries = fields.Object("counts", EntriesIn);
        var (by, at, keyId, isUnattended) = fields.Object("certification", CertificationIn);
        return fields.Finish(
            () =>
                new CertifiedClose(tenant, period, firstDay, lastDay, ledger, entries, by, at, keyId, isUnattended)
                {
                    IsDirect = ServiceKeyStep.IsDirect(certificate),
                },
            closed: false
        );
    }

    private static Result<long> EntriesIn(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var entries = fields.Integer("entries");
        return fields.Finish(() => entries, closed: false);
    }

    private static Result<(PersonId By, DateTimeOffset At, string KeyId, bool IsUnattended)> CertificationIn(
        JsonObject source
    )
    {
        var fields = new Fields(source, Code);
        var attestation = fields.Text("attestation");
        var by = fields.Text("certified_by", PersonId.Parse);
        var at = fields.Text("certified_at", Dates.ParseInstant);
        var keyId = fields.Text("key_id");
        if (attestation is not ("attended" or "unattended"))
            fields.Fail("'attestation' is attended or unattended");
        return fields.Finish(() => (by, at, keyId, attestation == "unattended"), closed: false);
    }
}
