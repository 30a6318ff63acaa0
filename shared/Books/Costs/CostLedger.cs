using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// All batches of a tenant's costs, in the order in which they were imported, which says nothing of what counts. Its
/// digest stands for every record that there is.
/// </summary>
public sealed record CostLedger(IReadOnlyList<CostBatch> Batches)
{
    private const string Format = "bookseal-costs/1";
    private const string Code = "COST_LEDGER_INVALID";

    public static CostLedger Empty { get; } = new([]);

    public Digest Sha256 => Digest.Of(ToBytes());

    /// <summary>The batch of the same files, read in the same way.</summary>
    public CostBatch? Find(Digest import) => Batches.FirstOrDefault(batch => batch.Import == import);

    /// <summary>Of all batches; null where one does not say its own: its records may have theirs.</summary>
    public IReadOnlySet<long>? Sequences =>
        Batches.All(batch => batch.Sequence is not null)
            ? Batches.Select(batch => batch.Sequence!.Value).ToHashSet()
            : null;

    /// <summary>The batches that have lines of which a package may speak: taken into no later period.</summary>
    public IEnumerable<CostBatch> Until(PeriodCode period) =>
        Batches.Where(batch => batch.Periods.Any(count => count.Period <= period));

    /// <summary><c>COST_BATCHES_TOO_MANY</c>.</summary>
    public Result<CostLedger> With(CostBatch batch) =>
        Batches.Count < Limits.CostBatches
            ? new CostLedger([.. Batches, batch])
            : new Fault("COST_BATCHES_TOO_MANY", $"costs come in at most {Limits.CostBatches} imports");

    public CostLedger Without(CostBatch batch) => new([.. Batches.Where(other => other.Import != batch.Import)]);

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(("batches", new JsonArray(Batches.Select(batch => batch.ToJson()))), ("format", Format))
        );

    public static Result<CostLedger> FromBytes(ReadOnlySpan<byte> bytes) => JsonText.ParseObject(bytes).Then(FromJson);

    private static Result<CostLedger> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var batches = fields.Objects("batches", CostBatch.FromJson);
        if (fields.Text("format") != Format)
            fields.Fail($"a cost ledger is of format {Format}");
        return fields.Finish(() => new CostLedger(batches));
    }
}
