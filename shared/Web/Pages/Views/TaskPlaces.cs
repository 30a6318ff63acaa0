using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;

namespace Bookseal.Web.Pages.Views;

/// <summary>Where a task of a close is done, or what it signs off is seen.</summary>
internal static class TaskPlaces
{
    /// <summary>Null for a task that has no page of its own.</summary>
    public static string? PathOf(TaskDefinition task, CloseRun run)
    {
        var path = task.Scope switch
        {
            TaskScope.Exceptions => "exceptions",
            TaskScope.Uncategorised => "exceptions#categories",
            TaskScope.Bank or TaskScope.Cards => "bank",
            TaskScope.Receivables or TaskScope.Payables => "statements/ageing",
            TaskScope.CostOfSales or TaskScope.Statements => "statements/income-statement",
            _ => OfAction(task, run),
        };
        return path is null ? null : $"/periods/{run.Period}/{path}";
    }

    /// <summary>The tasks under which accruals and what comes last are posted.</summary>
    public static bool IsOfAdjustments(TaskDefinition task, CloseRun run) =>
        task is { Number: StandardTasks.RecordAccruals, Phase: 3 } || task == run.Template.FinalAdjustments;

    private static string? OfAction(TaskDefinition task, CloseRun run) =>
        task.Action switch
        {
            TaskAction.DraftIncomeStatement => "statements/income-statement",
            TaskAction.DraftBalanceSheet => "statements/balance-sheet",
            _ => IsOfAdjustments(task, run) ? "adjustments" : null,
        };
}
