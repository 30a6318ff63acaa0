using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Tasks;

/// <summary>The bookkeeper prepares, the controller reviews, approves and certifies.</summary>
/// <param name="until">The task that nobody does; null: everything is done.</param>
internal sealed class TwoPeopleDesk(int? until = null) : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var actor = task.Role == Role.Preparer ? AdjustingDesk.Bookkeeper : AdjustingDesk.Controller;
        return Task.FromResult(task.Number == until ? null : actor);
    }

    public Task<Actor?> ApproveAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(AdjustingDesk.Controller);
}
