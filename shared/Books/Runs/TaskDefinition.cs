using Bookseal.Books.Company;

namespace Bookseal.Books.Runs;

/// <summary>A task of a template.</summary>
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
