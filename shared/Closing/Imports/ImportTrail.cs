using Bookseal.Books.Audit;
using Bookseal.Books.Categories;
using Bookseal.Books.Costs;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Teams;

namespace Bookseal.Closing.Imports;

/// <summary>What the audit chain tells of imports.</summary>
public static class ImportTrail
{
    /// <summary>
    /// Whether the chain tells, since a size, of as many imports as somebody made, what belongs to them, and nothing
    /// else: then nobody came between, and the files of the last one have nothing more to give.
    /// </summary>
    /// <param name="made">0 where an import found nothing to do: one that the chain has is another's then.</param>
    public static async Task<bool> TellsOnlyOfAsync(Workspace workspace, long from, int made, CancellationToken cancel)
    {
        var (to, events) = ((await workspace.ReadHeadAsync(cancel)).Head.Size, 0);
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, from, to, cancel))
        {
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _) || !IsOfImport(entry.Type))
                return false;
            events += BooksImporter.IsImported(entry.Type) || BooksImporter.IsIntended(entry.Type) ? 1 : 0;
        }

        return events == 2 * made; // an intention and an outcome
    }

    private static bool IsOfImport(string type) =>
        BooksImporter.IsIntended(type)
        || BooksImporter.IsImported(type)
        || type
            is KeysEnrolled.TypeName
                or TeamBootstrapped.TypeName
                or TeamProposed.TypeName
                or MasterDataChange.TypeName
                or SchedulesChanged.TypeName
                or CategoryRulesChanged.TypeName
                or SourcesChanged.TypeName
                or CostSettingsChanged.TypeName;
}
