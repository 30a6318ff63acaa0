using Bookseal.Books.Company;

namespace Bookseal.Books.Teams;

/// <summary>What a proposal would change, and how who is in force came in: in words, for whoever decides it.</summary>
public static class ProposedChanges
{
    /// <summary>Persons first, then the policy, then the order of the team.</summary>
    /// <param name="profile">That is in force.</param>
    public static IEnumerable<string> Of(CompanyProfile profile, Governance wanted)
    {
        foreach (var person in wanted.Team.Where(person => profile.Find(person.Id) is null))
            yield return $"+ {Words(person)}";
        foreach (var person in profile.Team.Where(person => wanted.Team.All(other => other.Id != person.Id)))
            yield return $"- {Words(person)}";
        foreach (var person in wanted.Team)
            if (profile.Find(person.Id) is { } old && old != person)
                yield return $"~ {Words(old)} -> {Words(person)}";
        var (before, after) = (profile.Policy.ToJson(), wanted.Policy.ToJson());
        foreach (var name in before.Members.Keys.Union(after.Members.Keys).Order(StringComparer.Ordinal))
            if (before[name]?.ToString() != after[name]?.ToString())
                yield return $"policy, {name}: {Words(before[name])} -> {Words(after[name])}";
        if (!profile.Team.Select(person => person.Id).SequenceEqual(wanted.Team.Select(person => person.Id)))
            yield return $"order: {string.Join(", ", wanted.Team.Select(person => person.Id))}";
    }

    public static string Words(CameIn cameIn) =>
        cameIn.Way switch
        {
            CameInWay.Bootstrap => $"with the first import, by {cameIn.By}",
            CameInWay.Inherited => "inherited from books of an earlier release",
            CameInWay.Approved => $"proposed by {cameIn.ProposedBy}, approved by {cameIn.By}",
            CameInWay.SelfApproved => $"approved by {cameIn.By} alone: no other approver stood",
            CameInWay.Recovered => $"RECOVERED by {cameIn.By} with the log's key: pin trust.json anew",
            _ => throw new ArgumentOutOfRangeException(nameof(cameIn)),
        };

    private static string Words(JsonValue? value) =>
        value switch
        {
            null => "none",
            JsonString text => text.Value,
            _ => $"{value}",
        };

    private static string Words(Person person) =>
        $"{person.Id} ({person.Name}), {person.Role.Text()}"
        + (person.Manager is { } manager ? $", manager {manager}" : "");
}
