using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// What one import added to a tenant's costs: an object of canonical lines, which is complete and never changes.
/// </summary>
/// <param name="Import">
/// Of what was asked for: the files' digests and how they were to be read. The same again adds nothing.
/// </param>
/// <param name="Object">Its name: of the import, and of the months that did not take in their own.</param>
/// <param name="Sha256">Of the object.</param>
/// <param name="Ids">The ingestion_batch_ids of its records, in order; most files have one.</param>
/// <param name="Sequence">The batch sequence that was said for the file.</param>
/// <param name="Periods">How many records and invoices each period takes in; in order.</param>
public sealed record CostBatch(
    Digest Import,
    Digest Object,
    Digest Sha256,
    long Bytes,
    long Records,
    long Invoices,
    IReadOnlyList<string> Ids,
    long? Sequence,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<CostPeriodCount> Periods,
    DateTimeOffset RecordedAt
)
{
    private const string Code = "COST_BATCH_INVALID";

    public bool IsTakenInto(PeriodCode period) => Periods.Any(count => count.Period == period);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("bytes", Bytes),
            ("first_day", Dates.Text(FirstDay)),
            ("ids", JsonArray.OfTexts(Ids)),
            ("import", Import),
            ("invoices", Invoices),
            ("last_day", Dates.Text(LastDay)),
            ("object", Object),
            ("periods", new JsonArray(Periods.Select(count => count.ToJson()))),
            ("recorded_at", Dates.Text(RecordedAt)),
            ("records", Records),
            ("sequence", CostLine.Number(Sequence)),
            ("sha256", Sha256)
        );

    public static Result<CostBatch> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var sequence = fields.Has("sequence") ? (long?)fields.Integer("sequence") : null;
        var batch = new CostBatch(
            fields.Text("import", Digest.Parse),
            fields.Text("object", Digest.Parse),
            fields.Text("sha256", Digest.Parse),
            fields.Integer("bytes"),
            fields.Integer("records"),
            fields.Integer("invoices"),
            fields.Texts("ids"),
            sequence,
            fields.Text("first_day", Dates.Parse),
            fields.Text("last_day", Dates.Parse),
            fields.Objects("periods", CostPeriodCount.FromJson),
            fields.Text("recorded_at", Dates.ParseInstant)
        );
        if (batch.Bytes < 0 || batch.Records < 0 || batch.Invoices < 0 || batch.LastDay < batch.FirstDay)
            fields.Fail("a batch counts from 0, and does not end before it begins");
        // Wider than any count: hostile ones add up to an answer, too.
        var lines = batch.Periods.Aggregate((Int128)0, (sum, count) => sum + count.Lines);
        if (lines != batch.Records + batch.Invoices)
            fields.Fail("the periods take in what the batch has");
        return fields.Finish(() => batch);
    }
}

/// <param name="Lines">Records and invoices.</param>
public readonly record struct CostPeriodCount(PeriodCode Period, long Lines)
{
    public JsonObject ToJson() => JsonObject.Of(("lines", Lines), ("period", Period.ToString()));

    public static Result<CostPeriodCount> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COST_BATCH_INVALID");
        var (lines, period) = (fields.Integer("lines"), fields.Text("period", PeriodCode.Parse));
        if (lines <= 0)
            fields.Fail("a period that takes nothing in is not named");
        return fields.Finish(() => new CostPeriodCount(period, lines));
    }
}
