using Bookseal.Books.Audit;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Teams;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The team and policy that the run pinned. That these persons stood is the chain's word; but what the slice and the
/// previous certificate tell of how they came in has to be this.
/// </summary>
internal static class TeamStep
{
    public static void Run(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        if (inputs.Books.Rules < RuleSet.V4)
            return;
        var run = audit.Run;
        if (run.Team is not { } team || team.Policy != CanonicalJson.DigestOf(run.Policy.ToJson()))
        {
            checks.Fail(
                "team",
                FailureClass.AuditChainBroken,
                "TEAM_MISSING",
                "the chain does not say which team and policy the run pinned, and how they came in"
            );
            return;
        }

        var stranger = FindStranger(team, TeamOf(inputs.Books.PreviousCertificate), audit.Slice.Entries);
        checks.Require(
            stranger is null,
            "team",
            CheckOutcome.Attested,
            Describe(team),
            FailureClass.AuditChainBroken,
            "TEAM_MISMATCH",
            $"chain and previous certificate do not tell that {stranger} came in as the certificate says"
        );
    }

    /// <summary>Who, or the policy, did not come in as it is said; null where all did.</summary>
    /// <param name="previous">Null where the previous close states no team.</param>
    private static string? FindStranger(StandingTeam team, StandingTeam? previous, IReadOnlyList<AuditEntry> slice)
    {
        foreach (var member in team.Members)
            if (!IsTold(member.CameIn, slice, previous?.Members.Any(before => before == member)))
                return member.Person.Id.ToString();
        var isPolicyKept = previous is null
            ? (bool?)null
            : (previous.Policy, previous.PolicyCameIn) == (team.Policy, team.PolicyCameIn);
        return IsTold(team.PolicyCameIn, slice, isPolicyKept) ? null : "the policy";
    }

    /// <param name="stoodBefore">By the previous certificate; null where that says nothing.</param>
    private static bool IsTold(CameIn cameIn, IReadOnlyList<AuditEntry> slice, bool? stoodBefore)
    {
        if (cameIn.Entry is { } entry && entry >= slice[0].Sequence)
            return entry <= slice[^1].Sequence
                && slice[(int)(entry - slice[0].Sequence)] is { } told
                && told.Actor == cameIn.By
                && told.Type == TypeOf(cameIn.Way);
        // A recovery waits for no run to end, so that it may lie between the previous run's start and this slice.
        return (stoodBefore ?? true) || cameIn.Way == CameInWay.Recovered;
    }

    private static string TypeOf(CameInWay way) =>
        way switch
        {
            CameInWay.Bootstrap or CameInWay.Inherited => TeamBootstrapped.TypeName,
            CameInWay.Approved or CameInWay.SelfApproved => TeamApproved.TypeName,
            CameInWay.Recovered => TeamRecovered.TypeName,
            _ => throw new ArgumentOutOfRangeException(nameof(way)),
        };

    private static StandingTeam? TeamOf(byte[]? certificate) =>
        certificate is not null
        && JsonText.ParseObject(certificate).TryGet(out var previous, out _)
        && previous["team"] is JsonObject stated
        && StandingTeam.FromJson(stated).TryGet(out var team, out _)
            ? team
            : null;

    private static string Describe(StandingTeam team)
    {
        var ways = team
            .Members.GroupBy(member => member.CameIn.Way)
            .OrderBy(group => group.Key)
            .Select(group => $"{string.Join(", ", group.Select(member => member.Person.Id))} {Words(group.Key)}");
        var anew = team.Members.Any(member => member.CameIn.Way == CameInWay.Recovered)
            ? "; a team that was recovered is to be pinned anew"
            : "";
        return $"{string.Join("; ", ways)}; policy {Words(team.PolicyCameIn.Way)}{anew}";
    }

    private static string Words(CameInWay way) => way.Text().Replace('_', '-');
}
