using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Trust;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// The trust.json of a company: its log's keys, and those of everyone who may certify and has one; of rotated keys all
/// versions, for what an old one signed stays signed. As many must have signed as the company's policy says.
/// </summary>
internal static class TrustFile
{
    public static TrustPolicy Of(IKeyRing keys, CompanyProfile profile)
    {
        TrustedSigner[] signers =
        [
            .. profile
                .Team.Where(person => person.Role >= Role.Approver)
                .SelectMany(person =>
                    keys.KeysOf(person.Id)
                        .Select(key => new TrustedSigner(
                            person.Id,
                            person.Name,
                            person.Role,
                            TrustedSigner.Personal,
                            key,
                            null,
                            null
                        )
                        {
                            KeyStore = keys.StoreOf(person.Id),
                        })
                ),
        ];
        var threshold = profile.Policy.Signatures;
        return new(profile.Tenant, threshold, true, profile.LogOrigin, keys.KeysOf(null), signers)
        {
            // Said and not left to the default, which would count none of the signatures: whoever pins this sees it.
            PersonalOnly = threshold > 1 && signers.Any(signer => signer.KeyStore == KeyStore.PlainFile) ? false : null,
        };
    }
}
