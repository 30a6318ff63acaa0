using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>
/// The bookkeeper does what preparers do, the controller certifies; while a close is decertified nobody does anything.
/// </summary>
internal sealed class TeamDesk : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(
            task.Action == TaskAction.Certify ? AdjustingDesk.Controller : AdjustingDesk.Bookkeeper
        );
}
