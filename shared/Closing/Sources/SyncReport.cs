using Bookseal.Books.Sources;

namespace Bookseal.Closing.Sources;

/// <summary>What a sync is to do.</summary>
/// <param name="Only">One source; null for all.</param>
/// <param name="IsDryRun">Sources are read, and nothing is written.</param>
/// <param name="IsAnew">From the beginning, as if nothing had been seen: what is there adds nothing.</param>
public sealed record SyncRequest(SourceId? Only, bool IsDryRun, bool IsAnew)
{
    public static SyncRequest All { get; } = new(null, false, false);
}

/// <summary>A source and what this sync made of it, or what is known of it.</summary>
/// <param name="Synced">Null where it was never read.</param>
/// <param name="Parts">Files and pages that this sync imported or had to refuse.</param>
/// <param name="Elsewhere">Why it is not read on this host; null where it was.</param>
public sealed record SyncedSource(
    SyncSource Source,
    SourceSynced? Synced,
    IReadOnlyList<SourcePart> Parts,
    Fault? Elsewhere
)
{
    /// <summary>What keeps its data out, if anything does.</summary>
    public Fault? Fault => Elsewhere ?? Synced?.Fault;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("elsewhere", Elsewhere is null ? null : SourceSynced.ToJson(Elsewhere)),
            ("id", Source.Id.ToString()),
            ("kind", Source.Kind),
            ("last", Synced?.ToData()),
            ("parts", Parts.Count == 0 ? null : new JsonArray(Parts.Select(part => part.ToJson()))),
            ("required", Source.IsRequired)
        );
}

public sealed record SyncReport(IReadOnlyList<SyncedSource> Sources)
{
    public SourceCounts Counts =>
        Sources.SelectMany(source => source.Parts).Aggregate(SourceCounts.None, (sum, part) => sum + part.Counts);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("counts", Counts.ToJson()),
            ("sources", new JsonArray(Sources.Select(source => source.ToJson())))
        );
}
