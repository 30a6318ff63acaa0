using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>Everything is prepared, and nobody certifies.</summary>
internal sealed class PreparersDesk : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult(task.Action == TaskAction.Certify ? null : AdjustingDesk.Bookkeeper);
}
