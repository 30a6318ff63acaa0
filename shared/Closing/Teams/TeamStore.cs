using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Teams;

/// <summary>
/// The team and policy in force: a row beside the chain, written with the event that changed it, and the profile among
/// the current master data, which has the same team and policy.
/// </summary>
public sealed class TeamStore(Workspace workspace)
{
    public const string RowKey = "team";

    /// <summary>
    /// Null before the first import. Books of an older release have no such row: who stands in their profile, stands.
    /// </summary>
    public async Task<TeamState?> ReadAsync(CancellationToken cancel) =>
        (await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)
            ? await ReadAsync(master, cancel)
            : null;

    /// <param name="master">
    /// The current master data. Where an approval has replaced them meanwhile, the team is that of those after it.
    /// </param>
    public async Task<TeamState> ReadAsync(MasterData master, CancellationToken cancel)
    {
        while (true)
        {
            if (await workspace.Audit.ProjectionAsync(workspace.Tenant, RowKey, cancel) is not { } row)
                return TeamState.Inherited(master.Profile);
            var state = JsonText.ParseObject(row.Payload.Span).Then(TeamState.FromJson);
            if (state.IsOk && state.Value.Standing.Covers(Governance.Of(master.Profile)))
                return state.Value;
            var current = (await workspace.ReadMasterDataAsync(cancel)).Value;
            if (!state.IsOk || Governance.Of(current.Profile).IsSameAs(Governance.Of(master.Profile)))
                throw new InvalidDataException(
                    $"the team of {workspace.Tenant} is not the one of its profile; 'bookseal audit rebuild' makes "
                        + "both again from the chain"
                );
            master = current;
        }
    }

    /// <summary>The row as it has to be written over the one that is there now.</summary>
    internal async Task<TableWrite> RowAsync(TeamState state, CancellationToken cancel) =>
        new(
            RowKey,
            CanonicalJson.ToBytes(state.ToJson()),
            (await workspace.Audit.ProjectionAsync(workspace.Tenant, RowKey, cancel))?.ETag
        );
}
