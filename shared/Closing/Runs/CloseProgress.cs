using Bookseal.Books.Runs;

namespace Bookseal.Closing.Runs;

/// <summary>A step of a close, told as it happens.</summary>
/// <param name="Work">What was done; null for a task that waits for a person.</param>
public sealed record CloseProgress(CloseRun Run, Work? Work, TaskDefinition? Waiting);
