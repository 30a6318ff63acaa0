using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// Does a task of the checklist, or prepares it for a person. Whatever it posts it posts by what is wanted and what
/// stands already, never by run: it is asked again after a crash, a cancellation and a reopening.
/// </summary>
public interface ITaskAgent
{
    TaskAction Action { get; }

    Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel);
}

/// <param name="Evidence">All that it found and did; kept as an object under its digest.</param>
/// <param name="Summary">The same in a line of at most <see cref="Limits.TaskNameCharacters"/> characters.</param>
public sealed record AgentResult(JsonObject Evidence, string Summary);
