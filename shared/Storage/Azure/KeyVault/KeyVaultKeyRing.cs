using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// A tenant's keys in a vault. An administrator makes them. What a vault lists is looked up once an hour: a host that
/// runs for months sees a rotation, once the chain has enrolled it. The port is synchronous, because a key in a file is
/// there at once; the reads that are needed here block.
/// </summary>
public sealed class KeyVaultKeyRing(KeyVaultConnection vault, TenantId tenant, TimeProvider clock) : IKeyRing
{
    private static readonly TimeSpan Trusted = TimeSpan.FromHours(1);
    private readonly Dictionary<string, (IReadOnlyList<KeyVaultSigner> Versions, DateTimeOffset ReadAt)> _known = new(
        StringComparer.Ordinal
    );

    public bool MakesKeys => false;

    /// <summary>
    /// Disabling a version that was stolen takes it out; one that was only replaced must stay enabled, or what it
    /// signed loses its key here.
    /// </summary>
    public bool ListsAllThatIsTrusted => true;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => [.. Read(person, TimeSpan.Zero).Select(Hold)];

    public SigningKey? Find(PersonId? person, string keyId) =>
        (Find(Read(person, Trusted), keyId) ?? Find(Read(person, TimeSpan.Zero), keyId)) is { } signer
            ? new(signer, KeyStore.Vault)
            : null;

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase)
    {
        if (passphrase is not null)
            throw new KeyRefusedException(
                new Fault(KeyCode.VaultRefused, "a key in a vault has no passphrase; the vault says who may use it")
            );
        if (KeysOf(person).FirstOrDefault(key => !known.Contains(key.Key.KeyId)) is { } made)
            return made;
        // A reply that got lost leaves a version more, which nobody enrols.
        return Hold(Wait(() => KeyVaultSigner.CreateAsync(vault, NameOf(person), CancellationToken.None)));
    }

    public string PlaceOf(PersonId? person) => $"{vault.Vault}/keys/{NameOf(person)}";

    /// <summary>Nothing is held: no private key was ever here.</summary>
    public void Dispose() { }

    private string NameOf(PersonId? person) => VaultKeyNames.Of(tenant, person);

    private static KeyVaultSigner? Find(IReadOnlyList<KeyVaultSigner> versions, string keyId) =>
        versions.FirstOrDefault(signer => signer.Key.KeyId == keyId);

    private static HeldKey Hold(KeyVaultSigner signer) =>
        new(signer.Key, KeyStore.Vault, signer.Id.ToString())
        {
            CreatedAt = signer.Times.CreatedAt,
            ValidFrom = signer.Times.ValidFrom,
            ValidUntil = signer.Times.ValidUntil,
        };

    /// <summary>The enabled versions, the newest first; empty for a key that the vault does not have.</summary>
    private IReadOnlyList<KeyVaultSigner> Read(PersonId? person, TimeSpan maxAge)
    {
        var name = NameOf(person);
        lock (_known)
        {
            if (_known.TryGetValue(name, out var known) && clock.GetUtcNow() - known.ReadAt < maxAge)
                return known.Versions;
            var versions = Wait(() => ReadVersionsAsync(name, CancellationToken.None));
            _known[name] = (versions, clock.GetUtcNow());
            return versions;
        }
    }

    private async Task<Result<IReadOnlyList<KeyVaultSigner>>> ReadVersionsAsync(string name, CancellationToken cancel)
    {
        var signers = new List<KeyVaultSigner>();
        if (!(await vault.GetEnabledVersionsAsync(name, cancel)).TryGet(out var ids, out var fault))
            return fault.Code == KeyCode.NotFound ? signers : fault;
        foreach (var id in ids)
        {
            var found = await KeyVaultSigner.OpenAsync(vault, id, cancel);
            if (found.IsOk)
                signers.Add(found.Value);
            else if (found.Fault.Code is not KeyCode.Disabled and not KeyCode.AlgorithmWrong)
                return found.Fault; // what never signed, or must not be believed any more, is left out
        }

        return signers;
    }

    /// <summary>On a thread of the pool, so that no caller's synchronization context can deadlock with it.</summary>
    private static T Wait<T>(Func<Task<Result<T>>> read)
    {
        var result = Task.Run(read).GetAwaiter().GetResult();
        return result.IsOk ? result.Value : throw new KeyRefusedException(result.Fault);
    }
}
