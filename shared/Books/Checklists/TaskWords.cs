using Bookseal.Books.Company;

namespace Bookseal.Books.Checklists;

/// <summary>How actions, priorities and scopes are spelt in checklists, chains and proofs.</summary>
public static class TaskWords
{
    private static readonly (TaskAction Action, string Text)[] Actions =
    [
        (TaskAction.CloseSubledgers, "close_subledgers"),
        (TaskAction.VerifyTrialBalance, "verify_trial_balance"),
        (TaskAction.PersonConfirms, "person_confirms"),
        (TaskAction.PostClosingEntries, "post_closing_entries"),
        (TaskAction.PrepareReports, "prepare_reports"),
        (TaskAction.Certify, "certify"),
        (TaskAction.SyncSources, "sync_sources"),
        (TaskAction.ProcessPending, "process_pending"),
        (TaskAction.Categorise, "categorise"),
        (TaskAction.ReconcileBank, "reconcile_bank"),
        (TaskAction.AmortisePrepaids, "amortise_prepaids"),
        (TaskAction.Depreciate, "depreciate"),
        (TaskAction.DraftIncomeStatement, "draft_income_statement"),
        (TaskAction.DraftBalanceSheet, "draft_balance_sheet"),
    ];

    private static readonly (TaskScope Scope, string Text)[] Scopes =
    [
        (TaskScope.None, "none"),
        (TaskScope.Exceptions, "exceptions"),
        (TaskScope.Uncategorised, "uncategorised"),
        (TaskScope.CostOfSales, "cost_of_sales"),
        (TaskScope.Bank, "bank"),
        (TaskScope.Cards, "cards"),
        (TaskScope.Receivables, "receivables"),
        (TaskScope.Payables, "payables"),
        (TaskScope.Statements, "statements"),
    ];

    private static readonly (TaskPriority Priority, string Text)[] Priorities =
    [
        (TaskPriority.P0, "P0"),
        (TaskPriority.P1, "P1"),
        (TaskPriority.P2, "P2"),
    ];

    public static string Text(this TaskAction action) => TextOf(Actions, action);

    public static string Text(this TaskScope scope) => TextOf(Scopes, scope);

    public static string Text(this TaskPriority priority) => TextOf(Priorities, priority);

    public static Result<TaskAction> ParseAction(string text) => Find(Actions, text, "action");

    public static Result<TaskScope> ParseScope(string text) => Find(Scopes, text, "scope");

    public static Result<TaskPriority> ParsePriority(string text) => Find(Priorities, text, "priority");

    private static string TextOf<T>((T Value, string Text)[] words, T value)
        where T : struct, Enum => words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Text;

    private static Result<T> Find<T>((T Value, string Text)[] words, string text, string what)
        where T : struct, Enum
    {
        foreach (var word in words)
            if (word.Text == text)
                return word.Value;
        return new Fault(ChecklistSettings.Invalid, $"no {what} is called {new JsonString(text)}");
    }
}
