using Bookseal.Books.Audit;
using Bookseal.Books.Costs;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Costs;

namespace Bookseal.Closing.Reading;

/// <summary>
/// The list of batches for who lets the chain name it again: a row alone could have been put back, and a close would
/// leave out what the chain says was imported.
/// </summary>
internal static class NamedCosts
{
    /// <exception cref="ChainRefusedException">The row does not name what the last change of the list made.</exception>
    public static async Task<CostLedger> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        var known = await ReadRowAsync(workspace, cancel);
        while (await ReadLastAsync(workspace, cancel) != known)
        {
            var now = await ReadRowAsync(workspace, cancel);
            if (now == known)
                throw ChainCode.DamagedRow(CostStore.RowKey, "is not what the audit chain says");
            known = now; // somebody imported between the two reads
        }

        return known is { } digest
            ? await workspace.Costs.ReadAsync(workspace.Tenant, digest, cancel)
            : CostLedger.Empty;
    }

    private static async Task<Digest?> ReadRowAsync(Workspace workspace, CancellationToken cancel) =>
        await workspace.Audit.ProjectionAsync(workspace.Tenant, CostStore.RowKey, cancel) is { } row
            ? CostStore.DigestIn(row)
            : null;

    private static async Task<Digest?> ReadLastAsync(Workspace workspace, CancellationToken cancel)
    {
        var view = await ChainView.OpenAsync(workspace, cancel);
        if (await view.FindLastAsync(CostListChange.IsOne, cancel) is not { } entry)
            return null;
        return CostListChange.Read(entry.Type, entry.Data).TryGet(out var change, out var fault)
            ? change.New
            : throw new ChainRefusedException(fault);
    }
}
