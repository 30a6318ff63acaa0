using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// Every task is done at once: certified by the team's approver, the others by the first whose role is enough.
/// </summary>
/// <param name="until">The task that nobody does; null: all are done.</param>
internal sealed class SampleDesk(CompanyProfile profile, int? until = null) : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var able = profile.Team.Where(person => person.Role >= task.Role);
        var person = task.Action == TaskAction.Certify ? able.First(each => each.Role == Role.Approver) : able.First();
        return Task.FromResult(task.Number == until ? null : Actor.Of(person, isUnattended: true));
    }

    public Task<Actor?> ApproveAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var completed = run.OpenTasks[task.Number].Completed!.CompletedBy;
        var person = profile.Team.First(each => each.Role >= task.Approval && each.Id != completed);
        return Task.FromResult<Actor?>(Actor.Of(person, isUnattended: true));
    }
}
