using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Teams;

namespace Bookseal.Cli.Output;

/// <summary>Who is in force and what is proposed, for people and for programs.</summary>
internal static class TeamView
{
    public static void Write(IAnsiConsole console, TeamState state, CompanyProfile profile)
    {
        foreach (var member in state.Standing.Members)
            console.WriteLine($"{member.Person.Id, -24} {member.Person.Role.Text(), -9} {Words(member.CameIn)}");
        console.WriteLine($"{"policy", -24} {"", -9} {Words(state.Standing.PolicyCameIn)}");
        foreach (var (name, value) in profile.Policy.ToJson().Members)
            console.WriteLine($"  {name, -22} {value}");
        WriteProposal(console, state, profile);
    }

    public static void WriteProposal(IAnsiConsole console, TeamState state, CompanyProfile profile)
    {
        if (state.Proposal is not { } proposal)
            return;
        var by = proposal.ProposedBy is { } named ? $"by {named}" : $"nobody said by whom ({proposal.By} imported it)";
        var fate = proposal.RejectedBy is { } rejectedBy ? $", rejected by {rejectedBy}" : "";
        console.WriteLine($"Proposed {by}{fate}, sha256 {proposal.Digest}:");
        foreach (var change in Changes(profile, proposal))
            console.WriteLine($"  {change}");
    }

    public static JsonObject ToJson(TeamState state, CompanyProfile profile) =>
        state
            .Standing.ToJson()
            .With("policy_in_force", profile.Policy.ToJson())
            .With(
                "proposal",
                state.Proposal is { } proposal
                    ? proposal
                        .ToJson()
                        .With("changes", JsonArray.OfTexts(Changes(profile, proposal)))
                        .With("sha256", proposal.Digest)
                    : null
            );

    private static IEnumerable<string> Changes(CompanyProfile profile, TeamProposal proposal)
    {
        var wanted = proposal.Governance;
        foreach (var person in wanted.Team.Where(person => profile.Find(person.Id) is null))
            yield return $"+ {Words(person)}";
        foreach (var person in profile.Team.Where(person => wanted.Team.All(other => other.Id != person.Id)))
            yield return $"- {Words(person)}";
        foreach (var person in wanted.Team)
            if (profile.Find(person.Id) is { } old && old != person)
                yield return $"~ {Words(old)} -> {Words(person)}";
        foreach (var change in MasterDataChange.OfProfile(profile, wanted.In(profile)))
            if (change.Object == "policy")
                foreach (var words in change.Changes)
                    yield return words;
        if (!profile.Team.Select(person => person.Id).SequenceEqual(wanted.Team.Select(person => person.Id)))
            yield return $"order: {string.Join(", ", wanted.Team.Select(person => person.Id))}";
    }

    private static string Words(Person person) =>
        $"{person.Id} ({person.Name}), {person.Role.Text()}"
        + (person.Manager is { } manager ? $", manager {manager}" : "");

    private static string Words(CameIn cameIn) =>
        cameIn.Way switch
        {
            CameInWay.Bootstrap => $"with the first import, by {cameIn.By}",
            CameInWay.Inherited => "inherited from books of an earlier release",
            CameInWay.Approved => $"proposed by {cameIn.ProposedBy}, approved by {cameIn.By}",
            CameInWay.SelfApproved => $"approved by {cameIn.By} alone: no other approver stood",
            CameInWay.Recovered => $"RECOVERED by {cameIn.By} with the log's key: pin trust.json anew",
            _ => throw new ArgumentOutOfRangeException(nameof(cameIn)),
        };
}
