using Bookseal.Books.Runs;

namespace Bookseal.Closing.Runs;

/// <summary>Where a person's tasks are put before a person.</summary>
public interface ITaskDesk
{
    /// <summary>Who does the task now; null when nobody does, and the close goes on waiting.</summary>
    Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel);
}
