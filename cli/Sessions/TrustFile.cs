using Bookseal.Books.Company;
using Bookseal.Books.Proof.Trust;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// The trust.json of a company: its log's keys, and those of everyone who may certify and has one; of rotated keys all
/// versions, for what an old one signed stays signed.
/// </summary>
internal static class TrustFile
{
    public static TrustPolicy Of(IKeyRing keys, CompanyProfile profile)
    {
        var signers = profile
            .Team.Where(person => person.Role >= Role.Approver)
            .SelectMany(person =>
                keys.KeysOf(person.Id)
                    .Select(key => new TrustedSigner(person.Id, person.Name, person.Role, "personal", key, null, null))
            );
        return new(profile.Tenant, 1, true, profile.LogOrigin, keys.KeysOf(null), [.. signers]);
    }
}
