using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Signing;

/// <summary>
/// The trust.json of a company: its log's keys, and those of everyone who may certify and has one, as the audit chain
/// has enrolled them; replaced ones too, for what an old one signed stays signed. As many must have signed as the
/// company's policy says.
/// </summary>
public static class TrustFile
{
    /// <summary>
    /// The same with the service key, for auditors who accept closes that one call made. <c>KEY_NOT_FOUND</c> where no
    /// such close has been made.
    /// </summary>
    public static async Task<Result<TrustPolicy>> ReadWithServiceAsync(
        Workspace workspace,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        if (!(await ReadAsync(workspace, profile, cancel)).TryGet(out var trust, out var fault))
            return fault;
        var roll = await workspace.ReadRollAsync(cancel);
        var service = KeysOf(workspace.Keys, roll, PersonId.System)
            .Select(held => new TrustedSigner(
                PersonId.System,
                "Bookseal",
                Role.Preparer,
                TrustedSigner.Service,
                held.Key,
                held.ValidFrom,
                held.ValidUntil
            )
            {
                KeyStore = held.Store,
            })
            .ToList();
        return service.Count == 0
            ? Missing("the service", workspace.Keys.PlaceOf(PersonId.System))
            : trust with
            {
                AcceptDirect = true,
                Signers = [.. trust.Signers, .. service],
            };
    }

    /// <summary>What the company itself trusts: with the service key, where one was enrolled.</summary>
    public static async Task<Result<TrustPolicy>> ReadOwnAsync(
        Workspace workspace,
        CompanyProfile profile,
        CancellationToken cancel
    ) =>
        (await workspace.ReadRollAsync(cancel)).Of(PersonId.System).Any()
            ? await ReadWithServiceAsync(workspace, profile, cancel)
            : await ReadAsync(workspace, profile, cancel);

    /// <summary><c>KEY_NOT_FOUND</c> where there is no key of the log, or of anyone who may certify.</summary>
    public static async Task<Result<TrustPolicy>> ReadAsync(
        Workspace workspace,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        var roll = await workspace.ReadRollAsync(cancel);
        var logKeys = KeysOf(workspace.Keys, roll, null).Select(held => held.Key).ToList();
        if (logKeys.Count == 0)
            return Missing("the log", workspace.Keys.PlaceOf(null));
        var signers = profile
            .Team.Where(person => person.Role >= Role.Approver)
            .SelectMany(person => KeysOf(workspace.Keys, roll, person.Id).Select(key => SignerOf(person, key)))
            .ToList();
        if (signers.Count == 0)
            return Missing("anyone who may certify", workspace.Keys.PlaceOf(profile.Approvers[0]));
        var threshold = profile.Policy.Signatures;
        return new TrustPolicy(profile.Tenant, threshold, true, profile.LogOrigin, logKeys, signers)
        {
            // Said and not left to the default, which would count none of the signatures: whoever pins this sees it.
            PersonalOnly = threshold > 1 && signers.Any(signer => signer.KeyStore == KeyStore.PlainFile) ? false : null,
        };
    }

    /// <summary>
    /// The person's keys that are to be believed, the newest first: the enrolled ones, of a vault those that it still
    /// lists. The chain of an older release has enrolled none yet.
    /// </summary>
    public static IReadOnlyList<HeldKey> KeysOf(IKeyRing ring, KeyRoll roll, PersonId? person)
    {
        if (roll.Keys.Count == 0)
            return ring.KeysOf(person);
        var held = ring.ListsAllThatIsTrusted ? ring.KeysOf(person) : [];
        return
        [
            .. roll.Of(person)
                .Select(key =>
                    ring.ListsAllThatIsTrusted
                        ? held.FirstOrDefault(one => one.Key.Equals(key.Key))
                        : new HeldKey(key.Key, key.Store, ring.PlaceOf(person))
                )
                .OfType<HeldKey>(),
        ];
    }

    /// <summary>
    /// A vault does not say to Bookseal who else may use a person's key: only its role assignments tell, which whoever
    /// signs in here need not be allowed to read. Null where no key lies in one.
    /// </summary>
    public static Fault? CustodyNotice(TrustPolicy trust) =>
        trust.Signers.Any(signer => signer.KeyStore == KeyStore.Vault)
            ? new(
                "CUSTODY_NOT_CHECKED",
                "custody is said to be personal of keys in a vault, whose role assignments Bookseal has not read. "
                    + "Where a program's identity, such as the app's, may use a person's key, make it service here "
                    + "(docs/operations.md, Keys in a key vault)"
            )
            : null;

    private static TrustedSigner SignerOf(Person person, HeldKey held) =>
        new(person.Id, person.Name, person.Role, TrustedSigner.Personal, held.Key, held.ValidFrom, held.ValidUntil)
        {
            KeyStore = held.Store,
        };

    private static Fault Missing(string whose, string place) =>
        new(
            KeyCode.NotFound,
            $"there is no key of {whose}: none is enrolled in the audit chain, and none is at {place}. The first "
                + "import makes them, 'bookseal keys create NAME' makes one"
        );
}
