using System.Diagnostics.Metrics;

namespace Bookseal.Storage.Journals;

/// <summary>What this process posts, as a number of meter <c>Bookseal</c> (docs/metrics.md).</summary>
internal static class JournalMeter
{
    private static readonly Meter Meter = new("Bookseal");

    private static readonly Counter<long> Postings = Meter.CreateCounter<long>(
        "bookseal.postings",
        "{entry}",
        "Entries that were appended to journals: posted by people and agents, and imported"
    );

    public static void Posted(IReadOnlyList<PendingPost> batches) =>
        Postings.Add(batches.Sum(batch => (long)batch.Request.Batch.Count));
}
