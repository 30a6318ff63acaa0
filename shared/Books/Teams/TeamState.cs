using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Teams;

/// <summary>What stands, and what is proposed: the fold of a company's team events, and nothing else.</summary>
/// <param name="Proposal">The last that was made and not approved; null where there is none.</param>
public sealed record TeamState(StandingTeam Standing, TeamProposal? Proposal)
{
    /// <summary>Of books whose chain tells nothing of their team: who stands there, stands.</summary>
    public static TeamState Inherited(CompanyProfile profile) =>
        new(StandingTeam.All(Governance.Of(profile), CameIn.Inherited), null);

    /// <param name="state">Null before the first of the events.</param>
    /// <param name="sequence">Of the event in the chain.</param>
    public static TeamState Evolve(TeamState? state, TeamEvent happened, long sequence) =>
        (state, happened) switch
        {
            (_, TeamBootstrapped { IsInherited: true } begun) => new(
                StandingTeam.All(begun.Governance, CameIn.Inherited),
                null
            ),
            (_, TeamBootstrapped begun) => new(
                StandingTeam.All(begun.Governance, new(CameInWay.Bootstrap, begun.By, null, sequence)),
                null
            ),
            (null, _) => throw new InvalidOperationException($"{happened.Type} before a team stands"),
            (_, TeamProposed made) => state with
            {
                Proposal = new(made.Governance, made.By, made.IsAssumed, sequence, null),
            },
            (_, TeamApproved approved) => Approve(state, approved, sequence),
            (_, TeamRejected rejected) => state with
            {
                Proposal = state.Proposal is { } refused ? refused with { RejectedBy = rejected.By } : null,
            },
            (_, TeamRecovered recovered) => new(
                state.Standing.FollowedBy(recovered.Governance, new(CameInWay.Recovered, recovered.By, null, sequence)),
                null
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };

    public JsonObject ToJson() => JsonObject.Of(("proposal", Proposal?.ToJson()), ("standing", Standing.ToJson()));

    public static Result<TeamState> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var proposal = fields.OptionalObject("proposal", TeamProposal.FromJson);
        var standing = fields.Object("standing", StandingTeam.FromJson);
        return fields.Finish(() => new TeamState(standing, proposal));
    }

    private static TeamState Approve(TeamState state, TeamApproved approved, long sequence)
    {
        var proposal =
            state.Proposal is { } made && made.Digest == approved.Proposal
                ? made
                : throw new InvalidOperationException("an approval of what was not proposed");
        var way = proposal.ProposedBy is { } by && by != approved.By ? CameInWay.Approved : CameInWay.SelfApproved;
        return new(
            state.Standing.FollowedBy(proposal.Governance, new(way, approved.By, proposal.ProposedBy, sequence)),
            null
        );
    }
}

/// <summary>Another team or policy, which is not in force.</summary>
/// <param name="By">Who brought it in.</param>
/// <param name="IsAssumed">Nobody said that it is theirs: <paramref name="By"/> only ran the import.</param>
/// <param name="Entry">Its sequence number in the audit chain.</param>
/// <param name="RejectedBy">The approver who would not have it.</param>
public sealed record TeamProposal(Governance Governance, PersonId By, bool IsAssumed, long Entry, PersonId? RejectedBy)
{
    public Digest Digest => Governance.Digest;

    public PersonId? ProposedBy => IsAssumed ? null : By;

    public JsonObject ToJson() =>
        Governance
            .ToJson()
            .With("by", By.ToString())
            .With("entry", Entry)
            .With("is_assumed", IsAssumed)
            .With("rejected_by", RejectedBy?.ToString());

    public static Result<TeamProposal> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var policy = fields.Object("policy", Policy.FromJson);
        var team = fields.Objects("team", Person.FromJson);
        var by = fields.Text("by", PersonId.Parse);
        var entry = fields.Integer("entry");
        var isAssumed = fields.Boolean("is_assumed");
        var rejectedBy = fields.OptionalText("rejected_by", PersonId.Parse);
        return fields.Finish(() => new TeamProposal(new(team, policy), by, isAssumed, entry, rejectedBy));
    }
}
