using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Checklists;

/// <summary>A task of a checklist: what is to be done, by whom, after what and until when.</summary>
/// <param name="Role">The least role of whoever completes it; an agent's task has none.</param>
/// <param name="IsPreparation">Completing it makes the person a preparer of the period.</param>
public sealed record TaskDefinition(
    int Number,
    string Name,
    int Phase,
    TaskAction Action,
    Role? Role,
    bool IsPreparation,
    IReadOnlyList<int> DependsOn
)
{
    /// <summary>What to do, and when it is done.</summary>
    public string Description { get; init; } = "";

    public TaskPriority Priority { get; init; } = TaskPriority.P1;

    /// <summary>The business day, counted from the close's start, at whose end it is due; 1 is the first.</summary>
    public int DueDay { get; init; } = 5;

    /// <summary>Who is to do it; null for whoever may.</summary>
    public PersonId? Assignee { get; init; }

    /// <summary>The least role of another person who approves what was done; null where nobody has to.</summary>
    public Role? Approval { get; init; }

    /// <summary>What of the books a sign-off of it stands on.</summary>
    public TaskScope Scope { get; init; } = TaskScope.None;

    /// <summary>Why nobody has to do it this time; null where somebody has.</summary>
    public string? NotApplicable { get; init; }

    /// <summary>An agent does it, or prepares it for a person.</summary>
    public bool HasAgent =>
        Action
            is not (
                TaskAction.PersonConfirms
                or TaskAction.Certify
                or TaskAction.CloseSubledgers
                or TaskAction.VerifyTrialBalance
                or TaskAction.PostClosingEntries
                or TaskAction.PrepareReports
            );

    /// <summary>The agent prepares, a person completes.</summary>
    public bool IsHybrid => HasAgent && Role is not null;

    public string AssigneeType =>
        (Role, IsHybrid) switch
        {
            (null, _) => "agent",
            (_, true) => "hybrid",
            _ => "human",
        };
}

/// <summary>P0 tasks cannot be skipped; P2 are a company's own.</summary>
public enum TaskPriority
{
    P0,
    P1,
    P2,
}

/// <summary>What doing a task means. People's tasks wait for a person; the others are work for the driver.</summary>
public enum TaskAction
{
    CloseSubledgers,
    VerifyTrialBalance,
    PersonConfirms,

    /// <summary>Zero revenue and expense into retained earnings, at the end of a fiscal year.</summary>
    PostClosingEntries,
    PrepareReports,
    Certify,

    SyncSources,
    ProcessPending,
    Categorise,
    ReconcileBank,
    AmortisePrepaids,
    Depreciate,
    DraftIncomeStatement,
    DraftBalanceSheet,
}

/// <summary>
/// The part of the books that a sign-off vouches for: it counts only while that part is what was shown.
/// </summary>
public enum TaskScope
{
    /// <summary>It says that something was done, and nothing of how the books stand.</summary>
    None,

    /// <summary>Late items, and what the guards warn of but banks and subledgers.</summary>
    Exceptions,

    /// <summary>The accounts tagged <c>uncategorised</c>, <c>suspense</c> and <c>clearing</c>.</summary>
    Uncategorised,

    /// <summary>The accounts tagged <c>cogs</c>.</summary>
    CostOfSales,

    /// <summary>Bank accounts that are assets, with their statements.</summary>
    Bank,

    /// <summary>Bank accounts that are liabilities: cards.</summary>
    Cards,

    /// <summary>Subledgers of what is owed to the company.</summary>
    Receivables,

    /// <summary>Subledgers of what the company owes.</summary>
    Payables,

    /// <summary>Both statements, up to the policy's materiality.</summary>
    Statements,
}
