using Bookseal.Books.Reconciliation;
using Bookseal.Closing.Proving;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Exports;

/// <summary>The sealed exports of a company, by what the chain's rows say of them.</summary>
public sealed class ExportList(Workspace workspace)
{
    public const string NotFound = "EXPORT_NOT_FOUND";

    /// <summary>In the order in which they were asked for.</summary>
    public async Task<IReadOnlyList<SealedExport>> ReadAsync(CancellationToken cancel)
    {
        var found = new List<SealedExport>();
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (key.StartsWith(ExportRow.Family + "-", StringComparison.Ordinal))
                if (await ReadAsync(key, cancel) is { } export)
                    found.Add(export);
        return [.. found.OrderBy(export => export.Sequence)];
    }

    /// <summary><c>EXPORT_NOT_FOUND</c>, also of one that was begun and is not sealed.</summary>
    public async Task<Result<SealedExport>> FindAsync(Guid id, CancellationToken cancel) =>
        await ReadAsync(ExportRow.KeyOf(id), cancel) is { } export
            ? export
            : new Fault(NotFound, $"there is no sealed export {id:D}");

    private async Task<SealedExport?> ReadAsync(string key, CancellationToken cancel) =>
        await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel) is { } stored
        && ExportRow.FromBytes(key, stored.Payload.Span) is { Sealed: { } done } row
            ? new(
                row.Sequence,
                done.Interval,
                new(new IntervalLocation(workspace.Tenant, done.Export, done.Versions), done.Manifest)
            )
            : null;
}

/// <param name="Sequence">Of the chain's entry that announced it.</param>
public sealed record SealedExport(long Sequence, Interval Interval, SealedBag Bag)
{
    public Guid Id => Bag.Location.ProofId;
}
