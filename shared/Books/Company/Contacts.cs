using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>
/// Who of the team is told when a close is late or in trouble, and where mail reaches people. Addresses are no part of
/// <see cref="Person"/>: the team stands in the audit chain and in proofs, which strangers read and nobody can change.
/// </summary>
/// <param name="Owner">Gets the progress and the result.</param>
/// <param name="FinanceLead">Is told of critical exceptions at once.</param>
/// <param name="SeniorFinance">Takes over tasks that are three days late.</param>
/// <param name="Emails">Of those who have one.</param>
public sealed record Contacts(
    PersonId? Owner,
    PersonId? FinanceLead,
    PersonId? SeniorFinance,
    IReadOnlyDictionary<PersonId, EmailAddress> Emails
)
{
    public static Contacts None { get; } = new(null, null, null, new Dictionary<PersonId, EmailAddress>());

    public EmailAddress? EmailOf(PersonId person) => Emails.TryGetValue(person, out var email) ? email : null;

    /// <summary>Without those who are not in the team: a team that waits for its approval is not there yet.</summary>
    public Contacts Within(IReadOnlyList<Person> team)
    {
        var ids = team.Select(person => person.Id).ToHashSet();
        return new(
            Owner is { } owner && ids.Contains(owner) ? owner : null,
            FinanceLead is { } lead && ids.Contains(lead) ? lead : null,
            SeniorFinance is { } senior && ids.Contains(senior) ? senior : null,
            Emails.Where(email => ids.Contains(email.Key)).ToDictionary(email => email.Key, email => email.Value)
        );
    }

    /// <summary>The name of the member and the person, for each that is not in the team.</summary>
    internal string? FindStranger(IReadOnlyList<Person> team)
    {
        foreach (var (name, person) in Named)
            if (person is { } id && team.All(member => member.Id != id))
                return $"'{name}' is not in the team: '{id}'";
        return null;
    }

    private (string Name, PersonId? Person)[] Named =>
        [("owner", Owner), ("finance_lead", FinanceLead), ("senior_finance", SeniorFinance)];

    /// <summary>A person as <c>bookseal.json</c> has them, with the address that stands beside.</summary>
    internal JsonObject ToJson(Person person) =>
        person.ToJson().With("email", EmailOf(person.Id) is { } email ? email.ToString() : null);

    internal static Result<(Person Person, EmailAddress? Email)> ReadPerson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var email = fields.OptionalText("email", EmailAddress.Parse);
        if (!Person.FromJson(source.With("email", null)).TryGet(out var person, out var fault))
            return fault;
        return fields.Finish(() => (person, email), closed: false); // the rest Person has read
    }
}
