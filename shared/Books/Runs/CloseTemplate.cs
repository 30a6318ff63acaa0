using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>
/// The checklist of a close. A run pins its template by name and version, so a later template never changes a running
/// close.
/// </summary>
public sealed record CloseTemplate(string Name, IReadOnlyList<TaskDefinition> Tasks)
{
    /// <summary>The shortest close that walks every phase of a month.</summary>
    public static CloseTemplate Essential { get; } =
        new(
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
    public static CloseTemplate EssentialYearEnd { get; } =
        new(
            "essential-year-end/1",
            [
                .. Essential.Tasks.Take(3),
                new(4, "Post closing entries", 4, TaskAction.PostClosingEntries, null, false, [3]),
                new(5, "Generate final reports", 5, TaskAction.PrepareReports, null, false, [4]),
                new(6, "Certify close", 5, TaskAction.Certify, Acts.Certify.Role, false, [5]),
            ]
        );

    public static IReadOnlyList<CloseTemplate> All { get; } = [Essential, EssentialYearEnd];

    public bool IsYearEnd => Tasks.Any(task => task.Action == TaskAction.PostClosingEntries);

    public TaskDefinition? Find(int number) => Tasks.FirstOrDefault(task => task.Number == number);

    public IEnumerable<int> NumbersBefore(int phase) =>
        Tasks.Where(task => task.Phase < phase).Select(task => task.Number);

    public static Result<CloseTemplate> Find(string name) =>
        All.FirstOrDefault(template => template.Name == name) is { } known
            ? known
            : new Fault(
                "TEMPLATE_UNKNOWN",
                $"this version of Bookseal does not know the template {new JsonString(name)}"
            );
}

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
);

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
}

/// <summary>A completed task: by whom, when, and whether a person looked.</summary>
public sealed record TaskState(int Number, PersonId CompletedBy, DateTimeOffset CompletedAt, string Attestation);
