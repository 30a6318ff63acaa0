using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Audit;

/// <summary>What a <see cref="ChainIndex"/> says of a period.</summary>
/// <param name="Spans">Where its entries stand, in order; what lies among them may be of others.</param>
/// <param name="Runs">Each attempt to close it, in order.</param>
/// <param name="Sealed">The entry of the last proof that was sealed of it.</param>
/// <param name="Status">As of the index's end; likewise what follows.</param>
/// <param name="IsPinned">Its run works, or will seal, with the master data of its start.</param>
/// <param name="IsDecertified">It was certified, and the certificate was withdrawn for another.</param>
public sealed record IndexedPeriod(
    IReadOnlyList<ChainSpan> Spans,
    IReadOnlyList<IndexedRun> Runs,
    long? Sealed,
    PeriodStatus Status,
    bool IsPinned,
    bool IsDecertified
)
{
    /// <summary>
    /// Pieces that are nearer than this are read as one: a page of a table holds as many rows. With another number the
    /// index's format has another version.
    /// </summary>
    private const long Near = 1_000;

    internal static IndexedPeriod Nothing { get; } = new([], [], null, PeriodStatus.Open, false, false);

    /// <param name="run">The period's close after the entry.</param>
    internal IndexedPeriod With(AuditEntry entry, ChainSpan at, CloseRun run) =>
        new(
            Join(at),
            RunsWith(entry),
            entry.Type == ProofSealed.TypeName ? entry.Sequence : Sealed,
            run.PeriodStatus,
            run.IsPinned,
            run.Decertified is not null
        );

    private IReadOnlyList<ChainSpan> Join(ChainSpan at) =>
        Spans.Count > 0 && at.First - Spans[^1].Last <= Near
            ? [.. Spans.SkipLast(1), at with { First = Spans[^1].First }]
            : [.. Spans, at];

    private IReadOnlyList<IndexedRun> RunsWith(AuditEntry entry)
    {
        if (entry.Run is not { } id)
            return Runs;
        var known = Runs.FirstOrDefault(run => run.Id == id) ?? new IndexedRun(id, entry.Sequence, null);
        var now = entry.Type switch
        {
            Certified.TypeName => known with { Certified = entry.Sequence },
            CertificationWithdrawn.TypeName => known with { Certified = null },
            _ when RunStarted.IsType(entry.Type) => known with { Started = entry.Sequence },
            _ => known,
        };
        return [.. Runs.Where(run => run.Id != id), now];
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("decertified", new JsonBoolean(IsDecertified)),
            ("pinned", new JsonBoolean(IsPinned)),
            ("runs", new JsonArray(Runs.Select(run => (JsonValue)run.ToJson()))),
            ("sealed", Sealed is { } entry ? (JsonValue)entry : null),
            ("spans", new JsonArray(Spans.Select(span => (JsonValue)span.ToJson()))),
            ("status", Status.Text())
        );

    public static Result<IndexedPeriod> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "CHAIN_INDEX_INVALID");
        var (isDecertified, isPinned) = (fields.Boolean("decertified"), fields.Boolean("pinned"));
        var runs = fields.Objects("runs", IndexedRun.FromJson);
        var sealedAt = fields.Has("sealed") ? fields.Integer("sealed") : (long?)null;
        var spans = fields.Objects("spans", ChainSpan.FromJson);
        var status = fields.Text("status", Statuses.ParsePeriod);
        return fields.Finish(() => new IndexedPeriod(spans, runs, sealedAt, status, isPinned, isDecertified));
    }
}

/// <param name="Started">The entry that begins it.</param>
/// <param name="Certified">The entry that certifies it; null where none does, or it was withdrawn.</param>
public sealed record IndexedRun(RunId Id, long Started, long? Certified)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("certified", Certified is { } entry ? (JsonValue)entry : null),
            ("run", Id.ToString()),
            ("started", Started)
        );

    public static Result<IndexedRun> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "CHAIN_INDEX_INVALID");
        var certified = fields.Has("certified") ? fields.Integer("certified") : (long?)null;
        var id = fields.Text("run", RunId.Parse);
        var started = fields.Integer("started");
        return fields.Finish(() => new IndexedRun(id, started, certified));
    }
}
