using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>
/// Whom a notice is for, by what they are: who that is follows from the company's settings when it is sent.
/// </summary>
/// <param name="Person">Of a person, and of a person's manager.</param>
public readonly record struct Audience(AudienceKind Kind, PersonId? Person)
{
    /// <summary>Of those of a role: the least that is asked for.</summary>
    public Role? Role { get; private init; }

    public static Audience Owner { get; } = new(AudienceKind.Owner, null);

    public static Audience FinanceLead { get; } = new(AudienceKind.FinanceLead, null);

    public static Audience SeniorFinance { get; } = new(AudienceKind.SeniorFinance, null);

    public static Audience Approvers { get; } = new(AudienceKind.Approvers, null);

    public static Audience Of(PersonId person) => new(AudienceKind.Person, person);

    public static Audience ManagerOf(PersonId person) => new(AudienceKind.Manager, person);

    /// <summary>The persons of this role; where the team has none, those of the next higher one.</summary>
    public static Audience OfRole(Role role) => new(AudienceKind.Role, null) { Role = role };

    /// <summary>Nobody where the company named none, or where the person is no longer in the team.</summary>
    public IEnumerable<PersonId> In(CompanyProfile company)
    {
        PersonId?[] found = Kind switch
        {
            AudienceKind.Owner => [company.Contacts.Owner],
            AudienceKind.FinanceLead => [company.Contacts.FinanceLead],
            AudienceKind.SeniorFinance => [company.Contacts.SeniorFinance],
            AudienceKind.Approvers => [.. company.Approvers.Select(id => (PersonId?)id)],
            AudienceKind.Person => [Person],
            AudienceKind.Role => [.. LeastWith(Role!.Value, company)],
            AudienceKind.Manager => [Person is { } id ? company.Find(id)?.Manager : null],
            _ => throw new InvalidOperationException($"unknown audience {Kind}"),
        };
        return found.OfType<PersonId>().Where(id => company.Find(id) is not null);
    }

    private static IEnumerable<PersonId?> LeastWith(Role role, CompanyProfile company)
    {
        var able = company.Team.Where(person => person.Role >= role).ToList();
        return able.Where(person => person.Role == able.Min(other => other.Role))
            .Select(person => (PersonId?)person.Id);
    }

    public override string ToString() =>
        Kind switch
        {
            AudienceKind.Owner => "owner",
            AudienceKind.FinanceLead => "finance_lead",
            AudienceKind.SeniorFinance => "senior_finance",
            AudienceKind.Approvers => "approvers",
            AudienceKind.Person => $"{PersonPrefix}{Person}",
            AudienceKind.Role => $"{RolePrefix}{Role!.Value.Text()}",
            AudienceKind.Manager => $"{ManagerPrefix}{Person}",
            _ => throw new InvalidOperationException($"unknown audience {Kind}"),
        };

    public static Result<Audience> Parse(string text) =>
        text switch
        {
            "owner" => Owner,
            "finance_lead" => FinanceLead,
            "senior_finance" => SeniorFinance,
            "approvers" => Approvers,
            _ when text.StartsWith(PersonPrefix, StringComparison.Ordinal) => PersonId
                .Parse(text[PersonPrefix.Length..])
                .Map(Of),
            _ when text.StartsWith(ManagerPrefix, StringComparison.Ordinal) => PersonId
                .Parse(text[ManagerPrefix.Length..])
                .Map(ManagerOf),
            _ when text.StartsWith(RolePrefix, StringComparison.Ordinal) => Roles
                .Parse(text[RolePrefix.Length..])
                .Map(OfRole),
            _ => new Fault("AUDIENCE_INVALID", $"{new JsonString(text)} is nobody to tell"),
        };

    private const string PersonPrefix = "person:";
    private const string ManagerPrefix = "manager_of:";
    private const string RolePrefix = "role:";
}

public enum AudienceKind
{
    Owner,
    FinanceLead,
    SeniorFinance,

    /// <summary>Everyone who may certify.</summary>
    Approvers,
    Person,
    Manager,
    Role,
}
