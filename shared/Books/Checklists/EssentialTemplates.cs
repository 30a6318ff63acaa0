using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Checklists;

/// <summary>
/// The shortest close that walks every phase of a month: one word of a person, and a certification. Runs of rules up to
/// 4 had no other and pinned it by name; a company that wants no more says <c>"extends": "essential"</c>.
/// </summary>
public static class EssentialTemplates
{
    public static CloseTemplate Month { get; } =
        WithoutSkipping(
            "essential/1",
            [
                new(1, "Close subledgers", 1, TaskAction.CloseSubledgers, null, false, []),
                new(2, "Verify trial balance", 2, TaskAction.VerifyTrialBalance, null, false, [1]),
                new(3, "Post final adjustments", 3, TaskAction.PersonConfirms, Role.Preparer, true, [2]),
                new(4, "Generate final reports", 5, TaskAction.PrepareReports, null, false, [3]),
                new(5, "Certify close", 5, TaskAction.Certify, Acts.Certify.Role, false, [4]),
            ]
        );

    /// <summary>
    /// The same at the end of a fiscal year: revenue and expense are closed into retained earnings before the reports.
    /// </summary>
    public static CloseTemplate YearEnd { get; } =
        WithoutSkipping(
            "essential-year-end/1",
            [
                .. Month.Tasks.Take(3),
                new(4, "Post closing entries", 4, TaskAction.PostClosingEntries, null, false, [3]),
                new(5, "Generate final reports", 5, TaskAction.PrepareReports, null, false, [4]),
                new(6, "Certify close", 5, TaskAction.Certify, Acts.Certify.Role, false, [5]),
            ]
        );

    /// <summary>There is nothing in them that a close could do without.</summary>
    private static CloseTemplate WithoutSkipping(string name, IReadOnlyList<TaskDefinition> tasks) =>
        new(name, [.. tasks.Select(task => task with { Priority = TaskPriority.P0 })]);

    public static CloseTemplate For(bool isYearEnd) => isYearEnd ? YearEnd : Month;

    /// <summary><c>TEMPLATE_UNKNOWN</c> for a name that no release has pinned without its tasks.</summary>
    public static Result<CloseTemplate> Find(string name) =>
        name switch
        {
            _ when name == Month.Name => Month,
            _ when name == YearEnd.Name => YearEnd,
            _ => new Fault(
                "TEMPLATE_UNKNOWN",
                $"this version of Bookseal does not know the template {new JsonString(name)}"
            ),
        };
}
