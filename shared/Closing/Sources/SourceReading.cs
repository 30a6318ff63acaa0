using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;

namespace Bookseal.Closing.Sources;

/// <summary>A file or page of a source, and what became of it.</summary>
/// <param name="Name">The file's name, or the page's number.</param>
/// <param name="Sha256">Null where it could not be read.</param>
public sealed record SourcePart(string Name, Digest? Sha256, SourceCounts Counts, Fault? Fault)
{
    private const int MostNotices = 20;

    /// <summary>What the import has to say of single entries; the first of them.</summary>
    public IReadOnlyList<Fault> Notices { get; init; } = [];

    /// <summary>Records of costs and invoices, and payouts, which stand beside the books.</summary>
    public long CostRecords { get; init; }

    public int Payouts { get; init; }

    public static SourcePart Of(string name, Digest sha256, ImportOutcome outcome) =>
        new(
            name,
            sha256,
            new SourceCounts(
                1,
                outcome.EntriesAdded,
                outcome.Changed.Count,
                outcome.LateItems,
                outcome.SubledgerItems,
                outcome.BankRows
            ),
            null
        )
        {
            Notices = [.. outcome.Notices.Take(MostNotices)],
            CostRecords = outcome.ProviderCosts is { IsKnown: false } costs ? costs.Records + costs.Invoices : 0,
            Payouts = outcome.Payouts?.Added ?? 0,
        };

    public static SourcePart Failed(string name, Fault fault) => new(name, null, SourceCounts.None, fault);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("cost_records", CostRecords > 0 ? (JsonValue)CostRecords : null),
            ("counts", Counts.ToJson()),
            ("fault", Fault is null ? null : SourceSynced.ToJson(Fault)),
            ("name", Name),
            ("notices", Notices.Count == 0 ? null : new JsonArray(Notices.Select(SourceSynced.ToJson))),
            ("payouts", Payouts > 0 ? (JsonValue)Payouts : null),
            ("sha256", Sha256 is { } digest ? (JsonValue)digest : null)
        );
}

/// <summary>What one reading of a source came to, before it is recorded.</summary>
/// <param name="Parts">Imported, or refused; those that were seen before are left out.</param>
/// <param name="Fault">Of the source itself; null where single parts failed, or none.</param>
internal sealed record SourceReading(IReadOnlyList<SourcePart> Parts, SourceState State, Fault? Fault)
{
    /// <summary>The first fault, of the source or of a part of it, which is named then.</summary>
    public Fault? FirstFault =>
        Fault
        ?? Parts
            .Where(part => part.Fault is not null)
            .Select(part => part.Fault! with { Where = part.Fault!.Where ?? part.Name })
            .FirstOrDefault();

    public SourceCounts Counts => Parts.Aggregate(SourceCounts.None, (sum, part) => sum + part.Counts);
}
