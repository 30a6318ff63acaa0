using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>A period that the interval has days of, and how it stood when the proof was made.</summary>
/// <param name="Status"><c>open</c>, <c>closing</c>, <c>closed</c>, <c>locked</c>.</param>
/// <param name="JournalLengths">Of its journal's segments, in bytes: up to where it was read.</param>
/// <param name="Certificate">The digest of the close certificate that stands; null where there is none.</param>
public sealed record IntervalPeriod(
    PeriodCode Period,
    string Status,
    IReadOnlyList<long> JournalLengths,
    Digest? Certificate
)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("certificate_sha256", Certificate is { } digest ? digest : (JsonValue?)null),
            ("journal_lengths", new JsonArray(JournalLengths.Select(length => (JsonValue)length))),
            ("period", Period.ToString()),
            ("status", Status)
        );

    public static Result<IntervalPeriod> FromJson(JsonObject source)
    {
        var fields = new Fields(source, IntervalRecord.Invalid);
        var certificate = fields.OptionalText("certificate_sha256", Digest.Parse);
        var lengths = fields.Integers("journal_lengths");
        var period = fields.Text("period", PeriodCode.Parse);
        var status = fields.Text("status");
        if (status is not ("open" or "closing" or "closed" or "locked"))
            fields.Fail("'status' is open, closing, closed or locked");
        return fields.Finish(() => new IntervalPeriod(period, status, lengths, certificate));
    }
}
