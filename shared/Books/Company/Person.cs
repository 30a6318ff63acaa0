using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>A member of the team. The manager is told when the person's tasks are overdue.</summary>
public sealed record Person(PersonId Id, string Name, Role Role, PersonId? Manager)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("id", Id.ToString()), ("name", Name), ("role", Role.Text()), ("manager", Manager?.ToString()));

    public static Result<Person> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var id = fields.Text("id", PersonId.Parse);
        var name = fields.Text("name");
        var role = fields.Text("role", Roles.Parse);
        var manager = fields.OptionalText("manager", PersonId.Parse);
        if (id == PersonId.System)
            fields.Fail($"no person may be called '{PersonId.System}'");
        return fields.Finish(() => new Person(id, name, role, manager));
    }
}

/// <summary>What a person may do in a close; a higher role includes the lower ones.</summary>
public enum Role
{
    Auditor,
    Preparer,
    Reviewer,
    Approver,
}

public static class Roles
{
    public static string Text(this Role role) =>
        role switch
        {
            Role.Auditor => "auditor",
            Role.Preparer => "preparer",
            Role.Reviewer => "reviewer",
            Role.Approver => "approver",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    public static Result<Role> Parse(string text) =>
        text switch
        {
            "auditor" => Role.Auditor,
            "preparer" => Role.Preparer,
            "reviewer" => Role.Reviewer,
            "approver" => Role.Approver,
            _ => new Fault(
                "ROLE_INVALID",
                $"a role is auditor, preparer, reviewer or approver, not {new JsonString(text)}"
            ),
        };
}

/// <summary>Who does something: an authenticated person with a role, or Bookseal itself.</summary>
/// <param name="IsUnattended">Nobody looked: the command ran with <c>--yes</c>. Recorded in every sign-off.</param>
public sealed record Actor(PersonId Id, Role Role, bool IsAgent, bool IsUnattended)
{
    public static Actor Agent { get; } = new(PersonId.System, Role.Preparer, true, true);

    /// <summary>The most that what they act with allows, as a token of a lower role than theirs.</summary>
    public Role AtMost { get; init; } = Role.Approver;

    /// <summary>Nobody said that it is them: somebody had to be taken.</summary>
    public bool IsAssumed { get; init; }

    public static Actor Of(Person person, bool isUnattended) => new(person.Id, person.Role, false, isUnattended);

    public string Attestation => IsUnattended ? "unattended" : "attended";

    public string Kind => IsAgent ? "agent" : "person";
}
