using Bookseal.Books.Audit;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Every proof that the chain sealed, of closes and of intervals, withdrawn ones too: each is kept for as long as its
/// retention says.
/// </summary>
internal static class SealedLocations
{
    public static async Task<IReadOnlyList<SealedBag>> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        var found = new List<SealedBag>();
        await foreach (var (_, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
            if (AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _) && BagIn(workspace, entry) is { } bag)
                found.Add(bag);
        return found;
    }

    /// <summary>By path, the version that was sealed; empty where the store keeps no versions.</summary>
    public static IReadOnlyDictionary<string, string> VersionsOf(IEnumerable<SealedBag> bags) =>
        bags.Select(bag => bag.Location)
            .SelectMany(location => (location.Versions?.Members.Keys ?? []).Select(file => location.PathOf(file)))
            .Where(path => path.Version is not null)
            .DistinctBy(path => path.ToString())
            .ToDictionary(path => path.ToString(), path => path.Version!, StringComparer.Ordinal);

    private static SealedBag? BagIn(Workspace workspace, AuditEntry entry)
    {
        if (
            entry.Type == ExportIntended.SealedTypeName
            && ExportSealed.FromData(entry.Data).TryGet(out var export, out _)
        )
            return new(
                new IntervalLocation(workspace.Tenant, export.Export, export.Versions),
                PeriodCode.Of(export.Interval.To)
            );
        return
            entry.Type == ProofSealed.TypeName
            && entry.Period is { } period
            && RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: ProofSealed proof }
            ? new(ProofLocation.Of(workspace.Tenant, period, proof), period)
            : null;
    }
}

/// <param name="Period">From whose fiscal year on it is kept: of an interval, that of its last day.</param>
internal sealed record SealedBag(BagLocation Location, PeriodCode Period);
