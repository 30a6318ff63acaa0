namespace Bookseal.Functions;

/// <summary>The input of a close's orchestration, which each generation hands to the next.</summary>
/// <param name="Status">What the last one showed: a new generation begins without a status of its own.</param>
public sealed record CloseGeneration(CloseAddress Close, CloseStatus? Status = null);

/// <summary>What an operator reads of an orchestration: the phase of its close, and what it waits for.</summary>
/// <param name="Failure">
/// What kept the last look or step from its end: a refusal's code, or an activity's failure.
/// </param>
public sealed record CloseStatus(int? Phase, string? WaitsFor, string? Failure);
