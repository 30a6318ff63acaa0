namespace Bookseal.Fuzz.Running;

/// <summary>What came of a run.</summary>
/// <param name="Labels">How often the product said what.</param>
public sealed record FuzzSummary(
    long Cases,
    TimeSpan Elapsed,
    TimeSpan Longest,
    long MostAllocated,
    IReadOnlyDictionary<string, long> Labels,
    IReadOnlyList<FuzzFailure> Failures
);
