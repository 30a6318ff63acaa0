using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs;

/// <summary>What the rules of the decider are made of.</summary>
internal static class Rule
{
    public static Fault? MissingRole(Actor actor, Role role) =>
        actor.Role >= role
            ? null
            : new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; this needs {role.Text()}");

    /// <summary>
    /// In a run whoever acts is looked up in the team that it pinned: what a command says of its actor decides nothing,
    /// but for what they act with, which may give less.
    /// </summary>
    public static Fault? MissingRole(CloseRun run, Actor actor, Role role)
    {
        if (actor.IsAgent || !run.IsActive || run.Team is not { } team)
            return MissingRole(actor, role);
        return team.Find(actor.Id) is { } person
            ? MissingRole(actor with { Role = Lesser(actor.AtMost, person.Role) }, role)
            : new Fault(
                Refusal.AuthorityDenied,
                $"{actor.Id} is not in the team that the close of {run.Period} has pinned"
            );
    }

    /// <summary>The same for what people say, and no agent.</summary>
    public static Fault? MissingPerson(CloseRun run, Actor actor, Role role) =>
        actor.IsAgent ? new Fault(Refusal.AuthorityDenied, "this takes a person") : MissingRole(run, actor, role);

    /// <summary>
    /// Beside a run: by the team in force, or else by the one that the period's run has pinned. Only periods of a
    /// release that pinned none have but the actor's word, which their callers have looked up.
    /// </summary>
    public static Fault? MissingRole(StandingTeam? team, Actor actor, Role role)
    {
        if (actor.IsAgent || team is null)
            return MissingRole(actor, role);
        return team.Find(actor.Id) is { } person
            ? MissingRole(actor with { Role = Lesser(actor.AtMost, person.Role) }, role)
            : new Fault(Refusal.AuthorityDenied, $"{actor.Id} is not in the team that is in force");
    }

    private static Role Lesser(Role one, Role other) => one < other ? one : other;

    public static Fault? Active(CloseRun run) =>
        run.IsActive ? null : new Fault(Refusal.NoActiveRun, $"no close of {run.Period} is in progress");

    public static Fault? Locked(CloseRun run) =>
        Active(run)
        ?? (run.HoldsLock ? null : new Fault(Refusal.OutOfOrder, "the run does not hold the close lock yet"));

    public static Fault? ReasonFault(string reason) =>
        reason.Length is 0 or > Limits.ReasonCharacters
            ? Refuse(Refusal.ReasonInvalid, $"a reason has 1 to {Limits.ReasonCharacters} characters")
            : null;

    public static Fault NotReady(int task) => new(Refusal.TaskNotReady, $"task {task} waits for other tasks or guards");

    public static Fault Refuse(string code, string message) => new(code, message);

    public static Result<IReadOnlyList<RunEvent>> Happens(params RunEvent[] events) => events;

    public static Result<IReadOnlyList<RunEvent>> Nothing() => Happens();
}
