using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>
/// The team and the policy that are in force, and how each came in. A run pins them when it starts, and the certificate
/// states them.
/// </summary>
/// <param name="Policy">Its digest; the policy itself stands where it is used.</param>
public sealed record StandingTeam(IReadOnlyList<TeamMember> Members, Digest Policy, CameIn PolicyCameIn)
{
    public IEnumerable<Person> Persons => Members.Select(member => member.Person);

    /// <summary>Everybody of it in the same way, as at the beginning.</summary>
    public static StandingTeam All(Governance governance, CameIn cameIn) =>
        new(
            [.. governance.Team.Select(person => new TeamMember(person, cameIn))],
            CanonicalJson.DigestOf(governance.Policy.ToJson()),
            cameIn
        );

    public Person? Find(PersonId id) => Persons.FirstOrDefault(person => person.Id == id);

    /// <summary>What follows on this: who stays as they were keeps how they came in.</summary>
    public StandingTeam FollowedBy(Governance changed, CameIn cameIn)
    {
        var policy = CanonicalJson.DigestOf(changed.Policy.ToJson());
        return new(
            [
                .. changed.Team.Select(person =>
                    Members.FirstOrDefault(member => member.Person == person) ?? new TeamMember(person, cameIn)
                ),
            ],
            policy,
            policy == Policy ? PolicyCameIn : cameIn
        );
    }

    /// <summary>Whether these are the team and policy that it stands for.</summary>
    public bool Covers(Governance governance) =>
        Persons.SequenceEqual(governance.Team) && Policy == CanonicalJson.DigestOf(governance.Policy.ToJson());

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("members", new JsonArray(Members.Select(member => member.ToJson()))),
            ("policy", JsonObject.Of(("came_in", PolicyCameIn.ToJson()), ("sha256", Policy)))
        );

    public static Result<StandingTeam> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var team = Read(fields);
        return fields.Finish(() => team);
    }

    internal static StandingTeam Read(Fields fields)
    {
        var members = fields.Objects("members", TeamMember.FromJson);
        var (policy, cameIn) = fields.Object("policy", ReadPolicy);
        if (members.Select(member => member.Person.Id).Distinct().Count() != members.Count)
            fields.Fail("a person stands twice in the team");
        return new(members, policy, cameIn);
    }

    private static Result<(Digest Policy, CameIn CameIn)> ReadPolicy(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var cameIn = fields.Object("came_in", CameIn.FromJson);
        var digest = fields.Text("sha256", Digest.Parse);
        return fields.Finish(() => (digest, cameIn));
    }
}

/// <summary>A person of the standing team, and how they came in as what they are.</summary>
public sealed record TeamMember(Person Person, CameIn CameIn)
{
    public JsonObject ToJson() => Person.ToJson().With("came_in", CameIn.ToJson());

    public static Result<TeamMember> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var cameIn = fields.Object("came_in", CameIn.FromJson);
        var person = Person.FromJson(JsonObject.Of(source.Members.Where(member => member.Key != "came_in")));
        if (!person.TryGet(out var read, out var fault))
            return fault;
        return fields.Finish(() => new TeamMember(read, cameIn), closed: false); // the rest Person has read
    }
}
