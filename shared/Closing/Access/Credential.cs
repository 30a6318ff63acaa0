using Bookseal.Books.Values;

namespace Bookseal.Closing.Access;

/// <summary>What somebody shows to be let in, and whose books it is for. Equal ones open the same.</summary>
public abstract record Credential(TenantId Tenant);

/// <summary>A person whom the platform before this host has signed in.</summary>
public sealed record SignedInPerson(TenantId Tenant, PersonId Person) : Credential(Tenant);
