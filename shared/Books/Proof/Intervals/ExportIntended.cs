using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// <c>export_intended/1</c>: somebody exports these days, and the payload has this digest. The bag carries this very
/// entry of the chain, and a checkpoint that covers it.
/// </summary>
public sealed record ExportIntended(Guid Export, Interval Interval, IntervalRules Rules, Digest Payload)
{
    public const string TypeName = "export_intended/1";
    public const string SealedTypeName = "export_sealed/1";

    /// <summary>
    /// The same books exported again are the same proof: whoever comes after a crash finds what was begun.
    /// </summary>
    public static ExportIntended Of(TenantId tenant, Interval interval, IntervalRules rules, Digest payload) =>
        new(
            DerivedId.From(
                "export",
                tenant.ToString(),
                Dates.Text(interval.From),
                Dates.Text(interval.To),
                payload.ToString()
            ),
            interval,
            rules,
            payload
        );

    public JsonObject ToData() =>
        JsonObject.Of(
            ("export", Export.ToString("D")),
            ("from", Dates.Text(Interval.From)),
            ("payload", Payload),
            ("rules", Rules.ToString()),
            ("to", Dates.Text(Interval.To))
        );

    public static Result<ExportIntended> FromData(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var export = fields.Text("export", ParseId);
        var (from, to) = (fields.Text("from", Dates.Parse), fields.Text("to", Dates.Parse));
        var payload = fields.Text("payload", Digest.Parse);
        var rules = fields.Text("rules", IntervalRules.Parse);
        return fields.Finish(() => new ExportIntended(export, new(from, to), rules, payload));
    }

    public static Result<Guid> ParseId(string text) =>
        Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text
            ? id
            : new Fault("EVENT_INVALID", "an export is a UUID");
}
