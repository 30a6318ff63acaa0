using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>
/// Stands with <c>run_started</c>: the team and policy in force, and how each came in. Whoever acts in the run is
/// judged by this.
/// </summary>
public sealed record TeamPinned(PersonId By, StandingTeam Team) : RunEvent(By)
{
    public const string TypeName = "team_pinned/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => Team.ToJson();
}
