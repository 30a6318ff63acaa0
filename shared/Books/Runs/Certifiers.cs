using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>Who of the team can certify a run, and whether somebody is about to spoil that.</summary>
public static class Certifiers
{
    public const string NoneLeft = "NO_CERTIFIER_LEFT";

    /// <param name="preparers">Everyone who prepared the period by its books.</param>
    public static IReadOnlyList<PersonId> Of(
        CloseRun run,
        IEnumerable<Person> team,
        IReadOnlyCollection<PersonId> preparers
    ) =>
        [
            .. team.Where(person => person.Role >= Acts.Certify.Role)
                .Select(person => person.Id)
                .Where(id => !run.Policy.EnforceSegregation || !(run.Preparers.Contains(id) || preparers.Contains(id))),
        ];

    /// <summary>
    /// What is to be said before a person's task is done: that nobody could certify any more. Null where somebody
    /// could.
    /// </summary>
    public static Fault? Notice(
        CloseRun run,
        TaskDefinition task,
        Person person,
        IReadOnlyList<Person> team,
        IReadOnlyCollection<PersonId> preparers
    )
    {
        var able = Of(run, team, preparers);
        if (able.Count == 0)
            return new(
                NoneLeft,
                $"every approver of {run.Tenant} has prepared {run.Period}, so nobody can certify it; cancel the "
                    + "close, have another approver or segregation: advisory approved ('bookseal team'), close again"
            );
        return task.IsPreparation && run.Policy.EnforceSegregation && able.All(id => id == person.Id)
            ? new(
                NoneLeft,
                $"{person.Id} is the only approver who has not prepared {run.Period}; who completes "
                    + $"'{task.Name}' prepares it and cannot certify it then, and nobody else can"
            )
            : null;
    }
}
