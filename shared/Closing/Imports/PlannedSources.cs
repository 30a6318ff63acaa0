using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Sources;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>What an import makes of sources.json; without it the sources that are known stay.</summary>
/// <param name="Row">The row that says what is current, as it was read; null before the first source.</param>
/// <param name="Change">Null where all is as it was.</param>
internal sealed record PlannedSources(TableRow? Row, SourceSettings Settings, SourcesChanged? Change)
{
    public static async Task<PlannedSources> PlanAsync(
        Workspace workspace,
        ImportedBooks books,
        CancellationToken cancel
    )
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, SourceStore.RowKey, cancel);
        var current = row is null
            ? null
            : await workspace.Sources.ReadAsync(workspace.Tenant, SourceStore.DigestIn(row), cancel);
        var settings = books.SourceSettings ?? current ?? SourceSettings.Empty;
        return new(row, settings, SourcesChanged.Of(current, settings));
    }

    public IEnumerable<AuditDraft> Drafts(Actor actor) =>
        Change is null
            ? []
            : [new(actor.Id, actor.Kind, SourcesChanged.TypeName, null, null, Change.New.ToString(), Change.ToData())];

    /// <summary>For the commit that makes the sources current, over the row that was read.</summary>
    public IEnumerable<TableWrite> Rows() =>
        Change is null ? [] : [new(SourceStore.RowKey, SourceStore.RowOf(Change.New), Row?.ETag)];
}
