using Bookseal.Books.Audit;
using Bookseal.Books.Categories;
using Bookseal.Books.Company;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>What an import makes of rules.json; without it the rules that are known stay.</summary>
/// <param name="Row">The row that says what is current, as it was read; null before the first rule.</param>
/// <param name="Change">Null where all is as it was.</param>
internal sealed record PlannedRules(TableRow? Row, CategoryRules Rules, CategoryRulesChanged? Change)
{
    /// <summary>Refused where one posts to an account that the chart of the import does not have so.</summary>
    public static async Task<Result<PlannedRules>> PlanAsync(
        Workspace workspace,
        ImportedBooks books,
        CancellationToken cancel
    )
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, CategoryRulesStore.RowKey, cancel);
        var current = row is null
            ? null
            : await workspace.Rules.ReadAsync(workspace.Tenant, CategoryRulesStore.DigestIn(row), cancel);
        var rules = books.Rules ?? current ?? CategoryRules.Empty;
        return rules.Check(books.Chart) is { Number: var number, Fault: var unfit }
            ? unfit with
            {
                Message = $"{unfit.Message} (rule {number} of {BooksFiles.Rules})",
            }
            : new PlannedRules(row, rules, CategoryRulesChanged.Of(current, rules));
    }

    public IEnumerable<AuditDraft> Drafts(Actor actor) =>
        Change is null
            ? []
            :
            [
                new(
                    actor.Id,
                    actor.Kind,
                    CategoryRulesChanged.TypeName,
                    null,
                    null,
                    Change.New.ToString(),
                    Change.ToData()
                ),
            ];

    /// <summary>For the commit that makes the rules current, over the row that was read.</summary>
    public IEnumerable<TableWrite> Rows() =>
        Change is null ? [] : [new(CategoryRulesStore.RowKey, CategoryRulesStore.RowOf(Change.New), Row?.ETag)];
}
