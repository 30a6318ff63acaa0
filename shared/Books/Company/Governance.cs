using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>
/// Who may do what in the closes of a company, and by which rules: what of <c>bookseal.json</c> counts only once an
/// approver has said so.
/// </summary>
public sealed record Governance(IReadOnlyList<Person> Team, Policy Policy)
{
    public const string TooLarge = "TEAM_TOO_LARGE";

    /// <summary>What a proposal is known by.</summary>
    public Digest Digest => CanonicalJson.DigestOf(ToJson());

    public static Governance Of(CompanyProfile profile) => new(profile.Team, profile.Policy);

    /// <summary>The profile with this team and policy in the place of its own.</summary>
    public CompanyProfile In(CompanyProfile profile) =>
        profile with
        {
            Team = Team,
            Policy = Policy,
            Contacts = profile.Contacts.Within(Team),
        };

    public bool IsSameAs(Governance other) => Digest == other.Digest;

    /// <summary>A run pins its team into one entry of the audit chain, which is small.</summary>
    public Fault? SizeFault()
    {
        var bytes = CanonicalJson.ToBytes(ToJson()).Length;
        return Team.Count <= Limits.TeamPersons && bytes <= Limits.TeamBytes
            ? null
            : new(
                TooLarge,
                $"a team has at most {Limits.TeamPersons} persons and, with the policy, {Limits.TeamBytes} bytes; "
                    + $"this one has {Team.Count} and {bytes}"
            );
    }

    public JsonObject ToJson() =>
        JsonObject.Of(("policy", Policy.ToJson()), ("team", new JsonArray(Team.Select(person => person.ToJson()))));

    public static Result<Governance> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var policy = fields.Object("policy", Policy.FromJson);
        var team = fields.Objects("team", Person.FromJson);
        return fields.Finish(() => new Governance(team, policy));
    }
}
