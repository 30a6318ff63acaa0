using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>Who does something: an authenticated person with a role, or Bookseal itself.</summary>
/// <param name="IsUnattended">Nobody looked: the command ran with <c>--yes</c>. Recorded in every sign-off.</param>
public sealed record Actor(PersonId Id, Role Role, bool IsAgent, bool IsUnattended)
{
    public static Actor Agent { get; } = new(PersonId.System, Role.Preparer, true, true);

    public static Actor Of(Person person, bool isUnattended) => new(person.Id, person.Role, false, isUnattended);

    public string Attestation => IsUnattended ? "unattended" : "attended";

    public string Kind => IsAgent ? "agent" : "person";
}
