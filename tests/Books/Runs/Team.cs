using Bookseal.Books.Company;

namespace Bookseal.Books.Tests.Runs;

/// <summary>The people of these tests, one for each role and two approvers.</summary>
internal static class Team
{
    public static Actor Auditor { get; } = Of("lena", Role.Auditor);

    public static Actor Preparer { get; } = Of("nora", Role.Preparer);

    public static Actor Reviewer { get; } = Of("imani", Role.Reviewer);

    public static Actor Approver { get; } = Of("graham", Role.Approver);

    public static Actor OtherApprover { get; } = Of("greta", Role.Approver);

    /// <summary>An agent that someone gave every right: the rules have to hold against that too.</summary>
    public static Actor MightyAgent { get; } = Actor.Agent with { Role = Role.Approver };

    public static IReadOnlyList<Actor> All { get; } =
    [Auditor, Preparer, Reviewer, Approver, OtherApprover, Actor.Agent, MightyAgent];

    /// <summary>Everybody of the company, in force since before the chain tells of teams.</summary>
    public static StandingTeam Standing(Policy policy) =>
        StandingTeam.All(
            new(
                [
                    .. All.Where(actor => !actor.IsAgent)
                        .Select(actor => new Person(actor.Id, actor.Id.ToString(), actor.Role, null)),
                ],
                policy
            ),
            CameIn.Inherited
        );

    private static Actor Of(string id, Role role) => new(Some.Person(id), role, false, false);
}
