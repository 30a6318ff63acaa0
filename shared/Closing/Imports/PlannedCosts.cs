using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>What an import makes of costs.json; without it the settings that are known stay.</summary>
/// <param name="Row">The row that says what is current, as it was read; null before the first settings.</param>
/// <param name="Change">Null where all is as it was.</param>
internal sealed record PlannedCosts(TableRow? Row, CostSettings Settings, CostSettingsChanged? Change)
{
    /// <summary>Refused where a provider has an account that the chart of the import does not have so.</summary>
    public static async Task<Result<PlannedCosts>> PlanAsync(
        Workspace workspace,
        ImportedBooks books,
        CancellationToken cancel
    )
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, CostSettingsStore.RowKey, cancel);
        var current = row is null
            ? null
            : await workspace.CostSettings.ReadAsync(workspace.Tenant, CostSettingsStore.DigestIn(row), cancel);
        var settings = books.Costs ?? current ?? CostSettings.Empty;
        return settings.Check(books.Chart) is { Fault: var unfit }
            ? unfit
            : new PlannedCosts(row, settings, CostSettingsChanged.Of(current, settings));
    }

    public IEnumerable<AuditDraft> Drafts(Actor actor) =>
        Change is null
            ? []
            :
            [
                new(
                    actor.Id,
                    actor.Kind,
                    CostSettingsChanged.TypeName,
                    null,
                    null,
                    Change.New.ToString(),
                    Change.ToData()
                ),
            ];

    /// <summary>For the commit that makes the settings current, over the row that was read.</summary>
    public IEnumerable<TableWrite> Rows() =>
        Change is null ? [] : [new(CostSettingsStore.RowKey, CostSettingsStore.RowOf(Change.New), Row?.ETag)];
}
