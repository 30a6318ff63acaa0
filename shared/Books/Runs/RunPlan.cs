namespace Bookseal.Books.Runs;

/// <summary>What is due now, and which tasks wait for a person. Both empty: there is nothing more to do, or the run is blocked.</summary>
public sealed record RunPlan(IReadOnlyList<Work> Due, IReadOnlyList<TaskDefinition> Waiting)
{
    public static RunPlan Nothing { get; } = new([], []);
}
