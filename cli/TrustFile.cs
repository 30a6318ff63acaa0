using Bookseal.Books.Company;
using Bookseal.Books.Proof.Trust;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli;

/// <summary>The trust.json of a company whose keys are on this machine: its log's key, and the keys of everyone who may certify.</summary>
internal static class TrustFile
{
    public static TrustPolicy Of(PemKeyRing keys, CompanyProfile profile)
    {
        var signers = profile.Team.Where(person => person.Role >= Role.Approver)
            .Select(person => new TrustedSigner(person.Id, person.Name, person.Role, "personal", keys.Of(person.Id).Key, null, null));
        return new(profile.Tenant, 1, true, profile.LogOrigin, [keys.Log.Key], [.. signers]);
    }
}
