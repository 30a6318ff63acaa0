using Bookseal.Books.Company;

namespace Bookseal.Books.Checklists;

/// <summary>
/// The tasks of a finance team's close, as seed and domain rules list them (ACCOUNTING, People and duties, Dates): who
/// does them, after what, and by which business day. A year's end has one more.
/// </summary>
public static class StandardTasks
{
    /// <summary>The task to which recurring accruals are proposed.</summary>
    public const int RecordAccruals = 10;

    /// <summary>The task for which cost of sales is given its jobs, and the one that looks at them.</summary>
    public const int Categorise = 4;
    public const int TagJobs = 5;
    public const int ReviewJobs = 14;

    public const string TemplateName = "standard/1";

    /// <summary>Not applicable where costs are not counted by job.</summary>
    public static IReadOnlyList<int> OfJobs { get; } = [TagJobs, ReviewJobs];

    private static int[] OneToFourteen { get; } = [.. Enumerable.Range(1, 14)];

    public static IReadOnlyList<TaskDefinition> All { get; } =
    [
        Agent(1, "Sync all source systems", 1, TaskAction.SyncSources, TaskPriority.P0, 1) with
        {
            Description =
                "Bookseal takes in what the sources have for the month. Done when every source was read and says when.",
        },
        Agent(2, "Process pending transactions", 1, TaskAction.ProcessPending, TaskPriority.P0, 1, 1) with
        {
            Description =
                "Bookseal finishes imports and moves that stopped half-way. Done when nothing of the month is pending.",
        },
        Review(3, "Review exception queue", TaskPriority.P0, 2, TaskScope.Exceptions, 2) with
        {
            Description =
                "Go through what 'bookseal health' lists: late items, unusual dates, suspense balances. Done when each "
                + "is mended in the books or known to be right.",
        },
        Hybrid(4, "Categorize unclassified transactions", TaskAction.Categorise, TaskScope.Uncategorised, 2) with
        {
            Description =
                "Bookseal books what rules.json knows; give every other line of the uncategorised, suspense and "
                + "clearing accounts its account. Done when those accounts hold nothing that nobody can explain.",
        },
        Prepare(5, "Tag untagged COGS to jobs", 1, TaskPriority.P0, 3, 4) with
        {
            Scope = TaskScope.CostOfSales,
            Description =
                "Give every cost-of-sales line the job that it was spent on ('bookseal jobs'). Done when each line "
                + "names a job, or is known to belong to none.",
        },
        Hybrid(6, "Complete bank reconciliation", TaskAction.ReconcileBank, TaskScope.Bank, 1) with
        {
            Description =
                "Bookseal matches statement lines and books; match the rest and post what the bank has and the books "
                + "lack. Done when every account's difference is zero.",
        },
        Review(7, "Review credit card reconciliation", TaskPriority.P1, 2, TaskScope.Cards, 1) with
        {
            Description =
                "Compare each card's statement, and what was charged after it, with the books. Done when every charge "
                + "has a receipt and an account.",
        },
        Review(8, "Review AR aging", TaskPriority.P1, 2, TaskScope.Receivables, 2) with
        {
            Description =
                "Look through what customers owe, by age. Done when the total is the control account's and each "
                + "overdue item has an answer.",
        },
        Review(9, "Review AP aging", TaskPriority.P1, 3, TaskScope.Payables, 2) with
        {
            Description =
                "Look through what is owed to suppliers, by age. Done when the total is the control account's and no "
                + "bill of the month is missing.",
        },
        Prepare(10, "Record accruals", 3, TaskPriority.P1, 3, 4) with
        {
            Description =
                "Post what the month cost or earned and nobody has billed yet ('bookseal adjust'). Done when "
                + "every recurring accrual is in, or known not to be needed.",
        },
        Agent(11, "Record prepaid amortization", 3, TaskAction.AmortisePrepaids, TaskPriority.P1, 1) with
        {
            Description =
                "Bookseal posts the month's share of each prepaid of prepaids.csv. Done when posted is what is wanted.",
        },
        Agent(12, "Record depreciation", 3, TaskAction.Depreciate, TaskPriority.P1, 1) with
        {
            Description =
                "Bookseal posts the month's depreciation of each asset of assets.csv. Done when posted is what is "
                + "wanted.",
        },
        Review(13, "Review payroll entries", TaskPriority.P1, 2, TaskScope.None, 1) with
        {
            Description =
                "Compare wages, taxes and benefits with the payroll provider's register. Done when gross, net and what "
                + "is owed to the authorities agree.",
        },
        Review(14, "Job costing review", TaskPriority.P1, 3, TaskScope.CostOfSales, 5) with
        {
            Description =
                "Look at cost and margin of each job ('bookseal jobs'). Done when no job has cost that is another's, "
                + "and unusual margins have a reason.",
        },
        Agent(15, "Generate draft P&L", 3, TaskAction.DraftIncomeStatement, TaskPriority.P0, 4, OneToFourteen) with
        {
            Description =
                "Bookseal makes the income statement beside the month before. Done when it is there to be reviewed.",
        },
        Agent(
            16,
            "Generate draft Balance Sheet",
            3,
            TaskAction.DraftBalanceSheet,
            TaskPriority.P0,
            4,
            OneToFourteen
        ) with
        {
            Description =
                "Bookseal makes the balance sheet beside the month before. Done when it is there to be reviewed.",
        },
        Review(17, "Management review call", TaskPriority.P0, 4, TaskScope.Statements, 15, 16) with
        {
            Phase = 3,
            Description =
                "Go through both drafts with management: what moved, and why. Done when every open note is answered.",
        },
        Prepare(18, "Post final adjustments", 3, TaskPriority.P0, 5, 17) with
        {
            Description =
                "Post what the review asked for. Done when nothing is left to post; what was posted after the "
                + "review is listed in the certificate.",
        },
        Agent(19, "Generate final reports", 5, TaskAction.PrepareReports, TaskPriority.P0, 5, 18, 21) with
        {
            Description =
                "Bookseal ends the journal, checks every guard again and makes what is certified. Done when the "
                + "package is there.",
        },
        new(20, "Certify close", 5, TaskAction.Certify, Acts.Certify.Role, false, [19])
        {
            Priority = TaskPriority.P0,
            DueDay = 5,
            Description =
                "Read the result, the adjustments and the warnings, and certify them, or send the close back. Done "
                + "when the proof is signed and sealed.",
        },
        Agent(21, "Post closing entries", 4, TaskAction.PostClosingEntries, TaskPriority.P0, 5, 18) with
        {
            Description =
                "Bookseal closes revenue and expense into retained earnings. Done when both are zero in each currency.",
        },
    ];

    private static TaskDefinition Agent(
        int number,
        string name,
        int phase,
        TaskAction action,
        TaskPriority priority,
        int dueDay,
        params int[] after
    ) => new(number, name, phase, action, null, false, after) { Priority = priority, DueDay = dueDay };

    /// <summary>To look at others' work is not to prepare the period.</summary>
    private static TaskDefinition Review(
        int number,
        string name,
        TaskPriority priority,
        int dueDay,
        TaskScope scope,
        params int[] after
    ) =>
        new(number, name, 1, TaskAction.PersonConfirms, Role.Reviewer, false, after)
        {
            Priority = priority,
            DueDay = dueDay,
            Scope = scope,
        };

    private static TaskDefinition Prepare(
        int number,
        string name,
        int phase,
        TaskPriority priority,
        int dueDay,
        params int[] after
    ) =>
        new(number, name, phase, TaskAction.PersonConfirms, Role.Preparer, true, after)
        {
            Priority = priority,
            DueDay = dueDay,
        };

    /// <summary>Who completes it prepares the period; another person approves.</summary>
    private static TaskDefinition Hybrid(
        int number,
        string name,
        TaskAction action,
        TaskScope scope,
        params int[] after
    ) =>
        new(number, name, 1, action, Role.Preparer, true, after)
        {
            Priority = TaskPriority.P0,
            DueDay = 2,
            Scope = scope,
            Approval = Role.Reviewer,
        };
}
