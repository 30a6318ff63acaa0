using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;

namespace Bookseal.Cli.Assignees;

/// <summary>No terminal and no <c>--yes</c>: people's tasks wait.</summary>
internal sealed class AbsentAssignee : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(null);
}

/// <summary>The person at the keyboard, asked task by task.</summary>
internal sealed class TerminalAssignee(Person person, IAnsiConsole console) : ITaskAssignee
{
    public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (person.Role < task.Role)
            return null;
        var question =
            task.Action == TaskAction.Certify
                ? $"Certify the close of {run.Period} (payload {run.Package!.Payload.ToString()[..16]}…) as "
                    + $"{person.Name}?"
                : $"{task.Name}: done, {person.Name}?";
        var done = await new ConfirmationPrompt(question.EscapeMarkup()) { DefaultValue = false }.ShowAsync(
            console,
            cancel
        );
        return done ? Actor.Of(person, isUnattended: false) : null;
    }
}

/// <summary>
/// <c>--yes</c>: every task is done by a person of the team whose role is just enough, and every sign-off says that
/// nobody looked. Who is named with <c>--as</c> does what takes just their role; what takes more waits, and what takes
/// less is left to others, for who prepares cannot certify.
/// </summary>
internal sealed class UnattendedAssignee(CompanyProfile profile, Person? named) : ITaskAssignee
{
    /// <summary>Who begins the close: to begin is to prepare.</summary>
    public Person Starter(Person asked) =>
        asked.Role <= Role.Preparer
            ? asked
            : profile.Team.Where(person => person.Role >= Role.Preparer).MinBy(person => person.Role) ?? asked;

    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (named is not null && named.Role < task.Role)
            return Task.FromResult<Actor?>(null); // waits for someone who may
        // A certifier who prepared nothing is chosen if there is one; if not, the decider judges by the policy.
        var able = (named is not null && named.Role == task.Role ? [named] : profile.Team).Where(person =>
            person.Role >= task.Role
        );
        var chosen = able.OrderBy(person => task.Action == TaskAction.Certify && run.Preparers.Contains(person.Id))
            .ThenBy(person => person.Role)
            .FirstOrDefault();
        return Task.FromResult(chosen is null ? null : Actor.Of(chosen, isUnattended: true));
    }
}
