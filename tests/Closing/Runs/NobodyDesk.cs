using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;

namespace Bookseal.Closing.Tests.Runs;

internal sealed class NobodyDesk : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(null);
}
