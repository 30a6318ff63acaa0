using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Evidence.Json;
using Bookseal.Storage;

namespace Bookseal.Closing;

/// <summary>
/// Intention, effect, outcome, for what people decide beside a run: the intention stands in the chain and in a row of
/// its own until the outcome does, so that whoever comes after a crash knows what was begun.
/// </summary>
internal sealed class PendingIntention(Workspace workspace, IntentionKind kind)
{
    /// <summary>The intention that has no outcome yet; null where there is none.</summary>
    public async Task<JsonObject?> ReadAsync(CancellationToken cancel)
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, kind.Key, cancel);
        if (row is null)
            return null;
        var intention = JsonText.ParseObject(row.Payload.Span).Value;
        return intention.Members.Count == 0 ? null : intention;
    }

    public Task BeginAsync(Actor actor, JsonObject intention, CancellationToken cancel) =>
        RecordAsync(kind.Intended, actor, intention, intention, cancel);

    /// <summary>The commit point: the effect stands, and the chain says so.</summary>
    public Task CompleteAsync(Actor actor, JsonObject intention, CancellationToken cancel) =>
        RecordAsync(kind.Completed, actor, intention, JsonObject.Of(), cancel);

    private Task RecordAsync(string type, Actor actor, JsonObject data, JsonObject row, CancellationToken cancel) =>
        workspace.RecordAsync(
            [new AuditDraft(actor.Id, actor.Kind, type, null, null, CanonicalJson.DigestOf(data).ToString(), data)],
            async () =>
                [
                    new TableWrite(
                        kind.Key,
                        CanonicalJson.ToBytes(row),
                        (await workspace.Audit.ProjectionAsync(workspace.Tenant, kind.Key, cancel))?.ETag
                    ),
                ],
            cancel
        );
}

/// <param name="Key">The projection that holds the last intention; empty after its outcome.</param>
/// <param name="Intended">Type of the event before the effect.</param>
/// <param name="Completed">Type of the event after it.</param>
internal sealed record IntentionKind(string Key, string Intended, string Completed)
{
    public static IntentionKind BankMatch { get; } = new("bank_match", "bank_match_intended/1", "bank_match/1");

    public static IntentionKind ImportUndo { get; } = new("import_undo", "import_undo_intended/1", "import_undone/1");

    public static IReadOnlyList<IntentionKind> All { get; } = [BankMatch, ImportUndo];
}
