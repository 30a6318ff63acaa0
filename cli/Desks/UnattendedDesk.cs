using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;

namespace Bookseal.Cli.Desks;

/// <summary><c>--yes</c>: every task is done by a person of the team whose role is just enough, and every sign-off says that nobody looked.</summary>
internal sealed class UnattendedDesk(CompanyProfile profile, Person? only) : ITaskDesk
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        // A certifier who prepared nothing is chosen if there is one; if not, the decider judges by the policy.
        var able = (only is null ? profile.Team : [only]).Where(person => person.Role >= task.Role);
        var chosen = able.OrderBy(person => task.Action == TaskAction.Certify && run.Preparers.Contains(person.Id)).ThenBy(person => person.Role).FirstOrDefault();
        return Task.FromResult(chosen is null ? null : Actor.Of(chosen, isUnattended: true));
    }
}
