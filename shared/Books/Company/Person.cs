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
