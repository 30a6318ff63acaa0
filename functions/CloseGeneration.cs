using Bookseal.Closing.Scheduling;

namespace Bookseal.Functions;

/// <summary>The input of a close's orchestration, which each generation hands to the next.</summary>
/// <param name="Status">What the last one showed: a new generation begins without a status of its own.</param>
public sealed record CloseGeneration(CloseAddress Close, CloseStatus? Status = null);
