using Bookseal.Books.Company;
using Bookseal.Books.Teams;

namespace Bookseal.Closing.Views;

/// <summary>Who is in force and what is proposed, as scripts read it.</summary>
public static class TeamJson
{
    public static JsonObject Of(TeamState state, CompanyProfile profile) =>
        state
            .Standing.ToJson()
            .With("policy_in_force", profile.Policy.ToJson())
            .With(
                "proposal",
                state.Proposal is { } proposal
                    ? proposal
                        .ToJson()
                        .With("changes", JsonArray.OfTexts(ProposedChanges.Of(profile, proposal.Governance)))
                        .With("sha256", proposal.Digest)
                    : null
            );
}
