namespace Bookseal.Functions;

/// <summary>What an operator reads of an orchestration: the phase of its close, and what it waits for.</summary>
/// <param name="Failure">What kept the last look or step from its end: a refusal's code, or an activity's failure.</param>
public sealed record CloseStatus(int? Phase, string? WaitsFor, string? Failure);
