using Bookseal.Closing.Imports;
using Bookseal.Closing.Matching;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Auditing;

/// <summary>Makes a tenant's projections again from its audit chain.</summary>
internal sealed class ProjectionRebuilder(Workspace workspace)
{
    /// <summary>The rows that were not as they should be. A chain that grows meanwhile is read again.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        var rebuilt = new List<string>();
        while (await FindWrongRowAsync(cancel) is { } wrong)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            if (chain.Head.Size != wrong.Size)
                continue;
            var written = await workspace.Audit.WriteProjectionAsync(workspace.Tenant, chain, wrong.Row, cancel);
            if (written.IsOk)
                rebuilt.Add(wrong.Row.Key);
            else if (!AuditLog.IsConflict(written.Fault))
                throw new IOException($"row {wrong.Row.Key} cannot be rebuilt: {written.Fault}");
        }

        return rebuilt;
    }

    /// <summary>The first row that is not what the chain of this size says, as it has to be written.</summary>
    private async Task<(long Size, TableWrite Row)?> FindWrongRowAsync(CancellationToken cancel)
    {
        var replay = await ChainReplay.ReadAsync(workspace, cancel);
        foreach (var (key, content) in Rows(replay))
        {
            var current = await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel);
            if (current is null || !current.Payload.Span.SequenceEqual(content))
                return (replay.Size, new TableWrite(key, content, current?.ETag));
        }

        return null;
    }

    private static IEnumerable<(string Key, byte[] Content)> Rows(ChainReplay replay)
    {
        foreach (var close in replay.Closes)
        foreach (var row in RunProjection.Rows(close.Run, close.FirstSequence!.Value))
            yield return row;
        if (replay.Books is { } books)
            yield return (MasterDataStore.RowKey, CanonicalJson.ToBytes(books.ToJson()));
        if (replay.Team is { } team)
            yield return (TeamStore.RowKey, CanonicalJson.ToBytes(team.ToJson()));
        if (replay.Pending is { } pending)
            yield return (BooksImporter.PendingKey, CanonicalJson.ToBytes(pending));
        foreach (var (key, intention) in replay.Intentions)
            yield return (key, CanonicalJson.ToBytes(intention));
    }
}
