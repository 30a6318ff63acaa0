using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Teams;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>Who may do what, by which rules, and what is proposed instead.</summary>
/// <param name="Fault">Why what was just asked for was not done.</param>
public sealed record TeamView(
    Frame Frame,
    Actor Actor,
    CompanyProfile Profile,
    TeamState State,
    TeamOutlook Outlook,
    Fault? Fault
)
{
    /// <summary>What of the proposal differs from what is in force, with a sign for what comes and goes.</summary>
    public IEnumerable<string> Changes =>
        State.Proposal is { } proposal ? ProposedChanges.Of(Profile, proposal.Governance) : [];

    public bool IsOpen => State.Proposal is { RejectedBy: null };

    /// <summary>Whoever proposed it does not approve it, where somebody else could.</summary>
    public bool CanApprove =>
        IsOpen
        && Frame.May(Acts.DecideTeam)
        && Outlook.Pinned.Count == 0
        && (!HasOtherApprover || (State.Proposal!.ProposedBy is { } by && by != Actor.Id));

    public bool CanReject => IsOpen && Frame.May(Acts.DecideTeam);

    public bool CanPropose =>
        State.Proposal is { } proposal
        && (proposal.ProposedBy is null || proposal.RejectedBy is not null)
        && Frame.May(Acts.ProposeTeam);

    public string NameOf(PersonId id) => Profile.Find(id)?.Name ?? $"{id}";

    private bool HasOtherApprover =>
        State.Standing.Persons.Any(person => person.Role >= Acts.DecideTeam.Role && person.Id != Actor.Id);
}
