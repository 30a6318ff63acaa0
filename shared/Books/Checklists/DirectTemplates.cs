using Bookseal.Books.Company;

namespace Bookseal.Books.Checklists;

/// <summary>
/// The checklist of a close that one call makes: every guard of every phase, and no task for people but the
/// certification, which the call itself is. Pinned by rules 6 and later, never named by a company's settings.
/// </summary>
public static class DirectTemplates
{
    /// <summary>Of both: whether the month ends a fiscal year, its tasks say.</summary>
    public const string Name = "direct";

    public static CloseTemplate Month { get; } =
        Of([
            new(1, "Close subledgers", 1, TaskAction.CloseSubledgers, null, false, []),
            new(2, "Verify trial balance", 2, TaskAction.VerifyTrialBalance, null, false, [1]),
            new(3, "Generate final reports", 5, TaskAction.PrepareReports, null, false, [2]),
            new(4, "Certify close", 5, TaskAction.Certify, Acts.Certify.Role, false, [3]),
        ]);

    /// <summary>The year's closing entries are there before it begins; the task finds nothing left to post.</summary>
    public static CloseTemplate YearEnd { get; } =
        Of([
            .. Month.Tasks.Take(2),
            new(3, "Post closing entries", 4, TaskAction.PostClosingEntries, null, false, [2]),
            new(4, "Generate final reports", 5, TaskAction.PrepareReports, null, false, [3]),
            new(5, "Certify close", 5, TaskAction.Certify, Acts.Certify.Role, false, [4]),
        ]);

    public static CloseTemplate For(bool isYearEnd) => isYearEnd ? YearEnd : Month;

    private static CloseTemplate Of(IReadOnlyList<TaskDefinition> tasks) =>
        new(Name, [.. tasks.Select(task => task with { Priority = TaskPriority.P0 })]);
}
