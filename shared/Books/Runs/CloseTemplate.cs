using Bookseal.Books.Company;

namespace Bookseal.Books.Runs;

/// <summary>The checklist of a close. A run pins its template by name and version, so a later template never changes a running close.</summary>
public sealed record CloseTemplate(string Name, IReadOnlyList<TaskDefinition> Tasks)
{
    /// <summary>The shortest close that walks every phase of a month.</summary>
    public static CloseTemplate Essential { get; } = new("essential/1",
    [
        new(1, "Close subledgers", 1, TaskAction.CloseSubledgers, null, false, []),
        new(2, "Verify trial balance", 2, TaskAction.VerifyTrialBalance, null, false, [1]),
        new(3, "Post final adjustments", 3, TaskAction.PersonConfirms, Role.Preparer, true, [2]),
        new(4, "Generate final reports", 5, TaskAction.PrepareReports, null, false, [3]),
        new(5, "Certify close", 5, TaskAction.Certify, Role.Approver, false, [4]),
    ]);

    public TaskDefinition? Find(int number) => Tasks.FirstOrDefault(task => task.Number == number);

    public static Result<CloseTemplate> Find(string name) =>
        name == Essential.Name ? Essential : new Fault("TEMPLATE_UNKNOWN", $"this version of Bookseal does not know the template {new JsonString(name)}");
}
