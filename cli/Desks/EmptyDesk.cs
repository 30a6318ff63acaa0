using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;

namespace Bookseal.Cli.Desks;

/// <summary>No terminal and no <c>--yes</c>: people's tasks wait.</summary>
internal sealed class EmptyDesk : ITaskDesk
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(null);
}
