using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Closing.Views;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>A period's close as whoever is signed in sees it: what waits, for whom, and what they can do.</summary>
/// <param name="Health">Before a close, what would block it; null while one goes on.</param>
/// <param name="HealthFault">Why that cannot be said.</param>
/// <param name="Fault">Why what was just asked for was not done.</param>
public sealed record PeriodView(
    Frame Frame,
    Actor Actor,
    TaskBoard Board,
    IReadOnlyList<string> Reasons,
    HealthReport? Health,
    Fault? HealthFault,
    Fault? Fault
)
{
    public CloseRun Run => Board.Run;

    public string Path => $"/periods/{Run.Period}";

    public string ProgressPath => $"{Path}/progress?company={Frame.Tenant}";

    /// <summary>A driver works on it: what is shown is old in a moment.</summary>
    public bool IsMoving => Planner.Plan(Run).Due.Count > 0;

    public bool CanBegin =>
        Frame.May(Acts.Begin)
        && Run.PeriodStatus is PeriodStatus.Open or PeriodStatus.Closing
        && !IsMoving
        && (!Run.IsActive || Run.Status == RunStatus.Blocked);

    public IEnumerable<TaskDefinition> Waiting => Run.Template.Tasks.Where(Board.IsWaiting);

    /// <summary>Whether the one who looks can do or approve it now.</summary>
    public bool IsMine(TaskDefinition task)
    {
        if (!Frame.IsPerson || !Board.IsWaiting(task))
            return false;
        var role = Run.IsAwaitingApproval(task.Number) ? task.Approval : task.Role;
        return role is { } least && RoleInRun >= least;
    }

    /// <summary>A token gives no more than its own role, and a close no more than its pinned team.</summary>
    private Role RoleInRun
    {
        get
        {
            var pinned = Board.Team.FirstOrDefault(person => person.Id == Actor.Id)?.Role ?? Role.Auditor;
            return pinned < Frame.Role ? pinned : Frame.Role;
        }
    }
}
