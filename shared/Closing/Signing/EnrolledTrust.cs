using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Signing;

/// <summary>
/// What a company's own chain says of its keys, for whoever looks at its proofs from inside: no pinned file, and no key
/// has to be here. A stranger pins trust.json instead, which the chain cannot change.
/// </summary>
public static class EnrolledTrust
{
    /// <summary>Null of a chain that enrolled no keys: then nobody knows who signs.</summary>
    public static async Task<TrustPolicy?> ReadAsync(
        Workspace workspace,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        var roll = await workspace.ReadRollAsync(cancel);
        if (roll.Keys.Count == 0)
            return null;
        var names = profile.Team.ToDictionary(person => person.Id, person => person.Name);
        return new TrustPolicy(
            workspace.Tenant,
            1,
            true,
            workspace.LogOrigin,
            [.. roll.Of(null).Select(key => key.Key)],
            [.. roll.Keys.Where(key => key.Person is not null).Select(key => SignerOf(key, names))]
        )
        {
            PersonalOnly = false,
            AcceptDirect = true, // what the company's own policy let it close is whole
        };
    }

    /// <summary>Whoever may have left since: who may certify was decided when they did.</summary>
    private static TrustedSigner SignerOf(EnrolledKey key, Dictionary<PersonId, string> names) =>
        new(
            key.Person!.Value,
            names.GetValueOrDefault(key.Person.Value) ?? key.Person.Value.ToString(),
            Role.Approver,
            key.Person == PersonId.System ? TrustedSigner.Service : TrustedSigner.Personal,
            key.Key,
            null,
            null
        )
        {
            KeyStore = key.Store,
        };
}
