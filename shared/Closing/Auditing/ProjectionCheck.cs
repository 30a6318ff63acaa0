using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Compares what is made from the audit chain with the chain: every row, and the master data that its events name.
/// </summary>
internal sealed class ProjectionCheck(Workspace workspace)
{
    public async Task<IReadOnlyList<Fault>> RunAsync(CancellationToken cancel)
    {
        var (_, wrong) = await new ProjectionRebuilder(workspace).FindAsync(cancel);
        return
        [
            .. await new MasterDataAudit(workspace).RunAsync(cancel),
            .. wrong.Select(row =>
                ChainCode
                    .DamagedRow(row.Key, row.IfMatch is null ? "is lost" : "is not what the audit chain says")
                    .Fault
            ),
        ];
    }
}
