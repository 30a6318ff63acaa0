using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Whether the master data that the chain names are there, have the digests that it gives them, and are what its last
/// changes left.
/// </summary>
internal sealed class MasterDataAudit(Workspace workspace)
{
    public const string Code = "MASTER_DATA_DAMAGED";

    /// <summary>Team and policy are judged by their approvals.</summary>
    private static readonly string[] Watched = ["settings", "chart", "openings"];

    public async Task<IReadOnlyList<Fault>> RunAsync(CancellationToken cancel)
    {
        var replay = await ChainReplay.ReadAsync(workspace, cancel);
        var faults = new List<Fault>();
        MasterData? current = null;
        foreach (var digests in replay.Closes.Select(track => track.Run.Master).Append(replay.Books).Distinct())
            if (digests is not null)
                try
                {
                    var read = await workspace.MasterData.ReadAsync(workspace.Tenant, digests, cancel);
                    current = digests == replay.Books ? read : current;
                }
                catch (InvalidDataException e)
                {
                    faults.Add(new(Code, $"{e.Message}; restore it from a backup"));
                }

        if (replay.Schedules is { } schedules)
            await TryAsync(workspace.Schedules.ReadAsync(workspace.Tenant, schedules, cancel), faults);
        if (replay.Rules is { } rules)
            await TryAsync(workspace.Rules.ReadAsync(workspace.Tenant, rules, cancel), faults);
        if (current is not null)
            faults.AddRange(Judge(current, await ReadChangesAsync(replay.Size, cancel)));
        if (current is not null && replay.Team?.Standing.Covers(Governance.Of(current.Profile)) == false)
            faults.Add(new(Code, "the current team or policy is not the one that the audit chain put into force last"));
        return faults;
    }

    private static async Task TryAsync(Task reading, List<Fault> faults)
    {
        try
        {
            await reading;
        }
        catch (InvalidDataException e)
        {
            faults.Add(new(Code, $"{e.Message}; restore it from a backup"));
        }
    }

    private static IEnumerable<Fault> Judge(MasterData current, IReadOnlyDictionary<string, string> changes) =>
        MasterDataChange
            .DigestsOf(current.Profile, current.Chart, current.Openings)
            .Where(part => changes.TryGetValue(part.Key, out var last) && last != part.Value.ToString())
            .Select(part => new Fault(
                Code,
                $"the current {part.Key} are not those that the last change in the audit chain left"
            ));

    /// <summary>Digest of each object after its last change.</summary>
    private async Task<IReadOnlyDictionary<string, string>> ReadChangesAsync(long size, CancellationToken cancel)
    {
        var changes = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, size, cancel))
            if (
                AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _)
                && entry.Type == MasterDataChange.TypeName
                && entry.Data["object"] is JsonString { Value: var part }
                && entry.Data["to_sha256"] is JsonString { Value: var digest }
                && Watched.Contains(part)
            )
                changes[part] = digest;
        return changes;
    }
}
