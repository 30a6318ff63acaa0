using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Schedules;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>What an import makes of assets and prepaids; those of a file that it does not have stay.</summary>
/// <param name="Row">The row that says what is current, as it was read; null before the first schedule.</param>
/// <param name="Change">Null where all is as it was.</param>
internal sealed record PlannedSchedules(TableRow? Row, ScheduleRegister Register, SchedulesChanged? Change)
{
    /// <summary>Refused where one posts to an account that the chart of the import does not have so.</summary>
    public static async Task<Result<PlannedSchedules>> PlanAsync(
        Workspace workspace,
        ImportedBooks books,
        CancellationToken cancel
    )
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, ScheduleStore.RowKey, cancel);
        var current = row is null
            ? null
            : await workspace.Schedules.ReadAsync(workspace.Tenant, ScheduleStore.DigestIn(row), cancel);
        var register = ScheduleRegister.Of(
            books.Assets ?? current?.Assets ?? [],
            books.Prepaids ?? current?.Prepaids ?? []
        );
        return register.Check(books.Chart) is { } unfit
            ? unfit
            : new PlannedSchedules(row, register, SchedulesChanged.Of(current, register));
    }

    public IEnumerable<AuditDraft> Drafts(Actor actor) =>
        Change is null
            ? []
            :
            [
                new(
                    actor.Id,
                    actor.Kind,
                    SchedulesChanged.TypeName,
                    null,
                    null,
                    Change.New.ToString(),
                    Change.ToData()
                ),
            ];

    /// <summary>For the commit that makes the register current, over the row that was read.</summary>
    public IEnumerable<TableWrite> Rows() =>
        Change is null ? [] : [new(ScheduleStore.RowKey, ScheduleStore.RowOf(Change.New), Row?.ETag)];
}
