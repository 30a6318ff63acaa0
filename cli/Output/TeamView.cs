using Bookseal.Books.Company;
using Bookseal.Books.Teams;

namespace Bookseal.Cli.Output;

/// <summary>Who is in force and what is proposed, for people and for programs.</summary>
internal static class TeamView
{
    public static void Write(IAnsiConsole console, TeamState state, CompanyProfile profile)
    {
        foreach (var member in state.Standing.Members)
            console.WriteLine(
                $"{member.Person.Id, -24} {member.Person.Role.Text(), -9} {ProposedChanges.Words(member.CameIn)}"
            );
        console.WriteLine($"{"policy", -24} {"", -9} {ProposedChanges.Words(state.Standing.PolicyCameIn)}");
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
        foreach (var change in ProposedChanges.Of(profile, proposal.Governance))
            console.WriteLine($"  {change}");
    }
}
