using Bookseal.Books.Reconciliation;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// The payload of an interval proof but for the audit entry: a pure function of the books of the interval. Who exports
/// and who verifies call the same code; the verifier compares bytes.
/// </summary>
public sealed class IntervalPayload
{
    private readonly IReadOnlyDictionary<string, Digest> _streamed;

    private IntervalPayload(
        JsonObject record,
        ReconciliationReport report,
        SortedDictionary<string, byte[]> files,
        IReadOnlyDictionary<string, Digest> streamed
    )
    {
        (Record, Report, Files, _streamed) = (record, report, files, streamed);
        Digest = Bookseal.Evidence.Digest.Of(BagManifest.Write(Digests));
    }

    /// <summary>interval.json.</summary>
    public JsonObject Record { get; }

    public ReconciliationReport Report { get; }

    /// <summary>The small files, whole, by their path in the bag.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Over the manifest of these files: what the audit chain says that is exported.</summary>
    public Digest Digest { get; }

    public IReadOnlyDictionary<string, Digest> Digests =>
        new SortedDictionary<string, Digest>(
            Files
                .Select(file => KeyValuePair.Create(file.Key, Bookseal.Evidence.Digest.Of(file.Value)))
                .Concat(_streamed)
                .ToDictionary(),
            StringComparer.Ordinal
        );

    /// <param name="streamed">Of each of <see cref="IntervalLayout.Streamed"/> its digest.</param>
    public static IntervalPayload Of(
        IntervalFacts facts,
        IntervalBooks books,
        IReadOnlyDictionary<string, Digest> streamed
    )
    {
        var report = books.Reconcile();
        var record = IntervalRecord.Of(facts, books, report, streamed);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BagLayout.Accounts] = books.Source.Chart.ToBytes(),
            [BagLayout.OpeningBalances] = books.Source.Openings.ToBytes(),
            [BagLayout.TrialBalance] = books.TrialBalance.ToCsv(),
            [BagLayout.ClosingBalances] = books.TrialBalance.Closing.ToBytes(),
            [BagLayout.Reconciliation] = report.ToBytes(),
            [IntervalLayout.ReconciliationRules] = books.Source.Rules.ToBytes(),
            [IntervalLayout.Record] = CanonicalJson.ToBytes(record),
        };
        return new(record, report, files, streamed);
    }
}
