using Bookseal.Books.Audit;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Tasks;

/// <summary>When the books were last imported, as the chain tells.</summary>
public sealed class SourcesAgent(Workspace workspace) : ITaskAgent
{
    public TaskAction Action => TaskAction.SyncSources;

    public async Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        AuditEntry? last = null;
        var chain = await workspace.ReadHeadAsync(cancel);
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, chain.Head.Size, cancel))
            if (
                AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _)
                && entry.Type.StartsWith("books_imported/", StringComparison.Ordinal)
            )
                last = entry;
        return new AgentResult(
            JsonObject.Of(("last_import", last is null ? null : Dates.Text(last.Timestamp))),
            last is null ? "no import yet" : $"last import {Dates.Text(last.Timestamp)}"
        );
    }
}
