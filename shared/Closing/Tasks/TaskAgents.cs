using Bookseal.Books.Checklists;
using Bookseal.Books.Schedules;
using Bookseal.Closing.Categories;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Schedules;
using Bookseal.Closing.Sources;

namespace Bookseal.Closing.Tasks;

/// <summary>Who does what an agent does: one for each action of a checklist that asks for one.</summary>
public static class TaskAgents
{
    public static IReadOnlyList<ITaskAgent> Of(
        Workspace workspace,
        PeriodReader reader,
        ScheduleService schedules,
        CategoryService categories,
        SyncService sync
    ) =>
        [
            new SourcesAgent(workspace, sync),
            new PendingAgent(workspace, reader),
            new CategoryAgent(workspace, reader, categories),
            new BooksAgent(workspace, reader, TaskAction.ReconcileBank, BooksResults.Bank),
            new ScheduleAgent(workspace, schedules, TaskAction.AmortisePrepaids, ScheduleKind.Amortisation),
            new ScheduleAgent(workspace, schedules, TaskAction.Depreciate, ScheduleKind.Depreciation),
            new BooksAgent(workspace, reader, TaskAction.DraftIncomeStatement, BooksResults.IncomeStatement),
            new BooksAgent(workspace, reader, TaskAction.DraftBalanceSheet, BooksResults.BalanceSheet),
        ];
}
