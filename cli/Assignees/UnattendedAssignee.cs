using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Sealing;

namespace Bookseal.Cli.Assignees;

/// <summary>
/// <c>--yes</c>: every task is done by the first in the team's order whose role is just enough, certified by the first
/// approver who has prepared nothing, and every sign-off says that nobody looked. Who is named with <c>--as</c> does
/// what takes just their role; what takes more waits, and what takes less is left to others, for who prepares cannot
/// certify.
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
        var isCertification = task.Action == TaskAction.Certify;
        IReadOnlyList<PersonId> free = isCertification ? await duties.CertifiersAsync(run, cancel) : [];
        if ((AssigneeOf(run, task) ?? Choose(task.Role, free)) is not { } chosen)
            return null; // waits for someone who may
        if (await duties.OfAsync(run, task, chosen, cancel) is { } notice)
            console.MarkupLine($"  [yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}");
        return Actor.Of(chosen, isUnattended: true);
    }

    /// <summary>
    /// Another person than who completed it; where nobody else may, it waits, unless the policy only advises.
    /// </summary>
    public Task<Actor?> ApproveAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var completed = run.OpenTasks[task.Number].Completed!.CompletedBy;
        var able = (named is not null && named.Role >= task.Approval ? [named] : profile.Team)
            .Where(person => person.Role >= task.Approval)
            .Where(person => person.Id != completed || !run.Policy.EnforceSegregation)
            .OrderBy(person => person.Id == completed)
            .ThenBy(person => person.Role);
        return Task.FromResult(able.FirstOrDefault() is { } person ? Actor.Of(person, isUnattended: true) : null);
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

    /// <summary>Who will certify, as far as the run tells by now; null where that waits for somebody.</summary>
    public Person? CertifierOf(CloseRun run) =>
        Choose(Acts.Certify.Role, [.. profile.Approvers.Where(id => !run.Preparers.Contains(id))]);

    /// <summary>To whom the checklist or the run has given it, unless somebody else was named.</summary>
    private Person? AssigneeOf(CloseRun run, TaskDefinition task) =>
        run.AssigneeOf(task) is { } assignee && (named is null || named.Id == assignee) ? profile.Find(assignee) : null;

    /// <summary>
    /// The order that docs/cli.md states. If duties overlap for all, the decider judges by the policy.
    /// </summary>
    /// <param name="free">Who come first: of the approvers those who have prepared nothing.</param>
    private Person? Choose(Role? role, IReadOnlyList<PersonId> free)
    {
        if (named is not null && named.Role < role)
            return null;
        return (named is not null && named.Role == role ? [named] : profile.Team)
            .Where(person => person.Role >= role)
            .OrderByDescending(person => free.Contains(person.Id))
            .ThenBy(person => person.Role)
            .FirstOrDefault();
    }
}
