using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;

namespace Bookseal.TestHost.Verbs;

/// <summary>Appends events to the audit chain, some a commit.</summary>
internal sealed class EventsVerb : IVerb
{
    public string Name => "events";

    public string Usage => "FOLDER WORKER COMMITS EVENTS_PER_COMMIT";

    public async Task<bool> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments is not [var folder, var worker, var commits, var events])
            return false;
        using var world = new World(folder);
        var workspace = world.Open().Workspace;
        for (var commit = 0; commit < int.Parse(commits, CultureInfo.InvariantCulture); commit++)
        {
            var drafts = Enumerable
                .Range(0, int.Parse(events, CultureInfo.InvariantCulture))
                .Select(number => new AuditDraft(
                    SmallBooks.Bookkeeper,
                    "person",
                    "retention_read/1",
                    null,
                    null,
                    $"{worker}-{commit}",
                    JsonObject.Of(("number", number))
                ))
                .ToList();
            while (true)
            {
                var chain = await workspace.ReadHeadAsync(cancel);
                var committed = await workspace.Audit.CommitAsync(SmallBooks.Tenant, chain, drafts, _ => [], cancel);
                if (committed.IsOk)
                    break;
                if (!AuditLog.IsConflict(committed.Fault))
                    throw new InvalidOperationException(committed.Fault.ToString());
            }
        }

        return true;
    }
}
