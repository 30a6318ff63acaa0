using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Sealing;

namespace Bookseal.Cli.Assignees;

/// <summary>
/// <c>--yes</c>: every task is done by a person of the team whose role is just enough, and every sign-off says that
/// nobody looked. Who is named with <c>--as</c> does what takes just their role; what takes more waits, and what takes
/// less is left to others, for who prepares cannot certify.
/// </summary>
internal sealed class UnattendedAssignee(
    CompanyProfile profile,
    Person? named,
    IDutiesNotice duties,
    IAnsiConsole console
) : ITaskAssignee
{
    /// <summary>Who does what makes a preparer, so that who asked may still certify.</summary>
    public static Person PreparerFor(CompanyProfile profile, Person asked) =>
        asked.Role <= Role.Preparer
            ? asked
            : profile.Team.Where(person => person.Role >= Role.Preparer).MinBy(person => person.Role) ?? asked;

    public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (named is not null && named.Role < task.Role)
            return null; // waits for someone who may
        // A certifier who prepared nothing is chosen if there is one; if not, the decider judges by the policy.
        var able = (named is not null && named.Role == task.Role ? [named] : profile.Team).Where(person =>
            person.Role >= task.Role
        );
        var chosen = able.OrderBy(person => task.Action == TaskAction.Certify && run.Preparers.Contains(person.Id))
            .ThenBy(person => person.Role)
            .FirstOrDefault();
        if (chosen is null)
            return null;
        if (await duties.OfAsync(run, task, chosen, cancel) is { } notice)
            console.MarkupLine($"  [yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}");
        return Actor.Of(chosen, isUnattended: true);
    }

    /// <summary>Everybody who may, in the team's order; with <c>--as</c> nobody else.</summary>
    public Task<IReadOnlyList<Actor>> SignersAsync(CloseRun run, StagedProof proof, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Actor>>([
            .. Signers
                .Of(run, proof.Preparers)
                .Able.Where(person => named is null || named.Id == person)
                .Select(profile.Find)
                .OfType<Person>()
                .Select(person => Actor.Of(person, isUnattended: true)),
        ]);
}
