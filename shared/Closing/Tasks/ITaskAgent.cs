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

    /// <summary>
    /// Of a task that is done: the digest of what its inputs want now, where that is not what stands, so that it is to
    /// be done again; null where nothing is. Most agents' results are of the moment that they were made in.
    /// </summary>
    Task<Result<Digest?>> FindLackAsync(CloseRun run, CancellationToken cancel) =>
        Task.FromResult<Result<Digest?>>((Digest?)null);
}

/// <param name="Evidence">All that it found and did, as JSON; kept as an object under its digest.</param>
/// <param name="Summary">The same in a line.</param>
public sealed record AgentResult(byte[] Evidence, string Summary)
{
    public AgentResult(JsonObject evidence, string summary)
        : this(CanonicalJson.ToBytes(evidence), summary) { }
}
