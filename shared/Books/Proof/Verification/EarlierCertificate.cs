using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// What the certificate of another close states. One that cannot be read states nothing: its own bag is the place to
/// say why.
/// </summary>
internal sealed class EarlierCertificate
{
    private readonly JsonObject _certificate;

    private EarlierCertificate(JsonObject certificate) => _certificate = certificate;

    public static EarlierCertificate Of(ReadOnlySpan<byte> bytes) =>
        new(JsonText.ParseObject(bytes) is { IsOk: true } parsed ? parsed.Value : JsonObject.Of());

    public bool IsOf(TenantId tenant, PeriodCode period) =>
        States("tenant_id", tenant.ToString()) && States("period", period.ToString());

    /// <summary>A digest of the balances in canonical form.</summary>
    public bool States(string member, BalanceList balances) => States(member, Digest.Of(balances.ToBytes()).ToString());

    public bool Has(string member) => _certificate[member] is not null;

    public bool States(string member, string text) => _certificate[member] is JsonString stated && stated.Value == text;

    public bool States(string member, long number) =>
        _certificate[member] is JsonNumber stated && stated.Value == number;

    /// <summary>One call made that close.</summary>
    public bool IsDirect => ServiceKeyStep.IsDirect(_certificate);

    /// <summary>What it binds of what was open; null where its rules bound nothing.</summary>
    public JsonObject? OpenItems => _certificate["open_items"] as JsonObject;

    /// <summary>Who certified it, when, and with what; null where it says nothing.</summary>
    public EarlierCertificate? Certification =>
        _certificate["certification"] is JsonObject certification ? new(certification) : null;

    public string? Text(string member) => (_certificate[member] as JsonString)?.Value;

    public JsonObject? Object(string member) => _certificate[member] as JsonObject;

    public override string ToString() => _certificate.ToString();

    public bool CountsEntries(long entries) =>
        _certificate["counts"] is JsonObject counts && new EarlierCertificate(counts).States("entries", entries);
}
