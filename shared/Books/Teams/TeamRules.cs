using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Teams;

/// <summary>
/// Who may change team and policy, and when. Pure. Whoever acts is looked up among those who stand: what a proposal
/// says of itself counts for nothing.
/// </summary>
public static class TeamRules
{
    public const string Pending = "TEAM_PENDING";
    public const string Rejected = "TEAM_REJECTED";
    public const string NotPending = "TEAM_NOT_PENDING";
    public const string ProposalChanged = "TEAM_PROPOSAL_CHANGED";
    public const string SelfApproval = "TEAM_SELF_APPROVAL";
    public const string ProposerUnknown = "TEAM_PROPOSER_UNKNOWN";
    public const string Pinned = "TEAM_PINNED";
    public const string Unchanged = "TEAM_UNCHANGED";

    /// <summary>What an import brings along; null where it stands, or lies there already.</summary>
    /// <param name="actor"><see cref="Actor.IsAssumed"/> where nobody said who imports.</param>
    public static TeamProposed? Import(TeamState state, Governance wanted, Actor actor)
    {
        var isKnown =
            state.Proposal is { } known
            && known.Digest == wanted.Digest
            && (actor.IsAssumed || !known.IsAssumed || known.RejectedBy is not null);
        return state.Standing.Covers(wanted) || isKnown ? null : new(actor.Id, wanted, actor.IsAssumed);
    }

    /// <summary>What an import of another team or policy than those in force is told.</summary>
    public static Fault Notice(TeamState state, Governance wanted) =>
        state.Proposal is { RejectedBy: { } rejectedBy } rejected && rejected.Digest == wanted.Digest
            ? new(
                Rejected,
                $"{rejectedBy} has rejected the team or policy of bookseal.json: those in force stay. Put them back, "
                    + "or propose yours again ('bookseal team propose')"
            )
            : new(
                Pending,
                "bookseal.json has another team or policy than those in force. It counts once an approver who stands "
                    + "has approved it: 'bookseal team show' says what would change, 'bookseal team approve' puts it "
                    + "into force"
            );

    /// <summary>Somebody says that this is their proposal, also where it was rejected before.</summary>
    public static Result<TeamEvent> Propose(TeamState state, Governance wanted, Actor actor)
    {
        if (Missing(state, actor, Acts.ProposeTeam.Role) is { } denied)
            return denied;
        if (wanted.SizeFault() is { } tooLarge)
            return tooLarge;
        return state.Standing.Covers(wanted)
            ? new Fault(Unchanged, "bookseal.json has the team and policy that are in force")
            : new TeamProposed(actor.Id, wanted, false);
    }

    /// <param name="shown">The proposal that the approver looked at.</param>
    /// <param name="closing">Periods whose run has pinned the team.</param>
    /// <param name="books">The master data that are current with it.</param>
    public static Result<TeamEvent> Approve(
        TeamState state,
        Digest shown,
        Actor actor,
        IReadOnlyList<PeriodCode> closing,
        MasterDigests books
    )
    {
        if (Missing(state, actor, Acts.DecideTeam.Role) is { } denied)
            return denied;
        if (!Open(state, shown).TryGet(out var proposal, out var fault))
            return fault;
        if (proposal.Governance.SizeFault() is { } tooLarge)
            return tooLarge;
        if (closing.Count > 0)
            return new Fault(
                Pinned,
                $"the close of {string.Join(", ", closing)} has pinned team and policy; approve once it is sealed, or "
                    + "cancel it ('bookseal cancel')"
            );
        var others = Approvers(state).Where(id => id != actor.Id).ToList();
        if (others.Count > 0 && proposal.ProposedBy is null)
            return new Fault(
                ProposerUnknown,
                "nobody said whose proposal this is, so nobody can tell whether another person approves it; "
                    + "'bookseal team propose DIR --as NAME' says it"
            );
        return others.Count > 0 && proposal.ProposedBy == actor.Id
            ? new Fault(
                SelfApproval,
                $"{actor.Id} proposed this and cannot approve it; {string.Join(", ", others)} can"
            )
            : new TeamApproved(actor.Id, proposal.Digest, books);
    }

    public static Result<TeamEvent> Reject(TeamState state, Digest shown, Actor actor, string reason)
    {
        if (Missing(state, actor, Acts.DecideTeam.Role) is { } denied)
            return denied;
        if (Rule.ReasonFault(reason) is { } unreasoned)
            return unreasoned;
        return Open(state, shown).TryGet(out var proposal, out var fault)
            ? new TeamRejected(actor.Id, proposal.Digest, reason)
            : fault;
    }

    /// <summary>
    /// Whether the log's key may put this team into force. That no approver is left nobody can know; so it is never
    /// refused to whoever has the key, and never hidden. The policy stays as it is.
    /// </summary>
    /// <param name="by">Who says so: of the team that is recovered.</param>
    public static Fault? Recover(TeamState state, Governance recovered, PersonId by, string reason)
    {
        if (Rule.ReasonFault(reason) is { } unreasoned)
            return unreasoned;
        if (recovered.Team.All(person => person.Id != by))
            return new(
                Refusal.PersonUnknown,
                $"{by} is not in the team that is to be recovered; it has "
                    + string.Join(", ", recovered.Team.Select(person => person.Id))
            );
        if (recovered.SizeFault() is { } tooLarge)
            return tooLarge;
        return state.Standing.Covers(recovered) ? new(Unchanged, "bookseal.json has the team that is in force") : null;
    }

    private static IEnumerable<PersonId> Approvers(TeamState state) =>
        state.Standing.Persons.Where(person => person.Role >= Acts.DecideTeam.Role).Select(person => person.Id);

    private static Result<TeamProposal> Open(TeamState state, Digest shown)
    {
        if (state.Proposal is not { } proposal)
            return new Fault(NotPending, "nothing is proposed");
        if (proposal.RejectedBy is { } rejectedBy)
            return new Fault(
                NotPending,
                $"{rejectedBy} has rejected what was proposed; 'bookseal team propose' proposes it again"
            );
        return proposal.Digest == shown
            ? proposal
            : new Fault(ProposalChanged, "another team was proposed since; look again ('bookseal team show')");
    }

    private static Fault? Missing(TeamState state, Actor actor, Role role)
    {
        if (actor.IsAgent)
            return new(Refusal.AuthorityDenied, "team and policy are decided by persons");
        return state.Standing.Find(actor.Id) is { } person
            ? Rule.MissingRole(actor with { Role = person.Role }, role)
            : new(Refusal.AuthorityDenied, $"{actor.Id} is not in the team that is in force");
    }
}
